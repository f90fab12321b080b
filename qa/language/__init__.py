"""Language: spelling, syllables and readability."""

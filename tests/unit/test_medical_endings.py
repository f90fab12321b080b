"""Medical words told by their endings, and everyday words that look like them."""

import pytest

from qa.language.medical_endings import meaning_of


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("salpingectomy", "an operation that takes out the tubes to the womb"),
        ("cystoscopies", "a look inside the body with a thin camera"),
        ("hypercalciuria", "something amiss in the urine"),
        ("thoracentesis", "taking fluid out with a needle"),
        ("hemiplegia", "when muscles are weak or can't move"),
        ("pericarditis", "soreness and swelling of the sac around the heart"),
    ],
)
def test_an_ending_tells_what_a_word_means(word, meaning):
    assert meaning_of(word) == (meaning, word.endswith("itis"))


@pytest.mark.parametrize(
    "word",
    ["anatomy", "economy", "sympathy", "academic", "arthritis", "nostalgia", "systemic", "uria", "analysis", "doctor"],
)
def test_everyday_words_are_left_alone(word):
    assert meaning_of(word) == ("", False)

"""What several checks share; no check lives here."""

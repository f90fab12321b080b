"""A place in which a name or term is written in one of its forms."""

from __future__ import annotations

from qa.record import record


@record
class Occurrence:
    """One writing of a term: the term's key, the form as compared, its projected place, and the form to write instead."""

    key: str
    form: str
    start: int
    end: int
    preferred: bool = False
    better: str = ""

"""Mistakes of the person running the tool, as one line each."""

from __future__ import annotations

from qa.record import record


@record
class Mistake:
    """One mistake in a file that configures the tool; `line` counts from 1, 0 where the file as a whole is meant."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message}" if place else self.message


class ConfigError(Exception):
    """The tool was used or configured wrongly; holds one Mistake or several, in file order."""

    def __init__(self, *mistakes: Mistake) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = mistakes

    def __reduce__(self) -> tuple[type[ConfigError], tuple[Mistake, ...]]:
        return ConfigError, self.mistakes

    @classmethod
    def of(cls, message: str, path: str = "", line: int = 0) -> ConfigError:
        """An error of a single mistake."""
        return cls(Mistake(path, line, message))


class Stopped(Exception):  # noqa: N818 -- named for what happened
    """A check was given up because its result is no longer wanted."""


def nearest(name: str, valid: object) -> str:
    """A clause that names the valid name closest to a wrong one, or "" where none is close."""
    import difflib

    names = [str(item) for item in valid] if hasattr(valid, "__iter__") else []
    folded = {item.casefold(): item for item in names}
    # "E1" is E01, and not E10 or E19.
    padded = f"{name[:1]}0{name[1:]}".casefold()
    if len(name) == 2 and name[1].isdigit() and padded in folded:
        return f"; did you mean “{folded[padded]}”?"
    close = difflib.get_close_matches(name.casefold(), list(folded), 1, 0.6)
    return f"; did you mean “{folded[close[0]]}”?" if close else ""

"""What a check may know beside the document and its options; the engine fills it, checks only read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa.named import NamedTuple
from qa.record import field, record

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from qa.document.model import Document
    from qa.language.lexicon import Lexicon


def _no_data(_kind: str) -> Any:
    return []


def _unknown_target(_path: str) -> bool | None:
    return None


class Revision(NamedTuple):
    """One committed version of a document: its text, the day of its commit and the commit's whole message.

    `read()` makes the document of it; most versions can be judged by their text.
    """

    text: str
    read: Callable[[], Document]
    day: dt.date
    note: str


def _made_anew(_name: str, _kinds: tuple[str, ...], make: Callable[[], Any], *_extra: str) -> Any:
    return make()


def _no_revisions() -> Iterable[Revision]:
    return ()


@record(slots=False)
class Context:
    """Facts for one run.

    `data(kind)` gives the merged reference data of the packs in force and of the publisher, as plain lists or mappings
    (kinds: "services", "red_flags", "partners" …); it is loaded on first use. `derived(key, make)` keeps what a check
    compiles from that data, so that it is compiled once a process. `target_exists` tells whether a local link target,
    relative to the document, is there: True, False, or None where that can't be known (standard input, captured text).
    `rule_names` holds the ids and names of all rules, folded; empty where they aren't known.
    `lexicon` is opened on first use. `compiled(name, kinds, make, *extra)` gives what `make()` makes of the data of these kinds,
    plain values, tuples and bytes among them, remembered from run to run under the data's files and the texts in `extra`. `revisions()` gives the committed versions of the document, the newest first, each read
    when it is reached; none where nobody asked git.
    """

    today: dt.date
    profile: str = "au"
    data: Callable[[str], Any] = _no_data
    open_lexicon: Callable[[], Lexicon] | None = None
    target_exists: Callable[[str], bool | None] = _unknown_target
    rule_names: frozenset[str] = frozenset()
    revisions: Callable[[], Iterable[Revision]] = _no_revisions
    compiled: Callable[..., Any] = _made_anew
    memory: dict[Any, Any] = field(default_factory=dict)

    @property
    def lexicon(self) -> Lexicon:
        """The word list of the profile and the publisher's dictionary."""
        found: Lexicon = self.derived("lexicon", self._lexicon)
        return found

    def derived(self, key: Any, make: Callable[[], Any]) -> Any:
        """What `make()` gave the first time it was asked under this key in this run, e.g. `("pattern", id(options))`."""
        if key not in self.memory:
            self.memory[key] = make()
        return self.memory[key]

    def _lexicon(self) -> Lexicon:
        from qa.language.lexicon import Lexicon

        return self.open_lexicon() if self.open_lexicon else Lexicon.open(self.profile)

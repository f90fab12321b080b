"""Brings the link check's verdicts into a run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.errors import ConfigError
from qa.record import replace
from qa.sources.names import home, is_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from qa import config
    from qa.links.progress import Progress
    from qa.links.settings import Settings
    from qa.links.verdict import Verdict
    from qa.session import Options, Session

STORE = ".qa-links.sqlite"


def governing(named: Sequence[str]) -> Path:
    """The folder whose configuration governs a run as a whole: that of the first path named; this folder for an address."""
    first = Path(named[0]) if named else Path()
    return first if first.is_dir() else Path(home(str(first) if is_plain(named[0]) else named[0]))


def with_verdicts(
    paths: Sequence[str],
    session: Session,
    place: str | Path,
    *,
    ask: bool = True,
    tell: Callable[[Progress], None] | None = None,
) -> Options:
    """The session's options with a verdict for every web address that the files link to.

    Without `ask` the store alone is read. `place` is the folder whose configuration says how to ask; see `asking`.
    Raises ConfigError for a store that can't be used.
    """
    targets = sorted({target for path in paths for target in _targets(path, session)})
    verdicts = verdicts_of(targets, session.settings(place), ask=ask, tell=tell)
    return replace(session.options, verdicts=verdicts, use_cache=False)


def verdicts_of(
    targets: Sequence[str], own: config.Settings, *, ask: bool = True, tell: Callable[[Progress], None] | None = None
) -> dict[str, dict[str, Any]]:
    """The verdict on each web address, from its server or, without `ask`, from the store that the settings name.

    Raises ConfigError for a store that can't be used.
    """
    from qa.links.book import plain_by_target

    return plain_by_target(each_verdict(targets, own, ask=ask, tell=tell))


def each_verdict(
    targets: Iterable[str], own: config.Settings, *, ask: bool = True, tell: Callable[[Progress], None] | None = None
) -> Iterator[tuple[str, Verdict]]:
    """As `verdicts_of`, one after the other, so that memory doesn't grow with their number."""
    from qa.links.results import remembered
    from qa.links.run import verdicts_on
    from qa.links.store import StoreError

    settings, store = asking(own)
    try:
        yield from verdicts_on(targets, settings, store, tell) if ask else remembered(targets, settings, store)
    except StoreError as error:
        raise ConfigError.of(str(error), str(store)) from None


def asking(own: config.Settings) -> tuple[Settings, Path]:
    """How to ask for addresses, and the file that remembers them: the one that qa.yaml names, beside it; else in this folder."""
    from qa.links.settings import Settings

    links = dict(own.links)
    folder = Path(own.files[-1]).parent if own.files else Path.cwd()
    return Settings.of(links), folder / str(links.get("store", STORE))


def _targets(path: str, session: Session) -> set[str]:
    return {link.target for link in session.read(path).links if link.target.startswith(("http://", "https://"))}

"""The verdicts that the store remembers, by link targets as they are written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.links.book import plain_by_target, told
from qa.links.store import Store
from qa.links.targets import asked_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qa.links.settings import Settings
    from qa.links.verdict import Verdict


def stored_verdicts(targets: Iterable[str], settings: Settings, store_path: str | Path) -> dict[str, dict[str, Any]]:
    """The last known verdicts, failures included, without asking anybody; targets never seen have none.

    Raises StoreError.
    """
    return plain_by_target(remembered(targets, settings, store_path))


def remembered(targets: Iterable[str], settings: Settings, store_path: str | Path) -> Iterator[tuple[str, Verdict]]:
    """As `stored_verdicts`, one after the other."""
    if not Path(store_path).exists():
        return
    with Store(store_path, settings) as store:
        for target, parsed in asked_of(targets, settings.exclude):
            record = store.get(parsed.address)
            if record is not None:
                # A fragment that no look has asked for isn't missing.
                yield target, told(parsed.fragment, record.verdict, record.fragments.get(parsed.fragment, True))

"""Verdicts on addresses, turned into verdicts on link targets as they are written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.links.store import Store
from qa.links.targets import grouped
from qa.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qa.links.settings import Settings
    from qa.links.targets import Target
    from qa.links.verdict import Verdict

NONE: frozenset[str] = frozenset()

Found = tuple["Verdict", frozenset[str]]


def by_target(groups: Mapping[Target, Sequence[str]], found: Mapping[str, Found]) -> dict[str, dict[str, Any]]:
    """The verdict of each target as written, from those of addresses and their missing fragments.

    Targets without a verdict are left out; those that say the same share one mapping, for thousands do.
    """
    plain: dict[Verdict, dict[str, Any]] = {}
    result: dict[str, dict[str, Any]] = {}
    for target, written in groups.items():
        if target.address in found:
            verdict, missing = found[target.address]
            verdict = told(target, verdict, target.fragment not in missing)
            result.update(dict.fromkeys(written, plain.setdefault(verdict, verdict.plain())))
    return result


def stored_verdicts(targets: Iterable[str], settings: Settings, store_path: str | Path) -> dict[str, dict[str, Any]]:
    """The last known verdicts, failures included, without asking anybody; targets never seen have none.

    Raises StoreError.
    """
    if not Path(store_path).exists():
        return {}
    groups = grouped(targets, settings.exclude)
    found: dict[str, Found] = {}
    with Store(store_path, settings) as store:
        for target in groups:
            record = store.get(target.address)
            if record is not None:
                missing = frozenset(name for name, there in record.fragments.items() if not there)
                found[target.address] = (record.verdict, missing)
    return by_target(groups, found)


def told(target: Target, verdict: Verdict, has_fragment: bool) -> Verdict:
    """The verdict on a target: its address's, unless the page is there and the fragment isn't.

    A moved page keeps the fragment in its new address.
    """
    if not target.fragment or not verdict.good:
        return verdict
    if not has_fragment:
        return replace(verdict, kind="fragment", reason="fragment", detail=target.fragment)
    return replace(verdict, address=f"{verdict.address}#{target.fragment}") if verdict.address else verdict

"""Puts the results of shards together."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from qa.errors import ConfigError
from qa.policy import Choice
from qa.record import replace
from qa.scale.run import Order, finished, scratch
from qa.scale.spool import read_meta
from qa.session import Options, Session
from qa.sources.names import governing, roots_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.scale.crew import Site
    from qa.scale.report import SpooledReport
    from qa.scale.run import Verdicts

# What all shards of a run have in common.
_COMMON = ("version", "count", "named", "today", "config", "choice", "whole", "online", "use_baseline", "rules")


def read_shards(parts: Sequence[str]) -> dict[str, Any]:
    """What the shards say about their run; raises ConfigError unless they are all the shards of one run, each once."""
    metas = {part: read_meta(part) for part in parts}
    if len(metas) < len(parts):
        raise ConfigError.of("a shard is named twice")
    first = parts[0]
    for part, meta in metas.items():
        other = next((name for name in _COMMON if meta[name] != metas[first][name]), None)
        if other:
            raise ConfigError.of(f"is of another run than {first}: they differ in “{other}”", part)
    count = metas[first]["count"]
    seen: dict[int, str] = {}
    for part, meta in metas.items():
        if meta["shard"] in seen:
            raise ConfigError.of(f"is shard {meta['shard']} of {count}, and so is {seen[meta['shard']]}", part)
        seen[meta["shard"]] = part
    missing = [str(number) for number in range(1, count + 1) if number not in seen]
    if missing:
        raise ConfigError.of(f"of {count} shards these are missing: {', '.join(missing)}")
    return metas[first]


def options_of(meta: dict[str, Any]) -> Options:
    """The options of the run that shards are of."""
    profile, select, ignore = meta["choice"]
    return Options(
        dt.date.fromisoformat(meta["today"]),
        Choice(profile, tuple(select), tuple(ignore)),
        meta["config"],
        use_baseline=meta["use_baseline"],
        whole=meta["whole"],
        roots=roots_of(meta["named"]),
    )


@contextmanager
def merged(
    parts: Sequence[str], meta: dict[str, Any], site: Site, verdicts: Verdicts | None
) -> Iterator[SpooledReport]:
    """The report of a run whose shards are all there; it lives as long as the context does."""
    options = options_of(meta)
    policy = Session(options).policy(governing(meta["named"][0]))
    if [[rule.id, rule.severity] for rule in policy.rules] != meta["rules"]:
        raise ConfigError.of("the rules in force here are not those of the shards; merge with their qa.yaml in place")
    session = Session(replace(options, facts=policy.has_need("corpus")))
    with scratch() as spool:
        for part in parts:
            spool.take_in(part)
        yield finished(spool, session, Order((), options, policy, verdicts), site)

"""How often rules were right, missed and falsely alarmed on labelled content, and the table of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

HEAD = f"{'right':>6}{'missed':>8}{'false':>7}{'recall':>9}{'precision':>11}"


@dataclass
class Tally:
    """Rules by how often they were right, missed and falsely alarmed; `where` tells of each fault."""

    hits: Counter[str] = field(default_factory=Counter)
    misses: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    where: list[str] = field(default_factory=list)

    @property
    def rules(self) -> list[str]:
        """Every rule that was asked for or reported, in order."""
        return sorted({*self.hits, *self.misses, *self.alarms})


def shares(right: int, missed: int, false: int) -> tuple[float, float]:
    """Recall and precision; 1 where nothing was asked or reported."""
    recall = right / (right + missed) if right + missed else 1.0
    precision = right / (right + false) if right + false else 1.0
    return recall, precision


def line(name: str, right: int, missed: int, false: int) -> tuple[float, float]:
    """Print one row; gives recall and precision."""
    recall, precision = shares(right, missed, false)
    print(f"{name:6}{right:6}{missed:8}{false:7}{recall:9.3f}{precision:11.3f}")
    return recall, precision


def table(tally: Tally) -> tuple[float, float]:
    """Print a row a rule and one of all, whose recall and precision are given."""
    print(f"{'rule':6}{HEAD}")
    for rule in tally.rules:
        line(rule, tally.hits[rule], tally.misses[rule], tally.alarms[rule])
    return line("all", tally.hits.total(), tally.misses.total(), tally.alarms.total())

"""A rule in force: policy as data, resolved and ready to run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from qa.record import field, record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qa.finding import Severity

_SLOT = re.compile(r"\{(\w+)\}")


@record
class Citation:
    """Where a rule's claim comes from and how it was verified: read, second-hand, recalled or proposal."""

    title: str
    verified: str
    url: str = ""
    note: str = ""


@record
class Variant:
    """Other words and another severity for one of the cases that a check tells apart."""

    severity: Severity
    message: str


@record
class Scope:
    """Which documents a rule looks at; an empty tuple means all. `profiles` names national profiles (au, uk, us)."""

    types: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


@record
class Companion:
    """Another document of an example: one beside it at `path`, or an earlier version committed on `date` (ISO) with a `note`."""

    text: str
    front_matter: Mapping[str, Any] = field(default_factory=dict)
    path: str = ""
    date: str = ""
    note: str = ""


@record
class Example:
    """A text that a rule must or must not report; `spans` are the excerpts expected, in order (empty: any).

    `messages`, `suggestions` (the first ones) and `fixes` (how freely: what it replaces by what) are expected with them, one a
    finding.

    `data` stands for the bytes of a file that isn't text; `text` then describes it. `facts` are reference data by kind
    (partners, verdicts) that stand in for the packs' and the publisher's own. `others` are further documents of the corpus,
    `history` the example's committed versions, the oldest first.
    """

    text: str
    front_matter: Mapping[str, Any] = field(default_factory=dict)
    spans: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    suggestions: tuple[tuple[str, ...], ...] = ()
    fixes: tuple[Mapping[str, Mapping[str, str]] | None, ...] = ()
    kind: str = "markdown"
    profile: str = ""
    today: str = ""
    files: tuple[str, ...] = ()
    data: bytes | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    others: tuple[Companion, ...] = ()
    history: tuple[Companion, ...] = ()


@record
class Rule:
    """One rule: which check runs with which options, and what to say.

    `needs` is a subset of {today, corpus, network, git}. `yields_to` are the rules whose findings make this one's about the same
    words superfluous. `path` tells where it was written.
    """

    id: str
    name: str
    check: str
    severity: Severity
    message: str
    rationale: str
    sources: tuple[Citation, ...]
    options: Mapping[str, Any]
    pack: str
    scope: Scope = Scope()
    needs: frozenset[str] = frozenset()
    yields_to: frozenset[str] = frozenset()
    valid: tuple[Example, ...] = ()
    invalid: tuple[Example, ...] = ()
    variants: Mapping[str, Variant] = field(default_factory=dict)
    since: str = ""
    aliases: tuple[str, ...] = ()
    path: str = ""

    def words(self, variant: str) -> tuple[Severity, str]:
        """Severity and message template of a variant ("" is the rule's own)."""
        chosen = self.variants.get(variant)
        return (chosen.severity, chosen.message) if chosen else (self.severity, self.message)


def slots(template: str) -> set[str]:
    """The names in braces that a message expects a check to fill."""
    return set(_SLOT.findall(template))


def filled(template: str, values: Mapping[str, Any]) -> str:
    """A message with its names replaced; nothing but plain names is looked up, so a template cannot reach further."""
    return _SLOT.sub(lambda match: str(values.get(match.group(1), match.group())), template)

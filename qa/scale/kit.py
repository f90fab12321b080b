"""What a worker needs to check pages: the run's options and the rules in force with their data, sent to it once."""

from __future__ import annotations

import hashlib
import pickle
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa import __version__
from qa.engine import MAX_FINDINGS_PER_RULE
from qa.policy import Policy
from qa.record import fields, record, replace
from qa.session import Session
from qa.sources.names import container_kind, home, is_plain, split

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qa.cache.results import Checked
    from qa.document.model import Document
    from qa.results import Located
    from qa.session import Options
    from qa.source import Source


@record(frozen=False, slots=False)
class SealedPolicy(Policy):
    """A policy that reads no file of the publisher's any more, so that it holds on another machine."""

    words: tuple[str, ...] = ()

    def data(self, kind: str) -> Any:
        """As the policy's; everything there is came along."""
        return self._data.get(kind, [])

    def dictionary(self) -> list[str]:
        """The publisher's words, which came along."""
        return list(self.words)


@record
class Kit:
    """Options and rules for one configuration. `local`: workers see the client's files."""

    digest: str
    version: str
    options: Options
    policy: SealedPolicy
    local: bool
    targets: bool


def kit_of(policy: Policy, options: Options, *, local: bool, targets: bool) -> Kit:
    """The kit for pages under a policy; `targets`: note the web addresses that pages link to."""
    sealed = sealed_policy(policy)
    own = replace(options, config=None, verdicts=None)
    body = pickle.dumps((own, sealed, local, targets), protocol=5)
    return Kit(hashlib.sha256(body).hexdigest(), __version__, own, sealed, local, targets)


def sealed_policy(policy: Policy) -> SealedPolicy:
    """The policy with all its data read."""
    kinds = {path.stem for pack in policy.packs for path in (Path(pack) / "data").glob("*.yaml")}
    data = {kind: policy.data(kind) for kind in sorted(kinds | policy.settings.data.keys())}
    public = {name: getattr(policy, name) for name in fields(policy) if not name.startswith("_")}
    return SealedPolicy(**public, _data=data, words=tuple(policy.dictionary()))


class WorkerSession(Session):
    """A session from a kit. Where it can't see what stands beside a page, it takes what a page asks for as there.

    `known` are answers that the client gave for the page at hand; the client compares all that was asked with what is there.
    """

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.options, kit.policy)
        self.kit = kit
        self.known: Mapping[str, bool | None] = {}
        self._targets: list[str] = []

    def read_source(self, source: Source, kind: str | None = None) -> Document:
        """As the session's; notes the web addresses that the document links to where the kit wants them."""
        document = super().read_source(source, kind)
        if self.kit.targets:
            web = {link.target for link in document.links if link.target.startswith(("http://", "https://"))}
            self._targets = sorted(web)
        return document

    def examined(self, source: Source, known: Mapping[str, bool | None]) -> tuple[Checked, list[str]]:
        """Check a text; gives what came of it, and the web addresses that it links to."""
        self.known = known
        return self._examined(source), self._targets

    def judged(self, source: Source, verdicts: Mapping[str, Mapping[str, Any]]) -> tuple[Located, ...]:
        """What the rules that need the network find on a text, given verdicts on addresses that it links to."""
        document = self.read_source(source)
        folder = home(source.path)
        policy = self.policy(folder)
        context = replace(self.context(folder), data=lambda kind: verdicts if kind == "verdicts" else policy.data(kind))
        late = [
            (planned.rule, match)
            for planned in policy.plan(document)
            if "network" in planned.rule.needs
            for match in islice(planned.check.run(document, planned.options, context), MAX_FINDINGS_PER_RULE)
        ]
        return self.amended_source(source, late) if late else ()

    def exists_beside(self, document: Document, asked: dict[str, bool | None]) -> Callable[[str], bool | None]:
        """As the session's."""
        path = document.source.path
        if is_plain(path) and self.kit.local:
            return super().exists_beside(document, asked)
        if document.kind == "captured" or not answerable(path):
            return lambda _target: None

        def exists(target: str) -> bool | None:
            asked[target] = self.known.get(target, True)
            return asked[target]

        return exists


def answerable(path: str) -> bool:
    """Whether somebody can know what stands beside a page: it is a file, or a member of a ZIP archive."""
    return is_plain(path) or container_kind(split(path)[0]) == "zip"

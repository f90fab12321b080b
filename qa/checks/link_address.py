"""Addresses that are miswritten, insecure, or carry what was meant for machines."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 -- pydantic reads the options' types
from typing import TYPE_CHECKING, Any

from qa.checks.registry import NOTHING, CheckOptions, check
from qa.checks.support import address_faults as faults
from qa.checks.support.addresses import address_edit, address_span, parts_of
from qa.checks.support.generator_marks import is_generated
from qa.finding import Fix, Match, Related
from qa.record import replace
from qa.rule import filled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checks.context import Context
    from qa.document.model import Document, Link


class Options(CheckOptions):
    """What is known about addresses, and how each fault is said.

    `https_domains` are domains known to serve https, beside the partners' own. `tracking` are query parameters that only
    serve statistics; one that ends in `*` is a prefix. `reasons` words the faults (insecure, tracking, template, scheme,
    local, blank, mail, phone), `joint` stands between two of them, `title` names the fix of one address,
    `titles` that of several.
    """

    https_domains: tuple[str, ...] = ()
    tracking: tuple[str, ...] = ()
    reasons: Mapping[str, str] = NOTHING
    joint: str = "; "
    title: str = ""
    titles: str = ""


@check("link_address", options=Options, values=("reasons", "target", "better"))
def link_address(document: Document, options: Options, context: Context) -> Iterator[Match]:
    """One match for each faulty address, with all its reasons and, where it is plain, the address to write instead.

    Addresses of one host that only lack their s are told together.
    """
    known = context.derived(("link_address", id(options)), lambda: _known(options, context))
    secure = frozenset(address.host for link in document.links if (address := parts_of(link.target)).scheme == "https")
    seen: set[tuple[int, int]] = set()
    insecure: dict[str, list[Match]] = {}
    for link in document.links:
        span = address_span(link)
        if link.kind == "lost" or not link.target.strip() or span in seen:
            continue
        seen.add(span)
        names, better = _judged(link.target.strip(), secure, known, source=is_generated(document))
        if names:
            values = {"target": link.target, "better": better or ""}
            reasons = options.joint.join(filled(options.reasons.get(name, name), values) for name in names)
            fix = _fix(document, link, better, names, options)
            suggestions = (better,) if better else ()
            match = Match(span, {**values, "reasons": reasons}, suggestions=suggestions, fix=fix)
            if names == ["insecure"]:
                insecure.setdefault(parts_of(link.target).host, []).append(match)
            else:
                yield match
    for matches in insecure.values():
        yield _together(matches, options)


def _known(options: Options, context: Context) -> dict[str, Any]:
    """Domains that serve https and the names of tracking parameters, sorted out once."""
    partners = (domain.partition("/")[0] for entry in context.data("partners") for domain in entry.get("domains", ()))
    return {
        "domains": (*options.https_domains, *(domain.removeprefix("www.") for domain in partners)),
        "names": frozenset(name for name in options.tracking if not name.endswith("*")),
        "prefixes": tuple(name[:-1] for name in options.tracking if name.endswith("*")),
    }


def _judged(
    target: str, secure: frozenset[str], known: dict[str, Any], *, source: bool
) -> tuple[list[str], str | None]:
    """The names of an address's faults, and a better address where mending is plain."""
    if faults.is_template(target, source=source):
        return ["template"], None
    scheme = target.partition(":")[0].lower()
    if scheme in ("tel", "sms"):
        return (["phone"] if faults.is_malformed_phone(target) else []), None
    if faults.is_malformed_mail(target):
        return ["mail"], None if scheme == "mailto" else f"mailto:{target}"
    if scheme == "mailto":
        return [], None
    if faults.has_scheme_slip(target):
        return ["scheme"], faults.mended_scheme(target)
    return _judged_web(target, secure, known)


def _judged_web(target: str, secure: frozenset[str], known: dict[str, Any]) -> tuple[list[str], str | None]:
    address = parts_of(target)
    if faults.is_local(address):
        return ["local"], None
    names: list[str] = []
    better = faults.without_tracking(target, known["names"], known["prefixes"])
    if faults.is_insecure(address, secure, known["domains"]):
        names.append("insecure")
        better = "https" + better[4:]
    if faults.without_tracking(target, known["names"], known["prefixes"]) != target:
        names.append("tracking")
    if address.web and any(char.isspace() for char in target):
        names.append("blank")
    return names, better if better != target else None


def _together(matches: list[Match], options: Options) -> Match:
    """One match for all addresses of a host that only lack their s: mended together, at the first of them."""
    first, *others = matches
    if not others:
        return first
    edits = tuple(edit for match in matches if match.fix for edit in match.fix.edits)
    title = filled(options.titles, {"count": len(edits)})
    related = tuple(Related("here too", match.span) for match in others)
    return replace(first, fix=Fix(title, "unsafe", edits) if edits else None, related=related)


def _fix(document: Document, link: Link, better: str | None, names: list[str], options: Options) -> Fix | None:
    """Put the better address in place of the old one."""
    edit = address_edit(document, link, better) if better else None
    if edit is None:
        return None
    return Fix(filled(options.title, {"better": better}), "safe" if names == ["tracking"] else "unsafe", (edit,))

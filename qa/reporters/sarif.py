"""SARIF 2.1.0 (OASIS standard, 2020-03-27), for code-scanning dashboards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from qa import __version__
from qa.reporters.dumped import dumped, listed
from qa.reporters.json_report import TOOL
from qa.reporters.paths import hosted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.finding import Finding
    from qa.places import Place
    from qa.results import Report
    from qa.rule import Rule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVEL = {"error": "error", "warning": "warning", "info": "note"}


def parts(report: Report) -> Iterator[str]:
    """The report as one SARIF log with one run, piece by piece."""
    rules = [_rule(rule) for rule in report.rules]
    index = {rule.id: number for number, rule in enumerate(report.rules)}
    run = {
        "tool": {"driver": {"name": TOOL, "version": __version__, "semanticVersion": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [],
    }
    before, _, behind = dumped({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}).rpartition("[]")
    yield before
    yield from listed((_result(finding, place, index) for finding, place in report.located()), "\n      ")
    yield f"{behind}\n"


def _rule(rule: Rule) -> dict[str, Any]:
    sources = "\n".join(
        f"- {item.title}{': ' + item.url if item.url else ''} ({item.verified})" for item in rule.sources
    )
    data: dict[str, Any] = {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": rule.name.replace("-", " ").capitalize()},
        "fullDescription": {"text": rule.rationale},
        "help": {"text": f"{rule.rationale}\n\n{sources}", "markdown": f"{rule.rationale}\n\n{sources}"},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {"pack": rule.pack, "check": rule.check},
    }
    url = next((item.url for item in rule.sources if item.url), "")
    return {**data, "helpUri": url} if url else data


def _result(finding: Finding, place: Place, index: dict[str, int]) -> dict[str, Any]:
    artifact = {"uri": quote(hosted(finding.path))}
    data: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVEL[finding.severity],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": _region(finding, place)}}],
        "partialFingerprints": {"qaFingerprint/v1": finding.fingerprint},
        "baselineState": "unchanged" if finding.status == "baselined" else "new",
        "suppressions": [],
    }
    if finding.rule in index:
        data["ruleIndex"] = index[finding.rule]
    if finding.status == "suppressed":
        data["suppressions"] = [
            {"kind": "external" if finding.exemption >= 0 else "inSource", "justification": finding.reason}
        ]
    if finding.fix and finding.fix.edits:
        changes = [
            {
                "deletedRegion": {"charOffset": edit.start, "charLength": edit.end - edit.start},
                "insertedContent": {"text": edit.replacement},
            }
            for edit in finding.fix.edits
        ]
        change = {"artifactLocation": artifact, "replacements": changes}
        data["fixes"] = [{"description": {"text": finding.fix.title}, "artifactChanges": [change]}]
    return data


def _region(finding: Finding, place: Place) -> dict[str, Any]:
    region: dict[str, Any] = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    return {**region, "snippet": {"text": finding.excerpt}} if finding.excerpt else region

"""JUnit XML, for dashboards of test results."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from qa.reporters.paths import hosted

if TYPE_CHECKING:
    from qa.finding import Finding
    from qa.places import Place
    from qa.results import FileResult, Report

# What XML 1.0 cannot hold even as an entity.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report) -> str:
    """A suite a file and a case a finding; info is output, not failure, and a file without findings is one passed case."""
    suites = [_suite(file) for file in report.every()]
    tests = sum(count for _, count, _ in suites)
    failures = sum(failed for _, _, failed in suites)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="qa" tests="{tests}" failures="{failures}">']
    for text, _, _ in suites:
        lines += text
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _suite(file: FileResult) -> tuple[list[str], int, int]:
    pairs = zip(file.findings, file.places, strict=True) if file.has_new else ()
    new = [(f, p) for f, p in pairs if f.status == "new"]
    failed = sum(finding.severity != "info" for finding, _ in new)
    name = _attribute(file.path)
    count = max(1, len(new))
    lines = [f'<testsuite name={name} tests="{count}" failures="{failed}">']
    lines += [_case(finding, place) for finding, place in new]
    if not new:
        lines.append(f'<testcase classname={name} name="qa"/>')
    return [*lines, "</testsuite>"], count, failed


def _case(finding: Finding, place: Place) -> str:
    name = _attribute(f"{finding.rule} {finding.name} {place.line}:{place.column}")
    start = f'<testcase classname={_attribute(finding.path)} name={name} file={_attribute(hosted(finding.path))} line="{place.line}">'
    text = escape(_clean(f"{finding.path}:{place.line}:{place.column}: {finding.message}\n{finding.excerpt}"))
    if finding.severity == "info":
        return f"{start}<system-out>{text}</system-out></testcase>"
    message = _attribute(finding.message)
    return f'{start}<failure type="{finding.severity}" message={message}>{text}</failure></testcase>'


def _attribute(text: str) -> str:
    return quoteattr(_clean(text))


def _clean(text: str) -> str:
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)

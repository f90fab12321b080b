"""JUnit XML, for dashboards of test results."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from qa.reporters.later import Later
from qa.reporters.paths import hosted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.finding import Finding
    from qa.places import Place
    from qa.results import FileResult, Report

# What XML 1.0 cannot hold even as an entity.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parts(report: Report) -> Iterator[str]:
    """A suite a file and a case a finding, piece by piece; info is output, not failure, a file without findings one passed case."""
    later, tests, failures = Later(), 0, 0
    for file in report.every():
        lines, count, failed = _suite(file)
        later.put("".join(f"{line}\n" for line in lines))
        tests, failures = tests + count, failures + failed
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="qa" tests="{tests}" failures="{failures}">\n'
    yield from later.parts()
    yield "</testsuites>\n"


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

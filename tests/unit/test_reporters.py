from __future__ import annotations

import datetime as dt
import json
import xml.etree.ElementTree as ET

import pytest

from qa.document.model import Span
from qa.finding import Edit, Finding, Fix
from qa.places import Lines
from qa.reporters.choose import MODULES, rendered
from qa.results import DocumentFacts, FileResult, Readability, Report

HOSTILE = "a\x1b[31m<script>|%0A::error::\u202e\x00"


def report(*findings: Finding, text: str = "Teh nurse 😀 will help.\n") -> Report:
    scores = Readability(None, None, None, 0, None, indicative=True)
    facts = DocumentFacts("a b,c.md", "T", "markdown", 4, 1, None, None, emergency_action=False, readability=scores)
    lines = Lines(text)
    file = FileResult(facts, findings, tuple(lines.place(item.span) for item in findings))
    return Report(dt.date(2026, 11, 22), "au", (file,))


def finding(severity="error", status="new", message="“Teh” is misspelt.", start=0, end=3, **more) -> Finding:
    fix = Fix("Write “The”", "unsafe", (Edit(start, end, "The"),))
    return Finding(
        "T01", "misspelling", severity, "a b,c.md", Span(start, end), "Teh", message, ("The",), fix,
        fingerprint="f" * 20, status=status, **more,
    )  # fmt: skip


@pytest.mark.parametrize("form", MODULES)
def test_every_format_takes_every_report(form):
    for case in (report(), report(finding()), report(finding(message=HOSTILE), finding("info", "suppressed"))):
        text = rendered(case, form)
        assert text == "" or text.endswith("\n")
        if form in ("json", "sarif", "gitlab", "rdjson"):
            json.loads(text)
        if form == "junit":
            ET.fromstring(text)  # noqa: S314 -- our own output


def test_text_underlines_the_excerpt_and_counts():
    text = rendered(report(finding(start=12, end=16), finding("info")), "text")
    line, underline = text.splitlines()[2:4]
    assert line.index("will") + 1 == underline.index("^^^^")  # the emoji takes two columns
    assert text.endswith("1 file checked: 1 error, 1 info.\n")
    assert "\033" not in text
    assert "\033[31;1m" in rendered(report(finding()), "text", colour=True)


def test_text_cannot_steer_the_terminal():
    text = rendered(report(finding(message=HOSTILE), text=HOSTILE), "text")
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_settled_findings_are_counted_and_not_shown():
    text = rendered(report(finding(status="suppressed"), finding(status="baselined")), "text")
    assert text == "1 file checked: 1 suppressed, 1 baselined.\n"


def test_sarif_carries_fingerprint_state_and_fix():
    (run,) = json.loads(rendered(report(finding(), finding(status="suppressed", reason="quoted")), "sarif"))["runs"]
    first, second = run["results"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert first["partialFingerprints"] == {"qaFingerprint/v1": "f" * 20}
    assert (first["baselineState"], first["suppressions"]) == ("new", [])
    assert second["suppressions"] == [{"kind": "inSource", "justification": "quoted"}]
    assert first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b%2Cc.md"
    (change,) = first["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["deletedRegion"] == {"charOffset": 0, "charLength": 3}


def test_github_escapes_limits_and_puts_the_worst_first():
    many = [finding("warning", start=n, end=n + 1, message=f"w{n}") for n in range(14)]
    lines = rendered(report(*many, finding("error", message="100% ::x\ny")), "github").splitlines()
    assert lines[0].startswith("::error file=a b%2Cc.md,line=1,title=T01 misspelling,col=1,endColumn=4::100%25 ::x%0Ay")
    assert sum(line.startswith("::warning") for line in lines) == 10
    assert lines[-1] == "::notice title=qa::4 more findings are not shown here; see the full report."


def test_gitlab_fingerprints_are_unique_across_files():
    (one,) = json.loads(rendered(report(finding()), "gitlab"))
    assert one["severity"] == "critical"
    assert one["location"] == {"path": "a b,c.md", "lines": {"begin": 1, "end": 1}}
    assert one["fingerprint"] != "f" * 20


def test_junit_counts_failures_and_passes():
    root = ET.fromstring(rendered(report(finding(), finding("info")), "junit"))  # noqa: S314 -- our own output
    assert (root.get("tests"), root.get("failures")) == ("2", "1")
    root = ET.fromstring(rendered(report(), "junit"))  # noqa: S314 -- as above
    assert (root.get("tests"), root.get("failures")) == ("1", "0")


def test_markdown_escapes():
    text = rendered(report(finding(message="<b>|`x`")), "markdown")
    assert "\\<b\\>\\|\\`x\\`" in text


def test_rdjson_counts_bytes():
    (one,) = json.loads(rendered(report(finding(start=12, end=15)), "rdjson"))["diagnostics"]
    assert one["location"]["range"] == {"start": {"line": 1, "column": 16}, "end": {"line": 1, "column": 19}}
    far = report(finding(start=5012, end=5015), text="😀" * 5000 + "It is then Teh nurse" + "." * 5000)
    (one,) = json.loads(rendered(far, "rdjson"))["diagnostics"]
    assert one["location"]["range"] == {"start": {"line": 1, "column": 20013}, "end": {"line": 1, "column": 20016}}


def test_text_underlines_the_excerpt_in_a_line_of_any_length():
    far = report(finding(start=5011, end=5014), text="x" * 5000 + "It is then Teh nurse" + "." * 5000)
    line, underline = rendered(far, "text").splitlines()[2:4]
    assert line.index("Teh") == underline.index("^^^")
    assert underline.strip() == "^^^"

"""What a finding's life promises, held on articles made of everything that any rule reports."""

from __future__ import annotations

import datetime as dt
import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.document.directives import Instruction
from qa.document.model import Span
from qa.finding import Finding
from qa.policy import load_policy
from qa.session import Options, Session
from qa.source import Source
from qa.triage.areas import areas, needed, reaching
from qa.triage.baseline import Baseline
from qa.triage.fixer import fixed

TODAY = dt.date(2026, 11, 22)
SESSION = Session(Options(TODAY))
HEAD = "---\ntitle: Care at home\nlast_reviewed: 2026-01-15\n---\n\n# Care at home\n\n"
DEFECTS = [
    item.text.strip("\n")
    for rule in load_policy((), examples=True).rules
    for item in rule.invalid
    if item.kind == "markdown" and item.text and len(item.text) < 600
]
PLAIN = [
    "The nurse will help you.",
    "- rest\n- water",
    "## What to do",
    "Ask your doctor.",
    "> Rest at home.",
    "1. Sit.\n2. Rest.",
]
SLIP = "The docter will help you."

PARTS = st.lists(st.sampled_from(DEFECTS) | st.sampled_from(PLAIN), min_size=1, max_size=5)
ENDS = st.sampled_from(["\n", "\r\n"])
# A finding about a suppression is never suppressed itself.
UNSUPPRESSED = ("G12",)
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def article(parts: list[str], end: str = "\n") -> str:
    return (HEAD + "\n\n".join(parts) + "\n").replace("\n", end)


def findings(text: str):
    return SESSION.check_source(Source("care.md", text)).findings


def boundaries(text: str) -> list[int]:
    """Where a new block may begin: after the front matter and each blank line that no fence or HTML block spans."""
    start = text.index("# Care at home")
    return [start] + [found.end() for found in re.finditer(r"\n\r?\n", text) if found.end() > start]


@FEW
@given(PARTS, ENDS, st.booleans())
def test_fixing_twice_is_fixing_once(parts, end, unsafe):
    once = fixed(article(parts, end), findings, unsafe=unsafe)
    again = fixed(once.text, findings, unsafe=unsafe)
    assert again.text == once.text or once.oscillating


@FEW
@given(PARTS, ENDS, st.data())
def test_a_suppression_adds_no_finding_but_its_own(parts, end, data):
    text = article(parts, end)
    before = findings(text)
    rule = data.draw(st.sampled_from([item.rule for item in before] or ["T01"]))
    verb = data.draw(st.sampled_from(["disable-file", "disable", "disable-next-line"]))
    at = data.draw(st.sampled_from(boundaries(text)))
    after = findings(f"{text[:at]}<!-- qa: {verb} {rule} -- known -->{end}{end}{text[at:]}")
    assert added(before, after) == []
    if verb == "disable-file" and rule not in UNSUPPRESSED:
        assert {item.status for item in after if item.rule == rule} <= {"suppressed"}


def added(before, after) -> list[tuple[str, str]]:
    """Rule and excerpt of findings that were not there, those about suppressions apart."""
    left = [(item.rule, item.excerpt) for item in before]
    new = []
    for item in after:
        key = (item.rule, item.excerpt)
        if key in left:
            left.remove(key)
        elif item.rule != "G12":
            new.append(key)
    return new


def baseline_of(text: str, folder) -> Baseline:
    result = SESSION.check_source(Source(str(folder / "care.md"), text))
    return Baseline(folder, Baseline(folder).entries_of([result]))


def new(known: Baseline, text: str, folder):
    path = str(folder / "care.md")
    found = SESSION.check_source(Source(path, text)).findings
    return [item for item in known.marked(path, found) if item.status == "new"]


@FEW
@given(PARTS, ENDS, st.integers(0, 10))
def test_a_baseline_makes_the_next_run_clean_and_moving_keeps_it(tmp_path_factory, parts, end, lines):
    folder = tmp_path_factory.getbasetemp()
    text = article(parts, end)
    known = baseline_of(text, folder)
    assert new(known, text, folder) == []
    at = text.index("# Care at home")
    moved = text[:at] + end * lines + text[at:]
    assert new(known, moved, folder) == []


@FEW
@given(PARTS, ENDS, st.data())
def test_a_defect_added_anywhere_is_new(tmp_path_factory, parts, end, data):
    folder = tmp_path_factory.getbasetemp()
    parts = [SLIP, *parts] if data.draw(st.booleans()) else parts
    text = article(parts, end)
    known = baseline_of(text, folder)
    at = data.draw(st.sampled_from([*boundaries(text), len(text)]))
    fresh = new(known, f"{text[:at]}{end}{end}{SLIP}{end}{end}{text[at:]}", folder)
    assert ("T01", "docter") in [(item.rule, item.excerpt) for item in fresh]


INSTRUCTIONS = st.lists(
    st.tuples(
        st.sampled_from(["disable", "disable", "enable", "disable-file", "disable-next-line"]),
        st.lists(st.sampled_from(["T01", "G03", "t01"]), max_size=2),
    ),
    max_size=8,
)


@given(INSTRUCTIONS, st.lists(st.tuples(st.integers(0, 100), st.sampled_from(["T01", "G03"])), max_size=8))
def test_findings_are_held_by_the_areas_that_reach_them(stated, found):
    text = "\n".join("word " * 3 for _ in range(8))
    items = [
        Instruction(verb, tuple(rules), f"reason {at}", Span(12 * at + 2, 12 * at + 6))
        for at, (verb, rules) in enumerate(stated)
    ]
    held = list(areas(text, items, TODAY, ("reason",)))
    findings = [
        Finding(rule, f"name-of-{rule}", "warning", "care.md", Span(at, at + 1), "word", "A message.")
        for at, rule in found
    ]
    reach = [[area for area in held if _reaches(area, item, items, text)] for item in findings]
    assert reaching(held, findings) == [reached[-1] if reached else None for reached in reach]
    assert needed(held, findings) == [any(area in reached for reached in reach) for area in held]


def _reaches(area, finding, items, text):
    """As the manual has it, tried one by one."""
    item, at = area.instruction, finding.span.start
    if finding.rule.casefold() not in [name.casefold() for name in item.rules]:
        return False
    if item.verb == "disable-file":
        return True
    if item.verb == "disable-next-line":
        after = text.find("\n", item.span.end) + 1
        end = text.find("\n", after)
        return after > 0 and after <= at <= (end if end >= 0 else len(text))
    ends = [
        other.span.start
        for other in items
        if other.verb == "enable"
        and other.span.start > item.span.start
        and (not other.rules or set(other.rules) & set(item.rules))
    ]
    return item.span.end <= at < min(ends, default=len(text) + 1)

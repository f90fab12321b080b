from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.document.model import Span
from qa.errors import ConfigError
from qa.finding import Edit, Finding, Fix
from qa.fixguard import guarded
from qa.triage.fixer import fixed, write_atomically

if TYPE_CHECKING:
    from collections.abc import Sequence


def replacing(old: str, new: str, status: str = "new", applicability: str = "safe"):
    """A checker that proposes `new` for every `old`."""

    def check(text: str) -> Sequence[Finding]:
        found, at = [], text.find(old)
        while at >= 0:
            fix = Fix(f"{old} → {new}", applicability, (Edit(at, at + len(old), new),))
            span = Span(at, at + len(old))
            found.append(Finding("X01", "x", "error", "a.md", span, old, "m", fix=fix, status=status))
            at = text.find(old, at + 1)
        return found

    return check


def test_fixes_are_applied_to_a_fixed_point():
    assert fixed("aaaa b aa", replacing("aa", "a")).text == "a b a"


@given(st.text("ab ", max_size=30))
def test_fixing_twice_is_fixing_once(text):
    check = replacing("ab", "b")
    once = fixed(text, check).text
    assert fixed(once, check).text == once


@pytest.mark.parametrize(
    ("status", "applicability"), [("suppressed", "safe"), ("baselined", "safe"), ("new", "unsafe"), ("new", "manual")]
)
def test_what_is_not_fixed_unasked(status, applicability):
    assert fixed("ab", replacing("ab", "b", status, applicability)).text == "ab"


def test_unsafe_ones_are_fixed_when_asked_and_manual_ones_never():
    assert fixed("ab", replacing("ab", "b", applicability="unsafe"), unsafe=True).text == "b"
    assert fixed("ab", replacing("ab", "b", applicability="manual"), unsafe=True).text == "ab"


def test_fixes_that_undo_each_other_are_named_and_stop():
    def check(text: str) -> Sequence[Finding]:
        return replacing("x", "y")(text) or replacing("y", "x")(text)

    result = fixed("x", check)
    assert result.oscillating == ("X01",)
    assert result.text in ("x", "y")


def test_one_that_never_ends_is_stopped():
    result = fixed("a", replacing("a", "aa"))
    assert result.oscillating == ("X01",)


@pytest.mark.parametrize(
    "text",
    ["Take 5 teh day", "do not teh", "teh dose is", "isn’t teh one", "at 38 °C teh", "teh tablets", "without teh"],
)
def test_nothing_is_safe_near_a_number_unit_dose_or_negation(text):
    at = text.index("teh")
    fix = Fix("t", "safe", (Edit(at, at + 3, "the"),))
    assert guarded(fix, text).applicability == "unsafe"


def test_it_stays_safe_elsewhere():
    fix = Fix("t", "safe", (Edit(0, 3, "The"),))
    assert guarded(fix, "Teh nurse will help.\n5 mg not here").applicability == "safe"
    assert guarded(Fix("t", "safe", (Edit(0, 3, "2"),)), "Teh nurse").applicability == "unsafe"


def test_files_keep_mode_line_ends_and_mark(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link = tmp_path / "link.md"
    link.symlink_to(path)
    write_atomically(link, "\ufeffnew\r\n")
    assert path.read_bytes() == "\ufeffnew\r\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert link.is_symlink()
    assert sorted(item.name for item in tmp_path.iterdir()) == ["a.md", "link.md"]


def test_a_page_in_an_old_encoding_keeps_it(tmp_path):
    page = tmp_path / "a.html"
    page.write_bytes(b"<meta charset=iso-8859-1>caf\xe9")
    write_atomically(page, "<meta charset=iso-8859-1>caf\xe9 \u2013")
    assert page.read_bytes() == b"<meta charset=iso-8859-1>caf\xe9 \x96"
    with pytest.raises(ConfigError, match="its encoding has no “→”"):
        write_atomically(page, "<meta charset=iso-8859-1>\u2192")

"""Remembered patterns match as freshly compiled ones do, and a damaged store is no harm."""

import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.startup.regexes import Store

COMPILER = sys.modules["re._compiler"]
PATTERNS = [
    (r"\b(?P<word>met\w+)\s+(?P<rest>[^.]*)", re.IGNORECASE),
    (r"(?<!\d)(\d{2})\s?(\d{2})\s?(\d{2})(?!\d)", 0),
    (r"^(?:[-*•]|\d+\.)\s+(.*)$", re.MULTILINE),
    (r"(?x) cœur | İstanbul  # a comment", re.IGNORECASE),
    (r"(a|ab)(c|bcd)(d*)\2?", 0),
]


@pytest.fixture
def stores(tmp_path, monkeypatch):
    monkeypatch.setenv("QA_CACHE_DIR", str(tmp_path))
    return lambda: Store(COMPILER, COMPILER._sre)


def seen(pattern: re.Pattern[str], text: str) -> list[tuple[object, ...]]:
    return [(found.span(), found.groups(), found.groupdict()) for found in pattern.finditer(text)]


@given(text=st.text(alphabet="metas 1234.\n-*•abcdİœCOEUR", max_size=60))
def test_a_remembered_pattern_matches_the_same(text):
    store = Store(COMPILER, COMPILER._sre)
    for pattern, flags in PATTERNS:
        store.compile(pattern, flags)
        again, fresh = store.compile(pattern, flags), re.compile(pattern, flags)
        assert seen(again, text) == seen(fresh, text)
        assert (again.flags, again.groups, dict(again.groupindex)) == (
            fresh.flags,
            fresh.groups,
            dict(fresh.groupindex),
        )


def test_a_pattern_is_compiled_once_for_all_runs(stores, monkeypatch):
    first = stores()
    for pattern, flags in PATTERNS:
        first.compile(pattern, flags)
    first.save()
    monkeypatch.setattr(COMPILER, "_code", None)
    second = stores()
    assert [bool(second.compile(pattern, flags)) for pattern, flags in PATTERNS] == [True] * len(PATTERNS)


@pytest.mark.parametrize("damage", [lambda data: data[:-9], lambda data: data[:50] + b"x" + data[51:], lambda _: b""])
def test_a_damaged_store_is_made_anew(stores, tmp_path: Path, damage):
    first = stores()
    first.compile("a+b", 0)
    first.save()
    (file,) = tmp_path.glob("patterns-*")
    file.write_bytes(damage(file.read_bytes()))
    assert stores().compile("a+b", 0).fullmatch("aab")


def test_a_wrong_pattern_is_refused_as_ever(stores):
    with pytest.raises(re.error, match="unterminated"):
        stores().compile("(a", 0)


def test_a_folder_that_cannot_be_written_only_costs_time(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("QA_CACHE_DIR", str(tmp_path / "file" / "below"))
    store = Store(COMPILER, COMPILER._sre)
    assert store.compile("a", 0).match("a")
    store.save()

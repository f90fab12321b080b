"""What is spread over processes, or over memory and a file, gives what one process in memory gives."""

from __future__ import annotations

import datetime as dt

import pytest

from qa.audit import gather
from qa.corpus import groups
from qa.session import Options

TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize("look", [gather.looks, gather.results])
def test_an_audit_reads_the_same_in_several_processes(site, monkeypatch, look):
    folder = site(**{f"p{at:02}_md": f"# Page {at}\n\nTeh nurse will help {at} people.\n" for at in range(9)})
    paths = [str(path) for path in sorted(folder.glob("*.md"))]
    options = Options(TODAY)
    alone = list(look(paths, len(paths), options, 1))
    monkeypatch.setattr(gather, "PARALLEL_FROM", 2)
    monkeypatch.setattr(gather, "CHUNK", 1)
    monkeypatch.setattr(gather, "SHIFT", 2)
    assert list(look(paths, len(paths), options, 2)) == alone
    assert len(alone) == 9


def test_a_page_that_cannot_be_read_ends_the_others_too(site, monkeypatch):
    folder = site(a_md="# A\n", b_md="# B\n", qa_yaml="rules: {T01: {options: {nothing: 1}}}\n")
    monkeypatch.setattr(gather, "PARALLEL_FROM", 2)
    monkeypatch.setattr(gather, "CHUNK", 1)
    with pytest.raises(Exception, match="unknown key “nothing”"):
        list(gather.results([str(folder / "a.md"), str(folder / "b.md")], 2, Options(TODAY), 2))


@pytest.mark.parametrize("kept", [3, 20_000])
def test_groups_are_the_same_on_disk_and_in_memory(monkeypatch, kept):
    monkeypatch.setattr(groups, "SMALL", kept)
    monkeypatch.setattr(groups, "_BATCH", 2)
    made = groups.Groups(least=2)
    for number, key in enumerate([7, 5, 7, 9, 5, 7]):
        made.add(key, number, f"v{number}")
    assert list(made.groups()) == [[(1, "v1"), (4, "v4")], [(0, "v0"), (2, "v2"), (5, "v5")]]

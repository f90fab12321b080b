from __future__ import annotations

import json

import pytest

from qa.errors import ConfigError
from qa.triage.baseline import Baseline, Entry, updated

SLIPS = "# Asthma\n\nTeh nurse will help.\n\nTeh doctor will help.\n"


@pytest.fixture
def publisher(site, tmp_path):
    site(qa_yaml="content: articles\nbaseline: known.json\n", articles__a_md=SLIPS)
    return tmp_path


def new(qa, folder, *more: str) -> list[tuple[str, str]]:
    ran = qa("check", "--select", "T01", "--format", "json", *more, cwd=folder)
    return [(item["path"], item["excerpt"]) for item in json.loads(ran.out)["findings"] if item["status"] == "new"]


def test_a_baseline_makes_the_next_run_clean_and_only_new_ones_count(qa, publisher):
    assert qa("baseline", "create", "--select", "T01", cwd=publisher).status == 0
    assert new(qa, publisher) == []
    page = publisher / "articles" / "a.md"
    page.write_text("Ten\n\nnew\n\nlines.\n\n" * 3 + SLIPS, encoding="utf-8")
    assert new(qa, publisher) == []
    page.write_text(SLIPS + "\nThe temprature rises.\n", encoding="utf-8")
    assert new(qa, publisher) == [("articles/a.md", "temprature")]
    page.write_text(SLIPS + "\nTeh third time.\n", encoding="utf-8")
    assert new(qa, publisher) == [("articles/a.md", "Teh")]
    assert len(new(qa, publisher, "--no-baseline")) == 3


def test_update_drops_what_is_gone_and_never_grows_unasked(qa, publisher):
    qa("baseline", "create", "--select", "T01", cwd=publisher)
    (publisher / "articles" / "a.md").write_text("Teh nurse has a temprature.\n", encoding="utf-8")
    ran = qa("baseline", "update", "--select", "T01", cwd=publisher)
    assert "1 dropped, 0 added, 1 in all, 1 new findings left out" in ran.out
    assert new(qa, publisher) == [("articles/a.md", "temprature")]
    assert "1 added" in qa("baseline", "update", "--grow", "--select", "T01", cwd=publisher).out
    assert new(qa, publisher) == []
    assert qa("baseline", "show", cwd=publisher).out.splitlines()[0].endswith("2 findings.")


def test_create_does_not_overwrite(qa, publisher):
    qa("baseline", "create", cwd=publisher)
    assert qa("baseline", "create", cwd=publisher).status == 2
    assert qa("baseline", "create", "--force", cwd=publisher).status == 0


def test_entries_of_files_not_looked_at_stay_and_those_of_deleted_files_go(tmp_path):
    (tmp_path / "there.md").touch()
    old = Baseline(
        tmp_path, [Entry("there.md", "T01", "x"), Entry("deleted.md", "T01", "y"), Entry("a.md", "T01", "z")]
    )
    kept, change = updated(old, {Entry("a.md", "T01", "z")}, {"a.md"}, grow=False)
    assert {entry.path for entry in kept.entries} == {"there.md", "a.md"}
    assert change == {"dropped": 1, "added": 0, "new": 0}


@pytest.mark.parametrize("text", ["", "[]", '{"version": 1}', '{"version": 9, "entries": []}'])
def test_what_is_no_baseline_is_refused(tmp_path, text):
    path = tmp_path / "known.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError):
        Baseline.read(path)

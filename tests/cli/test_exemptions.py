"""Suppressions of qa.yaml: those that don't count, have ended or suppress nothing are findings at their own lines."""

from __future__ import annotations

import json

import pytest

from qa.cli.commands import main

SLIP = "# Care\n\nTeh nurse will help.\n"
CLEAN = "# Care\n\nThe nurse will help.\n"
UNUSED = "rule: T01, paths: ['**/b.md'], reason: dialect"


@pytest.fixture
def check(tmp_path, monkeypatch, capfdbinary):
    """Check something in the folder, in this process; gives the report as data, or as text."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, form: str = "json"):
        capfdbinary.readouterr()
        main.main(
            ["check", *arguments, "--select", "T01,G12", "--today", "2026-11-22", "--format", form],
            standalone_mode=False,
        )
        out = capfdbinary.readouterr().out
        return json.loads(out) if form in ("json", "sarif") else out.decode()

    return run


def told(report):
    return [(item["path"], item["line"], item["severity"]) for item in report["findings"] if item["rule"] == "G12"]


def configured(*entries: str, head: str = "content: pages\n") -> str:
    return f"{head}suppressions:\n" + "".join(f"  - {{{entry}}}\n" for entry in entries)


@pytest.mark.parametrize("remembered_from", [1, 1000])
def test_an_unused_one_is_a_finding_at_its_line(check, site, monkeypatch, remembered_from):
    monkeypatch.setattr("qa.runner.REMEMBERED_FROM", remembered_from)
    used = "rule: misspelling, paths: ['pages/a.md'], reason: dialect"
    site(pages__a_md=SLIP, pages__b_md=CLEAN, qa_yaml=configured(used, UNUSED))
    for _ in range(2):
        report = check("pages")
        assert told(report) == [("qa.yaml", 4, "warning")]
        (finding,) = (item for item in report["findings"] if item["rule"] == "G12")
        assert finding["excerpt"] == f"- {{{UNUSED}}}"
        assert "suppresses nothing" in finding["message"]
        assert report["summary"]["files"] == len(report["documents"]) == 2
        assert (report["summary"]["warning"], report["summary"]["suppressed"]) == (1, 1)


def test_it_is_told_where_it_can_be_known_only(check, site):
    elsewhere = "rule: T01, paths: ['drafts/**'], reason: dialect"
    site(pages__a_md=SLIP, pages__b_md=CLEAN, drafts__c_md=SLIP, qa_yaml=configured(UNUSED, elsewhere))
    assert told(check("pages/a.md")) == []
    assert told(check("pages/b.md")) == []
    assert told(check("pages")) == [("qa.yaml", 3, "warning")]
    assert told(check("drafts")) == []
    assert told(check(".")) == [("qa.yaml", 3, "warning")]
    site(drafts__c_md=CLEAN)
    assert told(check(".")) == [("qa.yaml", 3, "warning"), ("qa.yaml", 4, "warning")]


def test_one_that_has_ended_is_told_with_any_file_that_it_is_for(check, site):
    ended = "rule: T01, paths: ['pages/a.md'], reason: dialect, until: 2026-11-21"
    site(pages__a_md=SLIP, pages__b_md=CLEAN, qa_yaml=configured(ended))
    report = check("pages/a.md")
    assert told(report) == [("qa.yaml", 3, "error")]
    assert [item["status"] for item in report["findings"] if item["rule"] == "T01"] == ["new"]
    assert told(check("pages/b.md")) == []
    assert "ended on 2026-11-21" in check("pages", form="text")


def test_what_the_house_asks_for_holds_for_it_too(check, site):
    head = "content: pages\nrules: {G12: {options: {require: [reason, owner]}}}\n"
    entry = "rule: T01, paths: ['pages/a.md'], reason: dialect"
    site(pages__a_md=SLIP, qa_yaml=configured(entry, head=head))
    report = check("pages")
    assert told(report) == [("qa.yaml", 4, "error")]
    assert [item["status"] for item in report["findings"] if item["rule"] == "T01"] == ["new"]
    site(qa_yaml=configured(f"{entry}, owner: editor", head=head))
    report = check("pages")
    assert told(report) == []
    assert [item["status"] for item in report["findings"]] == ["suppressed"]


def test_a_rule_that_does_not_exist_is_a_mistake_with_its_line(qa, site):
    folder = site(pages__a_md=SLIP, qa_yaml=configured("rule: mispelling, paths: ['**'], reason: dialect"))
    ran = qa("check", "pages", cwd=folder)
    assert ran.status == 2
    assert "qa.yaml:3: unknown rule “mispelling”" in ran.err
    assert "misspelling" in ran.err.split("“mispelling”")[1]


def test_the_baseline_takes_it_in(check, site, qa):
    folder = site(pages__b_md=CLEAN, qa_yaml=configured(UNUSED, head="content: pages\nbaseline: known.json\n"))
    ran = qa("baseline", "create", "--select", "T01,G12", "--today", "2026-11-22", cwd=folder)
    assert "1 finding" in ran.out
    report = check("pages")
    assert report["summary"] == {"files": 1, "error": 0, "warning": 0, "info": 0, "suppressed": 0, "baselined": 1}


def test_sarif_tells_the_two_kinds_apart(check, site):
    inside = f"<!-- qa: disable-file T01 -- dialect -->\n\n{SLIP}"
    site(pages__a_md=SLIP, pages__b_md=inside, qa_yaml=configured("rule: T01, paths: ['pages/a.md'], reason: poem"))
    results = check("pages", form="sarif")["runs"][0]["results"]
    assert [item["suppressions"] for item in results] == [
        [{"kind": "external", "justification": "poem"}],
        [{"kind": "inSource", "justification": "dialect"}],
    ]


def test_a_stream_of_pages_tells_it_too(check, site):
    site(pages__a_md=SLIP, pages__more_zip="", qa_yaml=configured(UNUSED))
    import zipfile
    from pathlib import Path

    with zipfile.ZipFile(Path("pages") / "more.zip", "w") as made:
        made.writestr("x.md", CLEAN)
    assert told(check(".", "pages/more.zip")) == [("qa.yaml", 3, "warning")]

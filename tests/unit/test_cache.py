"""The result cache: what makes it forget, what it must not trust, and that nobody can tell a warm run by its report."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing

import pytest
from caches import copy_cache

from qa.cli.commands import main

SLIP = "# Care\n\nTeh nurse will help.\n"
CLEAN = "# Care\n\nThe nurse will help.\n"


@pytest.fixture(params=[1, 1000], ids=["whole runs", "files"])
def check(request, tmp_path, monkeypatch, capfdbinary, cache_folder):
    """Check the folder in this process, with a cache of its own; gives the report as data.

    Whole runs are remembered, as they are for many files, or each file for itself alone.
    """
    monkeypatch.setattr("qa.runner.REMEMBERED_FROM", request.param)
    own = tmp_path / "cache"
    # Compiled rules are not what is tested here, and take a second to make.
    copy_cache(cache_folder, own, "results-*", "settings-*", "shape-*")
    monkeypatch.setenv("QA_CACHE_DIR", str(own))
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, form: str = "json"):
        capfdbinary.readouterr()
        day = () if "--today" in arguments else ("--today", "2026-11-22")
        status = main.main(["check", "pages", "--format", form, *day, *arguments], standalone_mode=False)
        assert status in (0, 1)
        out = capfdbinary.readouterr().out
        return json.loads(out) if form == "json" else out

    yield run
    if own.is_dir() and not any(cache_folder.glob("rules-*")):
        copy_cache(own, cache_folder, "results-*")


def slips(report, status="new"):
    return [item["excerpt"] for item in report["findings"] if item["status"] == status]


def store(tmp_path):
    (file,) = (tmp_path / "cache").glob("results-*.sqlite")
    return file


def altered_unseen(path, text: str) -> None:
    """Change a file so that its size and time stay: only its bytes tell."""
    before = path.stat()
    path.write_text(text, encoding="utf-8")
    assert path.stat().st_size == before.st_size
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_size_and_time_are_the_first_look(check, site, tmp_path):
    site(pages__a_md=SLIP)
    assert slips(check("--select", "T01")) == ["Teh"]
    altered_unseen(tmp_path / "pages" / "a.md", CLEAN)
    assert slips(check("--select", "T01")) == ["Teh"]
    os.utime(tmp_path / "pages" / "a.md")
    assert slips(check("--select", "T01")) == []
    assert slips(check("--select", "T01", "--no-cache")) == []


def test_a_touched_file_is_known_by_its_bytes(check, site, tmp_path):
    site(pages__a_md=SLIP)
    check("--select", "T01")
    for _ in range(2):
        os.utime(tmp_path / "pages" / "a.md")
        assert slips(check("--select", "T01")) == ["Teh"]
    with closing(sqlite3.connect(store(tmp_path))) as base:
        ((time,),) = base.execute("select mtime from results").fetchall()
    assert time == (tmp_path / "pages" / "a.md").stat().st_mtime_ns


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ({}, {"qa_yaml": "rules: {T01: off}\n"}, []),
        ({"qa_yaml": "dictionary: words.list\n", "words.list": "nurse\n"}, {"words.list": "nurse\nTeh\n"}, []),
        (
            {"qa_yaml": "profile: au\n"},
            {"qa_yaml": "suppressions: [{rule: T01, paths: ['**'], reason: dialect}]\n"},
            [],
        ),
        ({"qa_yaml": "profile: au\n"}, {"pages__qa_yaml": "rules: {T01: off}\n"}, []),
    ],
    ids=["rules", "dictionary", "suppressions", "another layer"],
)
def test_what_decides_a_result_makes_it_forget(check, site, before, after, wanted):
    site(pages__a_md=SLIP, **before)
    assert slips(check("--select", "T01,G12")) == ["Teh"]
    site(**after)
    assert slips(check("--select", "T01,G12")) == wanted


def test_options_of_a_rule_make_it_forget(check, site):
    long = "# Care\n\n" + "word " * 30 + "ends.\n"
    site(pages__a_md=long, qa_yaml="rules: {R03: {options: {max_words: 60}}}\n")
    assert slips(check("--select", "R03")) == []
    site(qa_yaml="rules: {R03: {options: {max_words: 12}}}\n")
    assert len(slips(check("--select", "R03"))) == 1


def test_a_rule_of_an_own_pack_makes_it_forget(check, site):
    rule = (
        'id: ACME-1\nname: no-leverage\ncheck: existence\nseverity: warning\nmessage: "Avoid “{match}”."\n'
        "rationale: The house style asks for plain words, whoever the reader is, in all that we publish here.\n"
        "sources: [{title: House style, verified: proposal}]\noptions: {phrases: [WORD]}\n"
        "examples:\n  valid: [Plain words., More plain words.]\n  invalid: [We WORD this., WORD it.]\n"
    )
    site(
        pages__a_md="The nurse helps.\n",
        qa_yaml="packs: [house]\n",
        **{"house__no-leverage_yaml": rule.replace("WORD", "leverage")},
    )
    assert slips(check("--select", "ACME-1")) == []
    site(**{"house__no-leverage_yaml": rule.replace("WORD", "nurse")})
    assert slips(check("--select", "ACME-1")) == ["nurse"]


def test_another_day_makes_it_forget(check, site):
    site(pages__a_md="---\ntitle: Care\nlast_reviewed: 2023-12-01\n---\n\n# Care\n\nWords.\n")
    assert [item["severity"] for item in check("--select", "G03")["findings"]] == ["warning"]
    assert [item["severity"] for item in check("--select", "G03", "--today", "2026-12-02")["findings"]] == ["error"]


def test_a_file_beside_is_asked_for_again(check, site, tmp_path):
    site(pages__a_md="# Care\n\nSee [more about it](more.md).\n")
    assert len(slips(check("--select", "L11"))) == 1
    site(pages__more_md=CLEAN)
    assert slips(check("--select", "L11")) == []
    (tmp_path / "pages" / "more.md").unlink()
    assert len(slips(check("--select", "L11"))) == 1


def test_suppressed_findings_are_not_revived(check, site):
    site(pages__a_md=f"<!-- qa: disable-file T01 -- a quotation -->\n\n{SLIP}")
    for _ in range(3):
        report = check("--select", "T01,G12")
        assert (slips(report), slips(report, "suppressed")) == ([], ["Teh"])
        assert report["summary"]["suppressed"] == 1


def test_a_baseline_is_applied_to_what_is_stored(check, site, tmp_path):
    site(pages__a_md=SLIP, pages__b_md="# Two\n\nTeh doctor has a temprature.\n", qa_yaml="baseline: known.json\n")
    cold = check("--select", "T01", "--no-baseline")
    entries = [
        {"path": item["path"], "rule": item["rule"], "fingerprint": item["fingerprint"], "excerpt": item["excerpt"]}
        for item in cold["findings"]
        if item["excerpt"] == "Teh"
    ]
    (tmp_path / "known.json").write_text(json.dumps({"version": 1, "entries": entries}), encoding="utf-8")
    for _ in range(2):
        warm = check("--select", "T01")
        assert (slips(warm), slips(warm, "baselined")) == (["temprature"], ["Teh", "Teh"])
        assert (warm["summary"]["error"], warm["summary"]["baselined"]) == (1, 2)


@pytest.mark.parametrize("form", ["json", "text", "sarif", "github", "gitlab", "junit", "markdown", "rdjson"])
def test_a_warm_run_writes_the_same_bytes(check, site, form):
    site(
        pages__a_md=SLIP,
        pages__b_md=CLEAN,
        pages__c_md=f"<!-- qa: disable-file T01 -- quoted -->\n\n{SLIP}\nCall 13 11 14.\n",
    )
    first = check(form=form)
    assert check(form=form) == first
    assert check("--no-cache", form=form) == first


@pytest.mark.parametrize("damage", ["cut", "noise", "text", "empty", "folder", "tables"])
def test_a_damaged_store_is_made_anew(check, site, tmp_path, damage):
    site(pages__a_md=SLIP)
    first = check("--select", "T01")
    file = store(tmp_path)
    data = file.read_bytes()
    for path in file.parent.glob("results-*"):
        path.unlink()
    if damage == "folder":
        file.mkdir()
    elif damage == "tables":
        with closing(sqlite3.connect(file)) as base:
            base.execute("create table results (something integer)")
    else:
        file.write_bytes(
            {"cut": data[: len(data) // 2], "noise": os.urandom(len(data)), "text": b"hello", "empty": b""}[damage]
        )
    assert check("--select", "T01") == first
    assert check("--select", "T01") == first


@pytest.mark.parametrize(
    "change",
    [
        "update results set brief = replace(brief, 'error', 'info')",
        "update results set brief = ''",
        "update results set brief = brief || ';'",
        "update results set result = replace(result, 'Teh', 'Ted')",
        "update results set result = '[]'",
        "update results set result = x'00ff'",
        "update results set asked = 'x'",
        "update results set result = replace(hex(zeroblob(50000)), '0', '[')",
        "update late set found = replace(hex(zeroblob(50000)), '0', '[')",
        "update results set size = 'x'",
        "update results set proof = 0",
        "delete from facts",
        "delete from facts; delete from late; delete from outlines",
        "update facts set facts = replace(facts, 'a', 'b'); delete from late; delete from outlines",
        "update outlines set body = replace(body, 'new', 'old')",
        "update outlines set body = x'00ff'",
        "update outlines set proof = 'x'",
        "delete from late",
        "delete from late where path = ''",
        "delete from results",
        "insert or replace into late values ('x', '', '{')",
    ],
)
def test_a_row_that_was_tampered_with_is_not_trusted(check, site, tmp_path, change):
    site(pages__a_md=SLIP, pages__b_md=CLEAN, pages__c_md=SLIP)
    first = check("--select", "T01,X04")
    assert "X04" in str(first)
    with closing(sqlite3.connect(store(tmp_path))) as base, base:
        base.executescript(change)
    assert check("--select", "T01,X04") == first


def test_a_folder_that_cannot_be_written_only_costs_time(check, site, tmp_path, monkeypatch):
    site(pages__a_md=SLIP)
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("QA_CACHE_DIR", str(tmp_path / "file" / "cache"))
    assert slips(check("--select", "T01")) == ["Teh"]
    assert slips(check("--select", "T01")) == ["Teh"]


def test_names_that_are_not_text(check, site, tmp_path):
    site(pages__a_md=CLEAN)
    (tmp_path / os.fsdecode(b"pages/\xff.md")).write_text(SLIP, encoding="utf-8")
    assert slips(check("--select", "T01")) == ["Teh"]
    assert slips(check("--select", "T01")) == ["Teh"]

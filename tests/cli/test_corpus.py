"""Rules over many files, from the command line: reports, suppressions, baseline, cache, processes."""

from __future__ import annotations

import json

import pytest

WRONG = "# Sleep\n\nRing the Kidney Answers Line on 1800 000 271.\n"
RIGHT = "# Rest\n\nRing the Kidney Answers Line on 1800 000 217.\n"


def findings(ran):
    return [(item["rule"], item["path"], item["line"], item["status"]) for item in json.loads(ran.out)["findings"]]


@pytest.fixture
def folder(site):
    return site(a_md=RIGHT, b_md=RIGHT.replace("Rest", "Bed"), c_md=WRONG)


def check(qa, folder, *arguments, paths=(".",)):
    return qa("check", *paths, "--select", "X", "--format", "json", *arguments, cwd=folder)


def test_a_difference_between_files_is_an_error_where_it_stands(qa, folder):
    ran = check(qa, folder)
    assert ran.status == 1
    assert findings(ran) == [("X01", "./c.md", 3, "new")]
    (found,) = json.loads(ran.out)["findings"]
    assert (found["excerpt"], found["suggestions"]) == ("1800 000 271", ["1800 000 217"])
    assert found["message"].endswith("1800 000 217 on 2 other pages.")


def test_one_file_is_compared_with_nothing(qa, folder):
    assert findings(check(qa, folder, paths=["c.md"])) == []


@pytest.mark.parametrize(
    ("where", "text"),
    [
        ("c_md", WRONG.replace("Ring", "<!-- qa: disable-next-line X01 -- both are in use -->\nRing")),
        ("c_md", '---\nqa: {disable: ["X01 -- both are in use"]}\n---\n' + WRONG),
        ("qa_yaml", "suppressions: [{rule: X01, paths: [c.md], reason: both are in use}]\n"),
    ],
)
def test_suppressions_hold(qa, folder, site, where, text):
    site(**{where: text})
    ran = check(qa, folder)
    assert ran.status == 0
    assert [(rule, path, status) for rule, path, _, status in findings(ran)] == [("X01", "./c.md", "suppressed")]


def test_an_area_elsewhere_suppresses_nothing(qa, folder, site):
    site(c_md=WRONG + "\n<!-- qa: disable-next-line X01 -- too late -->\nText.\n")
    assert [status for *_, status in findings(check(qa, folder))] == ["new"]


@pytest.mark.parametrize(
    ("settings", "severity"),
    [
        ("rules: {X01: warning}\n", ["warning"]),
        ("rules: {X01: off}\n", []),
        ("overrides: [{paths: [c.md], rules: {X01: off}}]\n", []),
        ("overrides: [{paths: [c.md], rules: {X01: info}}]\n", ["info"]),
        ("overrides: [{paths: [a.md], rules: {X01: off}}]\n", ["error"]),
    ],
)
def test_policy_decides_as_for_any_rule(qa, folder, site, settings, severity):
    site(qa_yaml=settings)
    found = json.loads(qa("check", ".", "--format", "json", cwd=folder).out)["findings"]
    assert [item["severity"] for item in found if item["rule"] == "X01"] == severity


def test_the_baseline_knows_them(qa, folder, site):
    site(qa_yaml="baseline: qa-baseline.json\n")
    assert qa("baseline", "create", ".", cwd=folder).status == 0
    assert [status for *_, status in findings(check(qa, folder))] == ["baselined"]
    assert [status for *_, status in findings(check(qa, folder, "--no-baseline"))] == ["new"]


def test_the_cache_notices_a_change_in_another_file(qa, folder, site):
    first = check(qa, folder)
    assert check(qa, folder).out == first.out
    site(a_md=RIGHT.replace("217", "271"))
    assert findings(check(qa, folder)) == [("X01", "./b.md", 3, "new")]
    site(a_md=RIGHT)
    assert check(qa, folder).out == first.out


def test_a_file_checked_alone_is_compared_later(qa, folder):
    """A result that was stored without the facts for comparing is made anew."""
    assert qa("check", "c.md", "--select", "X", cwd=folder).status == 0
    assert findings(check(qa, folder, paths=["a.md", "b.md", "c.md"])) == [("X01", "c.md", 3, "new")]


def test_any_number_of_processes_gives_one_report(qa, tmp_path):
    for number in range(70):
        (tmp_path / f"p{number:02}.md").write_text(WRONG if number == 40 else RIGHT, encoding="utf-8")
    reports = {check(qa, tmp_path, "--no-cache", "--jobs", jobs).out for jobs in ("1", "2", "3")}
    assert len(reports) == 1
    found = json.loads(reports.pop())["findings"]
    assert [item["path"] for item in found if item["rule"] == "X01"] == ["./p40.md"]


def test_orphans_only_where_whole_folders_are_checked(qa, site):
    folder = site(a_md="# A\n\n[b](b.md)\n", b_md="# B\n\n[a](a.md)\n", c_md="# C\n")
    assert findings(check(qa, folder)) == [("X05", "./c.md", 1, "new")]
    assert findings(check(qa, folder, paths=["a.md", "b.md", "c.md"])) == []


def test_explain_shows_the_other_documents(qa):
    out = qa("explain", "X01").out
    assert "Beside it:" in out
    assert "needs corpus" in out

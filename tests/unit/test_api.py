"""The public API: texts in memory and files from Python."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest

import qa
from qa import api
from qa.errors import ConfigError, Stopped

TODAY = dt.date(2026, 11, 22)
TYPO = "# Cancer\n\nThe tumuor can spread to other organs.\n"


def excerpts(result: qa.FileResult, rule: str) -> list[str]:
    return [item.excerpt for item in result.findings if item.rule == rule]


def test_a_text_is_checked_with_its_findings_placed():
    result = qa.check_text(TYPO, kind="markdown", select="T01", today=TODAY)
    assert excerpts(result, "T01") == ["tumuor"]
    assert result.findings[0].suggestions[0] == "tumour"
    assert (result.places[0].line, result.places[0].column) == (3, 5)


def test_the_path_brings_its_configuration_and_its_file_is_not_read(site):
    folder = site(**{
        "qa_yaml": "dictionary: own.txt\nfields: {last_reviewed: [checked]}\n", "own.txt": "tumuor\n", "a_md": "# Nothing\n",
    })  # fmt: skip
    text = "---\nchecked: 2020-01-02\n---\n" + TYPO
    result = qa.check_text(text, str(folder / "a.md"), select=["T01", "G03"], today=TODAY)
    assert result.facts.last_reviewed == "2020-01-02"
    assert excerpts(result, "T01") == []
    assert excerpts(result, "G03") == ["2020-01-02"]


def test_a_made_up_path_has_nothing_beside_it(site):
    folder = site(qa_yaml="profile: au\n", b_md="# B\n")
    text = "# A\n\nSee [the other page](missing.md) and [this](b.md).\n"
    checker = qa.Checker(select=("L",), today=TODAY)
    path = str(folder / "Untitled-1.md")
    assert [item for item in checker.check(text, path).findings if "missing.md" in item.excerpt + item.message]
    assert not [item for item in checker.check(text, path, on_disk=False).findings if "missing.md" in item.message]


def test_a_checker_sees_changes_after_a_reload(site):
    folder = site(**{"qa_yaml": "dictionary: own.txt\n", "own.txt": "# own words\n"})
    checker = qa.Checker(select="T01", today=TODAY)
    path = str(folder / "a.md")
    assert excerpts(checker.check(TYPO, path), "T01") == ["tumuor"]
    (folder / "own.txt").write_text("tumuor\n", encoding="utf-8")
    checker.reload()
    assert excerpts(checker.check(TYPO, path), "T01") == []


def test_a_checker_moves_on_at_midnight(monkeypatch):
    checker = qa.Checker(select="G03")
    text = "---\nlast_reviewed: 2023-11-23\n---\n\n# Asthma\n\nA long illness of the airways.\n"
    monkeypatch.setattr(api, "_calendar_day", lambda: dt.date(2024, 11, 22))
    assert excerpts(checker.check(text, "a.md"), "G03") == []
    monkeypatch.setattr(api, "_calendar_day", lambda: dt.date(2026, 11, 24))
    assert excerpts(checker.check(text, "a.md"), "G03") == ["2023-11-23"]


def test_a_check_can_be_given_up():
    asked = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 3

    with pytest.raises(Stopped):
        qa.Checker(today=TODAY).check(TYPO, "a.md", stop=stop)
    assert len(asked) == 4


def test_mistakes_are_config_errors(site):
    folder = site(qa_yaml="profil: au\n")
    with pytest.raises(ConfigError, match=r"qa\.yaml:1: unknown key “profil”; did you mean “profile”\?"):
        qa.check_text(TYPO, str(folder / "a.md"))
    with pytest.raises(ConfigError, match="no such file"):
        qa.check_text(TYPO, config=str(folder / "other.yaml"))
    with pytest.raises(ConfigError, match="unknown rule “T0l”"):
        qa.check_text(TYPO, select="T0l")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("one\ntwo\x00", "NUL character on line 2"),
        ("one\n\ud83d two", "U+D83D, half of a character, on line 2"),
        ("é" * (2 * 1024 * 1024 + 1), "the file has 4,194,306 bytes; the limit is 4,194,304"),
    ],
)
def test_what_no_text_file_could_hold_is_a_finding(text, problem):
    result = qa.check_text(text, "a.md", today=TODAY)
    assert any(problem in item.message for item in result.findings)


def test_files_and_folders_are_checked_as_the_command_does(site, qa_json):
    folder = site(qa_yaml="profile: au\n", a_md=TYPO, b_md="# Asthma\n\nSee your doctor.\n")
    report = qa.check_paths([str(folder)], today=TODAY)
    assert [file.facts.path for file in report.files] == [str(folder / "a.md"), str(folder / "b.md")]
    expected = qa_json("check", str(folder), "--today", str(TODAY), "--fail-on", "never")
    found = [(item.rule, item.path, place.line, place.column) for item, place in report.located()]
    assert found == [(item["rule"], item["path"], item["line"], item["column"]) for item in expected["findings"]]
    with pytest.raises(ConfigError, match="no such file or folder"):
        qa.check_paths([str(folder / "absent.md")])


@pytest.fixture
def qa_json(qa):
    import json

    return lambda *arguments: json.loads(qa(*arguments, "--format", "json").out)


def test_importing_the_package_costs_nothing():
    code = "import sys; import qa; qa.__version__; print([name for name in sys.modules if name.startswith('qa.')])"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"
    with pytest.raises(AttributeError, match="no attribute “chek”"):
        qa.chek  # noqa: B018 -- the access is the test


def test_a_text_that_is_typed_leaves_no_trace_on_disk(tmp_path, monkeypatch):
    monkeypatch.setenv("QA_CACHE_DIR", str(tmp_path))
    checker = qa.Checker(today=TODAY)
    checker.check("# A\n")
    before = sorted(tmp_path.rglob("*"))
    field = "unusual_field"
    for length in range(1, len(field)):
        checker.check(f"---\n{field[:length]}: 1\n---\n\n# A\n")
    assert sorted(tmp_path.rglob("*")) == before

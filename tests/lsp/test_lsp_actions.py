"""What an editor can do about a finding."""

from __future__ import annotations

import pytest
from lsp_editor import ABLE, applied, position_of
from lsprotocol import types as lsp

TYPO = "# Cancer 😀\r\n\r\nThe 😀 tumuor can spread.\r\n"


def at(text, excerpt):
    position = position_of(text, excerpt)
    return lsp.Range(position, position)


def opened(editor, folder, name, text, language="markdown"):
    uri = (folder / name).as_uri()
    editor.open(uri, text, language)
    editor.diagnostics(uri)
    return uri


def named(actions, part):
    return next(item for item in actions if part in item.title)


def edits_of(action):
    changes = action.edit.document_changes
    return changes[0].edits if changes else next(iter(action.edit.changes.values()))


def test_a_suggestion_replaces_its_word_and_nothing_else(shared):
    uri = opened(shared, shared.folder, "fix.md", TYPO)
    actions = shared.actions(uri, at(TYPO, "muor"))
    titles = [item.title for item in actions]
    assert titles[0] == "Write “tumour” (T01)"
    assert len(titles) == len(set(titles))
    fix = actions[0]
    assert (fix.kind, fix.is_preferred, fix.diagnostics[0].code) == (lsp.CodeActionKind.QuickFix, None, "T01")
    assert fix.edit.document_changes[0].text_document.version == 1
    after = applied(TYPO, list(edits_of(fix)))
    assert after == TYPO.replace("tumuor", "tumour")
    shared.replace(uri, 2, after)
    assert "T01" not in shared.codes(uri, 2)
    assert shared.actions(uri, at(after, "mour")) == []
    shared.close(uri)


def test_only_what_is_safe_is_preferred_and_fixed_at_once(shared):
    text = "# Asthma\n\nTeh lungs carry air.\n\nThe tumuor can spread.\n"
    uri = opened(shared, shared.folder, "safe.md", text)
    assert named(shared.actions(uri, at(text, "Teh")), "Write “The”").is_preferred is True
    everywhere = lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0))
    [all_safe] = shared.actions(uri, everywhere, [lsp.CodeActionKind.SourceFixAll])
    assert all_safe.kind == "source.fixAll.qa"
    assert applied(text, list(edits_of(all_safe))) == text.replace("Teh", "The")
    assert shared.actions(uri, everywhere, ["source.organizeImports"]) == []
    shared.close(uri)


def test_words_to_adapt_by_hand_are_offered_too(shared):
    text = "# Scans\n\nLie still prior to the scan.\n"
    uri = opened(shared, shared.folder, "plain.md", text)
    action = named(shared.actions(uri, at(text, "prior")), "Write “before”")
    assert action.is_preferred is None
    assert applied(text, list(edits_of(action))) == text.replace("prior to", "before")
    shared.close(uri)


def test_accepting_a_finding_waits_for_its_reason(shared):
    uri = opened(shared, shared.folder, "accept.md", TYPO)
    action = named(shared.actions(uri, at(TYPO, "tumuor")), "Accept T01 here")
    assert action.edit is None, "the place is looked for when the action is chosen"
    after = applied(TYPO, list(edits_of(shared.resolve(action))))
    assert after == TYPO.replace("The 😀", "<!-- qa: disable-next-line T01 —  -->\r\nThe 😀")
    shared.replace(uri, 2, after)
    assert sorted(shared.codes(uri, 2)) == ["G12", "T01"]
    shared.replace(uri, 3, after.replace("—  -->", "— her own words -->"))
    assert shared.codes(uri, 3) == []
    shared.close(uri)


def test_the_command_writes_the_reason(shared):
    uri = opened(shared, shared.folder, "command.md", TYPO)
    action = named(shared.actions(uri, at(TYPO, "tumuor")), "in the whole file")
    given = [*action.data[:3], "a song text"]
    assert shared.execute("qa.suppress", *given) is True
    assert shared.texts[uri].startswith("<!-- qa: disable-file T01 — a song text -->\r\n# Cancer")
    shared.replace(uri, 2, shared.texts[uri])
    assert shared.codes(uri, 2) == []
    assert shared.execute("qa.suppress", uri, "gone", "line", "x") is False
    assert any("finding is gone" in message for message in shared.messages)
    shared.close(uri)


def test_a_simple_client_gets_whole_edits_and_a_snippet_client_a_stop(start, tmp_path):
    simple = start(tmp_path, options={"select": "T01"})
    uri = opened(simple, tmp_path, "a.md", TYPO)
    action = named(simple.actions(uri, at(TYPO, "tumuor")), "Accept T01 here")
    assert "disable-next-line T01" in next(iter(action.edit.changes.values()))[0].new_text
    able = lsp.ClientCapabilities(
        text_document=ABLE.text_document,
        workspace=lsp.WorkspaceClientCapabilities(
            workspace_edit=lsp.WorkspaceEditClientCapabilities(document_changes=True, snippet_edit_support=True)
        ),
    )
    snippets = start(tmp_path, capabilities=able, options={"select": "T01"})
    opened(snippets, tmp_path, "a.md", TYPO)
    action = snippets.resolve(named(snippets.actions(uri, at(TYPO, "tumuor")), "Accept T01 here"))
    assert edits_of(action)[0].snippet.value == "<!-- qa: disable-next-line T01 — ${1:reason} -->\r\n"


def test_an_extension_may_ask_for_the_reason_itself(start, tmp_path):
    editor = start(tmp_path, capabilities=ABLE, options={"select": "T01", "askReason": True})
    uri = opened(editor, tmp_path, "a.md", TYPO)
    action = named(editor.actions(uri, at(TYPO, "tumuor")), "Accept T01 here")
    assert action.command.command == "qa.askReason"
    address, _, reach = action.command.arguments
    assert (address, reach) == (uri, "line")


def test_a_word_goes_into_the_dictionary(start, site):
    folder = site(**{"qa_yaml": "dictionary: own.txt\n", "own.txt": "# ours\nzebra\n"})
    editor = start(folder, capabilities=ABLE, options={"select": "T01"})
    uri = opened(editor, folder, "a.md", TYPO)
    other = opened(editor, folder, "b.md", TYPO)
    action = named(editor.actions(uri, at(TYPO, "tumuor")), "to the dictionary")
    assert action.title == "Add “tumuor” to the dictionary"
    assert editor.execute(action.command.command, *action.command.arguments) is True
    assert (folder / "own.txt").read_text() == "# ours\ntumuor\nzebra\n"
    for address in (uri, other):
        editor.wait(lambda address=address: not editor.published[address].diagnostics)


def test_a_dictionary_that_is_open_is_changed_in_the_editor(start, site):
    folder = site(**{"qa_yaml": "dictionary: own.txt\n", "own.txt": "zebra\n"})
    editor = start(folder, capabilities=ABLE, options={"select": "T01"})
    uri = opened(editor, folder, "a.md", TYPO)
    words = opened(editor, folder, "own.txt", "zebra\nnot saved yet\n", "plaintext")
    assert editor.execute("qa.addToDictionary", uri, "tumuor") is True
    assert (folder / "own.txt").read_text() == "zebra\n"
    assert editor.texts[words] == "not saved yet\ntumuor\nzebra\n"


def test_a_first_word_begins_a_dictionary(start, site):
    folder = site(qa_yaml="profile: au")
    editor = start(folder, capabilities=ABLE, options={"select": "T01"})
    uri = opened(editor, folder, "a.md", TYPO)
    assert editor.execute("qa.addToDictionary", uri, "tumuor") is True
    assert (folder / "dictionary.txt").read_text() == "# Our own words, one a line.\ntumuor\n"
    assert (folder / "qa.yaml").read_text() == "profile: au\ndictionary: dictionary.txt\n"
    editor.wait(lambda: not editor.published[uri].diagnostics)


@pytest.mark.parametrize(
    ("config", "word", "message"),
    [
        ("{profile: au}\n", "tumuor", "by hand"),
        ("profile: au\n", "two words", "is not one whole word"),
    ],
)
def test_what_cannot_be_added_is_said(start, site, config, word, message):
    folder = site(qa_yaml=config)
    editor = start(folder, options={"select": "T01"})
    uri = opened(editor, folder, "a.md", TYPO)
    assert editor.execute("qa.addToDictionary", uri, word) is False
    assert any(message in said for said in editor.messages)
    assert (folder / "qa.yaml").read_text() == config
    assert not (folder / "dictionary.txt").exists()


def test_hover_gives_reasons_and_sources(shared):
    uri = opened(shared, shared.folder, "hover.md", TYPO)
    found = shared.hover(uri, position_of(TYPO, "muor"))
    assert found.contents.kind == lsp.MarkupKind.Markdown
    assert found.contents.value.startswith("**T01 misspelling** (error)\n\n“tumuor” is misspelt")
    assert "Readers trust a health page less" in found.contents.value
    assert "](<https://" in found.contents.value
    assert found.range == lsp.Range(position_of(TYPO, "tumuor"), position_of(TYPO, " can"))
    assert shared.hover(uri, position_of(TYPO, "spread")) is None
    shared.close(uri)


def test_a_client_without_markdown_gets_plain_text(start, tmp_path):
    editor = start(tmp_path, options={"select": "T01"})
    uri = opened(editor, tmp_path, "a.md", TYPO)
    found = editor.hover(uri, position_of(TYPO, "muor"))
    assert found.contents.kind == lsp.MarkupKind.PlainText
    assert found.contents.value.startswith("T01 misspelling (error)\n")
    assert "](" not in found.contents.value

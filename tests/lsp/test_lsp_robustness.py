"""Nothing that an editor sends, and nothing that stands on disk, ends the server."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lsp_editor import utf16_range
from lsprotocol import types as lsp

TYPO = "# Cancer\n\nThe tumuor can spread.\n"

BAD = [
    "\x00\x01binary",
    "---\n" + "a: &a [*a, *a]\n" * 5,
    "---\nlast_reviewed: 2025-02-30\ntitle: [\n---\n# A\n",
    "[" * 3000,
    "> " * 800 + "deep",
    "<div>" * 2000,
    "x" * 200_000,
    "\ud83d half a character \udc00",
    "\u202eright to left\u2066",
    "",
    "\ufeff",
    "\r\r\r",
    "| a |\n" * 2000,
]


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
def test_a_bad_text_is_answered_and_the_next_one_too(shared, text):
    for language in ("markdown", "html", "plaintext"):
        uri = f"untitled:bad-{language}"
        shared.published.pop(uri, None)
        shared.open(uri, text, language)
        for item in shared.diagnostics(uri):
            utf16_range(text, item.range)
        shared.close(uri)
    good = (shared.folder / "good.md").as_uri()
    shared.open(good, text)
    shared.hover(good, lsp.Position(0, 1))
    shared.complete(good, lsp.Position(1, 2))
    shared.actions(good, lsp.Range(lsp.Position(0, 0), lsp.Position(9, 9)))
    shared.replace(good, 2, TYPO)
    assert "T01" in shared.codes(good, 2)
    shared.close(good)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "---\n",
                "title: A\n",
                "la",
                ":",
                " ",
                "- ",
                "# T\n",
                "tumuor ",
                "😀",
                "e\u0301",
                "\r\n",
                "\ufeff",
                "<!-- qa: ",
                "disable T01",
                " -->",
                "|",
                "`",
                "\t",
            ]
        ),
        max_size=25,
    )
)
def test_any_text_gets_ranges_inside_itself(shared, pieces):
    text = "".join(pieces)
    uri = "untitled:any"
    shared.published.pop(uri, None)
    shared.open(uri, text)
    for item in shared.diagnostics(uri):
        utf16_range(text, item.range)
        for action in shared.actions(uri, item.range):
            for edit in action.edit.document_changes[0].edits if action.edit else ():
                utf16_range(text, edit.range)
    shared.complete(uri, lsp.Position(1, 0))
    shared.close(uri)


def test_requests_about_texts_that_are_not_open(shared):
    uri = (shared.folder / "closed.md").as_uri()
    assert shared.hover(uri, lsp.Position(0, 0)) is None
    assert shared.complete(uri, lsp.Position(0, 0)) == []
    assert shared.actions(uri, lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0))) == []
    shared.close(uri)
    shared.change(uri, 2, lsp.TextDocumentContentChangeWholeDocument("x"))
    assert shared.execute("qa.addToDictionary", uri, "x") is False
    stray = lsp.CodeAction("x", data={"not": "ours"})
    assert shared.resolve(stray).edit is None


def test_positions_outside_the_text(shared):
    uri = (shared.folder / "outside.md").as_uri()
    shared.open(uri, TYPO)
    shared.diagnostics(uri)
    far = lsp.Position(4_000, 70_000)
    assert shared.hover(uri, far) is None
    assert shared.complete(uri, far) == []
    shared.change(uri, 2, lsp.TextDocumentContentChangePartial(lsp.Range(far, far), "teh end"))
    assert shared.codes(uri, 2).count("T01") == 2
    shared.close(uri)


def test_a_file_that_vanishes_and_a_folder_that_is_gone(start, tmp_path):
    folder = tmp_path / "there"
    folder.mkdir()
    editor = start(folder, options={"select": "T01"})
    uri = (folder / "a.md").as_uri()
    editor.open(uri, TYPO)
    assert editor.codes(uri) == ["T01"]
    folder.rmdir()
    editor.replace(uri, 2, TYPO)
    assert editor.codes(uri, 2) == ["T01"]
    editor.touched(uri)
    editor.save(uri)
    editor.replace(uri, 3, TYPO)
    assert editor.codes(uri, 3) == ["T01"]


def test_broken_messages_are_passed_over(tmp_path):
    """Raw bytes, as a faulty client might send them: the server answers what it can and ends when its input ends."""

    def framed(message):
        body = message if isinstance(message, bytes) else json.dumps(message).encode()
        return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)

    start = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {"capabilities": {}, "processId": None, "rootUri": None},
    }
    stream = b"".join([
        framed(start),
        framed({"jsonrpc": "2.0", "method": "initialized", "params": {}}),
        framed(b"{not json"),
        framed({"jsonrpc": "2.0", "id": 2, "method": "textDocument/hover", "params": {"wrong": True}}),
        framed({"jsonrpc": "2.0", "id": 3, "method": "no/such/method", "params": {}}),
        framed({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": None}),
        framed({"jsonrpc": "2.0", "id": 4, "method": "workspace/executeCommand", "params": {"command": "qa.suppress", "arguments": [1]}}),
        framed({"jsonrpc": "2.0", "id": 5, "method": "shutdown"}),
    ])  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "qa", "lsp"], input=stream, capture_output=True, check=False, cwd=tmp_path, timeout=90
    )
    replies = {}
    for part in done.stdout.split(b"Content-Length: ")[1:]:
        message = json.loads(part.partition(b"\r\n\r\n")[2])
        replies[message.get("id")] = message
    assert replies[1]["result"]["capabilities"]["hoverProvider"]
    assert all("error" in replies[number] for number in (3, 4))
    assert replies[5]["result"] is None
    assert done.returncode == 0
    assert done.stderr == b""


def test_nothing_but_the_protocol_reaches_the_pipe(tmp_path):
    log = tmp_path / "server.log"
    done = subprocess.run(
        [sys.executable, "-m", "qa", "lsp", "--stdio", "--log", str(log)],
        input=b"",
        capture_output=True,
        check=False,
        timeout=90,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert "server" in log.read_text().casefold()

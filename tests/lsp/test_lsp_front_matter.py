"""Completion and hover inside front matter and suppressions, by the article schema."""

from __future__ import annotations

import datetime as dt

import pytest
from lsp_editor import applied, position_of
from lsprotocol import types as lsp

from qa.lsp.front_matter import FrontMatter, field_at, proposals

TODAY = dt.date(2026, 11, 22)


def offered(text, aliases=None):
    """What is offered at the bar, as label → the text after taking it."""
    at = text.index("|")
    text = text.replace("|", "", 1)
    front = FrontMatter.of(text)
    found = proposals(front, at, aliases or {}, TODAY) if front else []
    return {item.label: text[: item.start] + item.insert + text[item.end :] for item in found}


def test_keys_that_are_not_there_yet():
    found = offered("---\ntitle: A\nla|\n---\n")
    assert found["last_reviewed"] == "---\ntitle: A\nlast_reviewed: \n---\n"
    assert "title" not in found
    assert "brands" not in found


def test_a_key_is_replaced_without_a_second_colon():
    assert offered("---\nla|: x\n---\n")["lang"] == "---\nlang: x\n---\n"


def test_the_content_type_decides_which_keys_there_are():
    assert "brands" in offered("---\ntype: Drug\n|\n---\n")
    assert "phone" in offered("---\n|\ntype: service\n---\n")


def test_the_publishers_own_names_are_offered():
    names = {"last_reviewed": ("checked", "lastupdate")}
    found = offered("---\n|\n---\n", names)
    assert "checked" in found
    assert "last_reviewed" not in found
    assert "checked" not in offered("---\nlastupdate: 2020-01-01\n|\n---\n", names)
    assert offered("---\nchecked: |\n---\n", names) == {"2026-11-22": "---\nchecked: 2026-11-22\n---\n"}


def test_values():
    assert offered("---\ntype: |\n---\n")["medicine"] == "---\ntype: medicine\n---\n"
    assert offered("---\ntype:|\n---\n")["medicine"] == "---\ntype: medicine\n---\n"
    assert offered("---\ntype: con|x\n---\n")["condition"] == "---\ntype: condition\n---\n"
    assert offered("---\nlast_reviewed: |\n---\n") == {"2026-11-22": "---\nlast_reviewed: 2026-11-22\n---\n"}
    assert offered("---\ntitle: |\n---\n") == {}


def test_inside_a_field():
    assert set(offered("---\nreviewer:\n  - na|\n---\n")) == {"name", "role"}
    assert set(offered("---\nreviewer:\n  - name: A\n    |\n---\n")) == {"role"}
    assert set(offered("---\nsources:\n- title: A\n- |\n---\n")) == {"title", "name", "url", "accessed"}
    assert set(offered("---\nqa:\n  |\n---\n")) == {"disable"}
    assert offered("---\ntitle: A\n  |\n---\n") == {}
    assert offered("---\nsources:\n- accessed: |\n---\n") == {
        "2026-11-22": "---\nsources:\n- accessed: 2026-11-22\n---\n"
    }


@pytest.mark.parametrize(
    "text", ["---\r\ntitle: A\r\nla|\r\n", "\ufeff---\nla|\n\n# A heading\n", "\n---\nla|", "---\n|\n---\n"]
)
def test_half_written_front_matter(text):
    assert "last_reviewed" in offered(text)


@pytest.mark.parametrize(
    "text", ["# A\n|\n", "---\ntitle: A\n---\nla|\n", "---\n\n# Break\n\nProse that goes on. la|\n", "|"]
)
def test_nothing_outside(text):
    assert offered(text) == {}


def test_the_field_under_the_cursor():
    text = "---\nlast_reviewed: 2020-01-01\nreviewer: {name: A}\nsources:\n  - accessed: 2020\nours: x\n---\n"
    front = FrontMatter.of(text)
    for excerpt, name in (
        ("t_rev", "last_reviewed"),
        ("2020-01", "last_reviewed"),
        ("viewer: {", "reviewer"),
        ("ccess", "accessed"),
    ):
        info, start, end = field_at(front, text.index(excerpt), {})
        assert info.name == name
        assert text[start:end] == name
        assert info.about.endswith(".")
    assert field_at(front, text.index("ours"), {}) is None


def test_over_the_wire(shared):
    uri = (shared.folder / "complete.md").as_uri()
    text = "---\r\ntitle: 😀 A\r\nla\r\n---\r\n\r\n# A 😀\r\n\r\n<!-- qa: disable-next-line T\r\n"
    shared.open(uri, text)
    end = position_of(text, "\r\n---\r\n\r\n")
    items = shared.complete(uri, end)
    chosen = next(item for item in items if item.label == "last_reviewed")
    assert chosen.kind == lsp.CompletionItemKind.Field
    assert "reviewed the content" in chosen.documentation
    assert applied(text, [chosen.text_edit]) == text.replace("\r\nla\r\n", "\r\nlast_reviewed: \r\n")
    at = position_of(text, "title")
    hover = shared.hover(uri, at)
    assert hover.contents.value.startswith("**title**: a text\n\nThe article's title")
    assert hover.range == lsp.Range(at, lsp.Position(at.line, at.character + 5))
    rules = shared.complete(uri, lsp.Position(7, 28))
    assert {item.text_edit.new_text for item in rules} >= {"T01", "E01"}
    assert shared.complete(uri, position_of(text, "😀\r\n\r\n<!--")) == []
    assert [item.label for item in shared.complete(uri, lsp.Position(7, 9))] == [
        "disable-next-line", "disable-file", "disable", "enable",
    ]  # fmt: skip
    shared.close(uri)

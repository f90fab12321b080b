"""Tables that checks make of reference data, remembered from run to run."""

import datetime as dt
import marshal
import os

import pytest

from qa.checks.context import Context
from qa.checks.registry import get
from qa.document.reading import read
from qa.policy import Choice, load_policy
from qa.source import Source
from qa.startup.packed import Packed, packed

PAGE = "# Pills\n\nGive adrenalin at once. They may loose weight. An oedema, or idiopathic thrombocytopenic purpura, is rare.\n"


def test_a_packed_table_opens_each_value_once():
    table = Packed(packed({"a": [1, ("x",)], 2: b"y"}), made=list)
    assert table.get("a") is table.get("a") == [1, ("x",)]
    assert (table.get(2), table.get("b"), table.get("b", ())) == ([ord("y")], None, ())
    assert table.keys() == {"a", 2}


@pytest.mark.parametrize(
    "plain", [{}, {"": 1}, {"a": 1, "b\nc": 2}, {"a": (), "": "x", "é": [frozenset({3})]}, {(1, 2): 4}]
)
def test_any_table_comes_back_as_it_was(plain):
    table = Packed(marshal.loads(marshal.dumps(packed(plain))))  # noqa: S302 -- made here
    assert {key: table.get(key) for key in table} == plain


@pytest.mark.parametrize("name", ["undefined_jargon", "plain_words", "confused_word", "ingredient_name"])
def test_a_remembered_table_finds_what_a_made_one_does(tmp_path, monkeypatch, name):
    monkeypatch.setenv("QA_CACHE_DIR", str(tmp_path))
    policy = load_policy((), Choice())
    document = read(Source("x.md", PAGE), "markdown")
    check = get(name)
    options = next(rule.options for rule in policy.rules if rule.check == name)

    def found(**more):
        context = Context(dt.date(2026, 11, 22), "au", policy.data, policy.lexicon, **more)
        return [(match.span, match.values) for match in check.run(document, check.build(options), context)]

    plain = found()
    assert plain
    assert found(compiled=policy.compiled) == plain
    assert list(tmp_path.glob("table-*"))
    monkeypatch.setattr(policy, "data", lambda _kind: pytest.fail("the data were read"))
    again = Context(dt.date(2026, 11, 22), "au", policy.data, policy.lexicon, compiled=policy.compiled)
    if name != "undefined_jargon":  # which asks for the words in plain_words, too
        assert [(m.span, m.values) for m in check.run(document, check.build(options), again)] == plain


def test_a_changed_file_and_other_options_make_a_table_anew(tmp_path, monkeypatch):
    monkeypatch.setenv("QA_CACHE_DIR", str(tmp_path))
    policy = load_policy((), Choice())
    asked = []
    file = tmp_path / "words.yaml"
    file.write_text("one", encoding="utf-8")
    monkeypatch.setattr(policy, "_files", lambda _kind: [file])

    def table(*extra):
        return policy.compiled("words", ("jargon",), lambda: asked.append(1) or (file.read_text(), 3), *extra)

    assert table() == table() == ("one", 3)
    assert len(asked) == 1
    assert table("other options") == ("one", 3)
    assert len(asked) == 2
    file.write_text("two", encoding="utf-8")
    os.utime(file, (1, 1))
    assert table() == ("two", 3)

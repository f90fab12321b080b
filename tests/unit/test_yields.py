"""A rule that yields to another says nothing about the words that the other reports."""

from __future__ import annotations

import pytest

from qa import check_text
from qa.cli.rules import rule_data
from qa.errors import ConfigError
from qa.policy import Choice, load_policy
from qa.reporters.rule_page import page

TEXT = "You may loose weight quickly. They has pain."


def told(**options):
    return [(item.rule, item.excerpt) for item in check_text(TEXT, "page.md", **options).findings]


def test_a_confused_word_is_told_once():
    assert told(select=["T16", "T17"]) == [("T17", "loose"), ("T16", "They has")]


def test_a_word_confused_in_a_heading_is_told_once():
    text = "# Prostate checks\n\n## Having a prostrate check\n\nA nurse takes blood.\n"
    told = [(item.rule, item.excerpt) for item in check_text(text, "page.md", select=["S05", "T17"]).findings]
    assert told == [("T17", "prostrate")]


def test_where_the_other_rule_does_not_run_the_first_speaks():
    assert [rule for rule, _ in told(select=["T16"])] == ["T16", "T16"]


def test_yielding_to_a_rule_that_is_none_is_a_mistake(tmp_path):
    rule = """
id: HOUSE-1
name: house-rule
check: existence
severity: info
message: "{match}"
rationale: None.
sources: [{title: Ours, verified: proposal}]
yields_to: [T99]
options: {phrases: [loose]}
examples: {valid: [Text., More.], invalid: [loose, Loose.]}
"""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "house.yaml").write_text(rule, encoding="utf-8")
    config = tmp_path / "qa.yaml"
    config.write_text("packs: [rules]\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="unknown rule “T99”"):
        check_text(TEXT, str(tmp_path / "page.md"), config=str(config))


def test_the_rule_page_and_the_list_name_the_stronger_rules():
    rule = load_policy((), Choice("au"), examples=True).rule("T16")
    assert "Says nothing where T17 reports the same words." in page(rule)
    assert rule_data(rule)["yields_to"] == ["T17"]
    assert "Says nothing where" not in page(load_policy((), Choice("au"), examples=True).rule("T17"))

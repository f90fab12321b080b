"""Mistakes in rules and configuration: file, line and the nearest valid name."""

from __future__ import annotations

import pytest

from qa.config import settings_of
from qa.errors import ConfigError
from qa.packs import BUILT_IN, merged, read_rule
from qa.policy import Choice, load_policy
from qa.shipped import rules_root

RULE = """\
id: ACME-1
name: no-jargon
check: existence
severity: warning
message: "Avoid “{match}”."
rationale: The house style asks for plain words in every article, whoever the reader is.
sources: [{title: House style, verified: proposal}]
options: {phrases: [leverage]}
examples:
  valid: [Use plain words., Another good sentence.]
  invalid: [We leverage synergies., Leverage this.]
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        (
            "severity: warning",
            "severity: waring",
            4,
            "“waring” is not one of error, warning, info; did you mean “warning”?",
        ),
        ("check: existence", "check: existense", 3, "unknown check “existense”; did you mean “existence”?"),
        ("rationale:", "rational:", 6, "unknown key “rational”; did you mean “rationale”?"),
        ("{match}", "{mach}", 5, "the check “existence” gives no “{mach}”; did you mean “{match}”?"),
        ("options: {phrases:", "options: {phrase:", 8, "unknown key “phrase”; did you mean “phrases”?"),
        ("id: ACME-1", "id: ACME-1\nid: ACME-2", 2, "the key “id” stands twice"),
        ("id: ACME-1", "id: acme", 1, "id: String should match pattern"),
        ("severity: warning", "severity: [warning", 5, "not valid YAML"),
        (
            "[Use plain words., Another",
            "[{text: Use plain words., messages: [Avoid it.]}, Another",
            10,
            "a text that the rule passes has no messages",
        ),
        (
            "Leverage this.]",
            "{text: Leverage this., spans: [Leverage], messages: [One., Two.]}]",
            11,
            "each finding needs its entry: 1 spans, 2 messages",
        ),
        ("Leverage this.]", "{text: Leverage this., fixes: [{soon: {a: b}}]}]", 11, "“soon” is not one of"),
    ],
)
def test_mistakes_in_a_rule(tmp_path, old, new, line, message):
    path = tmp_path / "no-jargon.yaml"
    path.write_text(RULE.replace(old, new), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_rule(path, "acme")
    found = [(item.path, item.line, item.message) for item in caught.value.mistakes]
    assert any(item[0] == str(path) and item[1] == line and message.replace("“{match}”", "“match”") in item[2].replace("“{match}”", "“match”") for item in found), found  # fmt: skip


def test_a_good_rule_is_read(tmp_path):
    path = tmp_path / "no-jargon.yaml"
    path.write_text(RULE, encoding="utf-8")
    assert read_rule(path, "acme")["pack"] == "acme"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("profil: au\n", 1, "unknown key “profil”; did you mean “profile”?"),
        ("profile: ukk\n", 1, "“ukk” is not one of au, uk, us, nz, ie; did you mean “uk”?"),
        (
            "root: true\nfields: {last_reveiwed: [x]}\n",
            2,
            "unknown field “last_reveiwed”; did you mean “last_reviewed”?",
        ),
        ("partners: partner.yaml\n", 1, "partners: no such file or folder: partner.yaml"),
        ("links: {per_host: 0}\n", 1, "greater than or equal to 1"),
        ("rules:\n  R03: {severty: error}\n", 2, "unknown key “severty”; did you mean “severity”?"),
    ],
)
def test_mistakes_in_the_configuration(tmp_path, text, line, message):
    path = tmp_path / "qa.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        settings_of((path,))
    assert any(item.line == line and message in item.message for item in caught.value.mistakes), caught.value.mistakes


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("rules:\n  mispelling: warning\n", 2, "unknown rule “mispelling”; did you mean “misspelling”?"),
        ("rules:\n  R03: {options: {max_word: 20}}\n", 2, "unknown key “max_word”; did you mean “max_words”?"),
        ("packs: [hous]\n", 1, "packs: no such file or folder: hous"),
    ],
)
def test_mistakes_about_rules(tmp_path, text, line, message):
    path = tmp_path / "qa.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_policy((path,), use_cache=False)
    assert any(item.line == line and message in item.message for item in caught.value.mistakes), caught.value.mistakes


def test_unknown_rule_on_the_command_line():
    with pytest.raises(ConfigError, match="--select: unknown rule “T0I”"):
        load_policy((), Choice(select=("T0I",)))


def test_layers_merge(site):
    folder = site(
        qa_yaml="profile: uk\nrules: {R03: {options: {max_words: 20}}, S02: off}\n",
        news__qa_yaml="rules: {R03: warning}\noverrides: [{paths: ['old/**'], rules: {S02: info}}]\n",
    )
    settings = settings_of((folder / "qa.yaml", folder / "news" / "qa.yaml"))
    assert settings.profile == "uk"
    assert (settings.rules["R03"].severity, settings.rules["R03"].options) == ("warning", {"max_words": 20})
    assert settings.rules["S02"].severity == "off"


def test_merged_data():
    assert merged([[1], [2]]) == [1, 2]
    assert merged([{"a": [1], "b": {"x": 1}}, {"a": [2], "b": {"y": 2}, "c": 3}]) == {
        "a": [1, 2],
        "b": {"x": 1, "y": 2},
        "c": 3,
    }
    assert merged([]) == []


def test_built_in_packs_are_all_there():
    assert {path.parent.name for path in rules_root().glob("*/pack.yaml")} == set(BUILT_IN)

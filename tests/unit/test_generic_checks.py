"""The checks that a publisher uses from his own pack, with no Python."""

import pytest
from checking import full, matches

from qa.errors import ConfigError
from qa.packs import read_rule


def test_existence_finds_phrases_and_patterns_once():
    text = "Click here now. Click  here!\n\n```\nclick here\n```\n\n`click here` and [click here](x)"
    assert matches("existence", text, phrases=["click here"], patterns=["click +here"]) == [
        ("", "Click here"), ("", "Click  here"), ("", "click here"),
    ]  # fmt: skip


def test_existence_reports_the_hit_and_spares_what_is_excused():
    text = "A fatty meal. Fatty liver disease. A fatty snack."
    found = matches("existence", text, patterns=["a (?P<hit>fatty) (meal|snack)"], unless=["fatty snack"])
    assert found == [("", "fatty")]


def test_a_match_never_crosses_blocks():
    assert matches("existence", "# one\n\ntwo\n", patterns=[r"one\s+two"]) == []


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, ["Gout", "gout", "gout"]),
        ({"blocks": ["heading"]}, ["Gout"]),
        ({"quotes": False}, ["Gout", "gout"]),
        ({"ignore_case": False, "phrases": ["Gout"]}, ["Gout"]),
    ],
)
def test_scope_options(options, expected):
    text = "# Gout\n\nHe said “gout”.\n\n- gout\n"
    found = matches("existence", text, **{"phrases": ["gout"], **options})
    assert [excerpt for _, excerpt in found] == expected


def test_substitution_suggests_and_keeps_the_capital():
    document, found = full(
        "substitution", "Commence now, then **utilise** it.", swap={"commence": "start", "utilise": ["use", "apply"]}
    )
    assert [match.suggestions for match in found] == [("Start",), ("use", "apply")]
    edit = found[1].fix.edits[0]
    assert document.source.text[edit.start : edit.end] == "utilise"
    assert found[1].fix.applicability == "unsafe"


def test_substitution_prefers_the_longest_phrase():
    assert matches("substitution", "in order to go", swap={"in order": "so", "in order to": "to"}) == [
        ("", "in order to")
    ]


def test_substitution_has_no_fix_where_markup_stands_between():
    _, found = full("substitution", "In *order* to go", swap={"in order to": "to"})
    assert found[0].fix is None


def test_pattern_fills_its_groups():
    _, found = full("pattern", "Take 5.0 mg daily", patterns=[r"(\d+)\.0 (mg|g)"])
    assert (found[0].values["match"], found[0].values["first"], found[0].values["second"]) == ("5.0 mg", "5", "mg")


def test_pattern_reports_a_place_once_and_once_an_article():
    assert matches("pattern", "aa bb aa", patterns=["aa bb", "bb"]) == [("", "aa bb")]
    assert matches("pattern", "aa bb aa", patterns=["aa"], once=True) == [("", "aa")]


def test_required_field():
    text = "---\ntitle: Gout\nowner: TBC\nteam_code: ''\n---\n\nText."
    assert matches("required_field", text, fields=["owner", "team_code", "budget"]) == [
        ("", "Gout"), ("placeholder", "TBC"), ("", "team_code"),
    ]  # fmt: skip
    assert matches("required_field", text, fields=["title", "budget"], any_of=True) == []


def test_required_section_by_heading_patterns():
    text = "# Gout\n\n## Where to get help"
    assert matches("required_section", text, sections={"Help": ["get help"], "Costs": ["cost|price"]}) == [("", "Gout")]


def test_required_section_by_declared_type_alone():
    group = {"condition": {"Causes": ["cause"]}}
    assert matches("required_section", "# Gout", by_type=group) == []
    assert matches("required_section", "---\ntype: disease\n---\n\n# Gout", by_type=group) == [("", "Gout")]
    assert matches("required_section", "---\ntype: condition\n---\n\n# Gout", recommended=group) == [
        ("recommended", "Gout")
    ]


def test_an_introduction_can_stand_for_a_section():
    group = {"sections": {"What it is": ["^what", "@introduction"]}}
    short, long = "# Gout\n\nPain.\n\n## Causes", "# Gout\n\n" + "word " * 20 + "\n\n## Causes"
    assert matches("required_section", short, **group) == [("", "Gout")]
    assert matches("required_section", long, **group) == []


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"what": "words", "maximum": 3}, [("", "One")]),
        ({"what": "words", "minimum": 100}, [("few", "One")]),
        ({"what": "headings", "maximum": 1}, [("", "One")]),
        ({"what": "list_items", "per": "section", "maximum": 1}, [("", "One"), ("", "Two")]),
        ({"what": "list_items", "per": "section", "maximum": 1, "sections": ["two"]}, [("", "Two")]),
        ({"what": "links", "minimum": 1}, [("few", "One")]),
        ({"what": "matches", "pattern": "a|b", "maximum": 2}, []),
        ({"what": "sentences", "maximum": 4}, []),
    ],
)
def test_count_limit(options, expected):
    assert matches("count_limit", "# One\n\n## Two\n\n- a\n- b\n", **options) == expected


@pytest.mark.parametrize(
    ("what", "count"),
    [("sentences", 5), ("links", 2), ("images", 1), ("words", 11), ("paragraphs", 2), ("headings", 2)],
)
def test_count_limit_counts_each_thing_in_its_scope(what, count):
    text = "# One\n\nFirst here. And second, [a link](b).\n\n## Two\n\nThird [link](c) there. ![x](y.png)\n"
    assert matches("count_limit", text, what=what, maximum=count) == []
    assert matches("count_limit", text, what=what, maximum=count - 1) == [("", "One")]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"what": "title", "maximum": 2}, [("", "A very long title")]),
        ({"what": "heading", "maximum": 2, "unit": "characters"}, [("", "Causes")]),
        ({"what": "description", "minimum": 5}, [("short", "Too short")]),
        ({"what": "sentence", "maximum": 3}, [("", "This one is longer.")]),
        ({"what": "link_text", "maximum": 1}, [("", "[two words](x)")]),
        ({"what": "alt_text", "maximum": 1}, [("", "![a b](y)")]),
    ],
)
def test_length_limit(options, expected):
    text = "---\ntitle: A very long title\ndescription: Too short\n---\n\n# Causes\n\nShort one. This one is longer.\n\n[two words](x) ![a b](y)"
    assert matches("length_limit", text, **options) == expected


RULE = """id: OWN1
name: own-rule
check: {check}
severity: warning
message: "Not like this."
rationale: "Our own."
sources: [{{title: "Our style guide", verified: read}}]
options: {options}
examples: {{valid: ["x"], invalid: ["y"]}}
"""


@pytest.mark.parametrize(
    ("check", "options", "said"),
    [
        ("existence", '{patterns: ["ok", "(?<=a)b"]}', "look-around"),
        ("existence", "{}", "give “phrases” or “patterns”"),
        ("existence", "{phrase: [x]}", "unknown key “phrase”"),
        ("pattern", '{patterns: ["(a)\\\\1"]}', "back-references"),
        ("substitution", "{}", "“swap” is missing"),
        ("required_section", '{sections: {Help: ["("]}}', "not a usable pattern"),
        ("count_limit", "{what: matches, maximum: 2}", "belong together"),
        ("length_limit", "{what: title}", "minimum"),
        ("consistency", "{}", "families"),
    ],
)
def test_mistakes_in_options_are_named_with_their_line(tmp_path, check, options, said):
    path = tmp_path / "own-rule.yaml"
    path.write_text(RULE.format(check=check, options=options), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_rule(path, "own")
    assert [(item.path, item.line) for item in caught.value.mistakes] == [(str(path), 8)]
    assert said in caught.value.mistakes[0].message


def test_a_page_with_too_many_faults_of_a_kind_says_that_there_are_more():
    from qa import check_text
    from qa.engine import MAX_FINDINGS_PER_RULE

    few = check_text("Teh end.\n\n" * 400, "a.md", select=["T01"]).findings
    many = check_text("Teh end.\n\n" * (MAX_FINDINGS_PER_RULE + 5), "a.md", select=["T01"]).findings
    assert len(few) == 400
    assert len(many) == MAX_FINDINGS_PER_RULE
    assert "first 2,000" in many[-1].message
    assert "first 2,000" not in many[-2].message + few[-1].message

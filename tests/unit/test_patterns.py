"""Patterns of rule authors: what they can express, and that nothing makes them slow."""

import time

import pytest

from qa.matching.patterns import compiled, flaw, matches, phrases


@pytest.mark.parametrize("pattern", [r"foo(?=bar)", r"(?<!un)happy", r"(a)\1", "(", "*x", "[z-a]"])
def test_what_cannot_run_is_explained(pattern):
    assert flaw(pattern).startswith("not a usable pattern: ")


def test_look_around_points_to_the_way_out():
    assert "“unless”" in flaw(r"foo(?!bar)")


def test_a_usable_pattern_has_no_flaw():
    assert flaw(r"\bcommit(?:s|ted)? suicide\b") == ""


def test_nested_quantifiers_stay_linear():
    regex = compiled(r"(a+)+$")
    text = "a" * 20_000 + "b"
    begun = time.perf_counter()
    assert list(regex.finditer(text)) == []
    assert time.perf_counter() - begun < 2


def test_line_ends_are_block_ends():
    assert [found.group() for found in matches(compiled("^b.*$"), "a b\nb c\nd")] == ["b c"]


def test_offsets_are_code_points():
    (found,) = matches(compiled("needle"), "naïve 👩‍⚕️ – needle")
    assert "naïve 👩‍⚕️ – needle"[slice(*found.span())] == "needle"


def test_a_lone_surrogate_is_no_crash():
    (found,) = matches(compiled("needle"), "\ud800 needle")
    assert found.span() == (2, 8)


def test_phrases_take_blanks_apostrophes_and_whole_words():
    regex = compiled(phrases(["don't stop", "stop"]))
    text = "Don’t  stop, stop; nonstop stopped don't\u00a0stop"
    assert [found.group() for found in matches(regex, text)] == ["Don’t  stop", "stop", "don't\u00a0stop"]

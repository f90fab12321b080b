"""What a client may set, and a word that an editor puts into the publisher's dictionary, without a server."""

from __future__ import annotations

import datetime as dt

import pytest

from qa.config import settings_of
from qa.errors import ConfigError
from qa.lsp.settings import Settings, updated
from qa.lsp.words import with_word


def test_good_values_count_and_bad_ones_are_told():
    given = {
        "profile": "uk", "config": "", "select": "T01, E01,", "ignore": ["R03"], "today": "2026-11-22", "debounce": 50,
        "askReason": True, "trace": "verbose",
    }  # fmt: skip
    assert updated(Settings(config="other.yaml"), given) == (
        Settings("uk", None, ("T01", "E01"), ("R03",), dt.date(2026, 11, 22), 0.05, True),
        [],
    )


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("profile", "fr", "“fr” is not one of au, uk, us, nz, ie"),
        ("config", 7, "expected a text"),
        ("select", 7, "expected a list of rules"),
        ("ignore", ["R03", 7], "expected a list of rules"),
        ("today", "soon", "Invalid isoformat string: 'soon'"),
        ("debounce", True, "expected milliseconds from 0 to 10000"),
        ("debounce", 10_001, "expected milliseconds from 0 to 10000"),
        ("profil", "uk", "unknown; did you mean “profile”?"),
    ],
)
def test_a_bad_value_is_left_out_and_the_others_count(name, value, told):
    assert updated(Settings(), {name: value, "debounce" if name != "debounce" else "profile": None}) in (
        (Settings(), [f"setting “{name}”: {told}", "setting “debounce”: expected milliseconds from 0 to 10000"]),
        (Settings(), [f"setting “{name}”: {told}"]),
    )


def settings(folder):
    return settings_of((folder / "qa.yaml",))


def test_a_word_goes_into_the_dictionary_that_the_configuration_names(site):
    folder = site(qa_yaml="dictionary: own.txt\n", **{"own.txt": "# ours\nspacer\n"})
    (written,) = with_word(settings(folder), "tumuor", {})
    assert (written.path, written.text) == (str(folder / "own.txt"), "# ours\nspacer\ntumuor\n")
    # What the editor holds open goes before what is on disk; a word that is there already changes nothing.
    (written,) = with_word(settings(folder), "tumuor", {str(folder / "own.txt"): "# unsaved\n"})
    assert written.text == "# unsaved\ntumuor\n"
    assert with_word(settings(folder), "spacer", {}) == []


def test_without_a_dictionary_one_is_begun_and_named(site):
    folder = site(qa_yaml="profile: au")
    words, config = with_word(settings(folder), "tumuor", {})
    assert words.text == "# Our own words, one a line.\ntumuor\n"
    assert config.text.startswith("profile: au\ndictionary: ")


@pytest.mark.parametrize(
    ("config", "told"), [("{profile: au}\n", "by hand"), (None, "there is no qa.yaml that could name a dictionary")]
)
def test_a_configuration_that_cannot_take_it_stays_as_it_is(site, config, told):
    folder = site(**({"qa_yaml": config} if config else {}))
    with pytest.raises(ConfigError, match=told):
        with_word(settings(folder) if config else settings_of(()), "tumuor", {})
    assert not config or (folder / "qa.yaml").read_text(encoding="utf-8") == config

"""The partner registry: its model, its look-ups, its figures."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import ValidationError

from qa.checks.support.partners import Registry, folded_name
from qa.checks.support.site_names import parts, relation
from qa.schema.data.partners import Model

LUNGS = {"name": "Lung Friends", "aliases": ["The Lung Friends' Trust"], "domains": ["lungs.example.org"]}
KIDS = {"name": "Kids Health", "domains": ["lungs.example.org/kids", "kids.example.net"], "status": "left"}


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"name": "A", "domains": ["https://a.org/"]}, "give the domain alone"),
        ({"name": "A", "domains": ["not a domain"]}, "not a domain"),
        ({"name": "A", "domains": []}, "at least 1"),
        ({"name": "A", "domains": ["a.org"], "status": "gone"}, "active"),
        ({"name": "A", "domains": ["a.org"], "since": 2020}, "Extra inputs"),
        ({"name": "A", "domains": ["a.org"], "assessed": "2026-02-01", "expires": "2026-01-01"}, "before it was made"),
    ],
)
def test_a_mistake_in_the_registry_is_named(entry, message):
    with pytest.raises(ValidationError, match=message):
        Model.model_validate([entry])


@pytest.mark.parametrize(
    "twin", [{"name": "lung friends", "domains": ["x.org"]}, {"name": "X", "domains": ["www.lungs.example.org"]}]
)
def test_a_name_or_domain_belongs_to_one_partner(twin):
    with pytest.raises(ValidationError, match="belongs to both"):
        Model.model_validate([LUNGS, twin])


def test_dates_come_out_as_text_that_the_registry_reads():
    entry = {**LUNGS, "expires": dt.date(2027, 1, 31)}
    dumped = Model.model_validate([entry]).model_dump(mode="json")
    assert Registry(dumped).named("Lung Friends").expires == dt.date(2027, 1, 31)


def test_partners_are_found_by_name_and_by_the_longest_domain():
    registry = Registry([LUNGS, KIDS])
    assert registry.named("the lung friends website") is registry.named("Lung Friends’ Trust")
    assert registry.named("Lung") is None
    assert registry.at("https://www.LUNGS.example.org:443/asthma").name == "Lung Friends"
    assert registry.at("http://sub.lungs.example.org/").name == "Lung Friends"
    assert registry.at("https://lungs.example.org/kids/croup").name == "Kids Health"
    assert registry.at("https://notlungs.example.org/") is None
    assert registry.at("asthma.md") is None


def test_names_are_folded_but_not_confused():
    assert folded_name("The Women’s & Children's Hospital website") == folded_name("womens and childrens hospital")
    assert folded_name("Cancer Council") != folded_name("Cancer Council Victoria")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("RACGP", "Royal Australian College of General Practitioners", "same"),
        ("betterhealth.vic.gov.au", "Better Health Channel", "same"),
        ("NT.GOV.AU", "NT Health", "different"),
        ("nhs.uk", "NHS", "same"),
        ("BeyondBlue", "Beyond Blue", "same"),
        ("Cancer Council", "Cancer Council Australia", "similar"),
        ("Kidney Health", "Heart Foundation", "different"),
    ],
)
def test_two_ways_of_naming_a_site(one, other, expected):
    assert relation(one, other) == relation(other, one) == expected


def test_a_title_falls_apart_at_bars_and_spaced_dashes_only():
    assert parts("Follow-up care | Topics - Lung Friends") == ["Follow-up care", "Topics", "Lung Friends"]

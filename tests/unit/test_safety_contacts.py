"""Phone numbers, services and the registry."""

import datetime as dt

import pytest

from qa.document.reading import read
from qa.examples import Bench
from qa.rule import Example
from qa.safety.contacts import contacts
from qa.safety.numbers import keyed, national, near
from qa.safety.services import dialled, registry, stale_entries
from qa.source import Source

BENCH = Bench()


def numbers(text, profile="au"):
    _, context = BENCH.policy(profile)
    return [phone.digits for phone in contacts(read(Source("x", text), "markdown"), context).phones]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Call 13 11 14.", ["131114"]),
        ("Lifeline: 13 11 14", ["131114"]),
        ("Phone (07) 5550 1234", ["0755501234"]),
        ("1800 55 1800", ["1800551800"]),
        ("Call +61 2 5550 1234", ["0255501234"]),
        ("ABN 51 824 753 556", []),
        ("Quote your policy number (for example 1300 221 946).", []),
        ("Your member number: 1800 550 123", []),
        ("Ring the policy team on this number: 1300 221 946.", ["1300221946"]),
        ("131 114 people", []),
        ("a dose of 1300 mg", []),
        ("from 13 11 2014", []),
        ("ISBN 978 1 925 365 17 6", []),
        ("Call 13 11 14 24 hours a day", ["131114"]),
        ("Phone (07) 5550 1234 9 am to 5 pm", ["0755501234"]),
        ("1300 224 636 8:30am to 5pm", ["1300224636"]),
        ("1800 551 800 7 days a week", ["1800551800"]),
        ("Call Lifeline on 11 31 14", ["113114"]),
        ("Lifeline saw 113114 callers", []),
        ("## Lifeline\n\n13 11 41", ["131141"]),
        ("Call us on 1080 904 117", ["1080904117"]),
        ("Grant 1080 904 117 paid for the ward's phone.", []),
        ("trial ACTRN12613000131120", []),
        ("postcode 3001, item 80110", []),
        ("$1 800 022", []),
    ],
)
def test_what_is_a_phone_number(text, expected):
    assert numbers(text) == expected


@pytest.mark.parametrize(
    ("number", "profile", "expected"),
    [
        ("+61 2 5550 1234", "au", "0255501234"),
        ("+611800022222", "au", "1800022222"),
        ("1-800-222-1222", "us", "8002221222"),
        ("+44 20 7946 0018", "uk", "02079460018"),
    ],
)
def test_national_form(number, profile, expected):
    assert national(number, profile) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("131114", "131114", False),
        ("131114", "131141", True),
        ("131114", "131120", False),
        ("131114", "131115", True),
        ("131114", "13111", True),
        ("131114", "1311144", True),
        ("1800551800", "180055180", True),
        ("131114", "1311", False),
        ("131114", "13119", False),
        ("131126", "131162", True),
        ("123456", "213465", False),
    ],
)
def test_near_numbers(left, right, expected):
    assert near(left, right) is expected


def test_letters_dial_digits():
    assert keyed("13YARN") == "139276"
    assert keyed("1300 MEDICINE").startswith("1300633424")


@pytest.mark.parametrize("profile", ["au", "uk", "us"])
def test_registered_letters_dial_the_registered_number(profile):
    _, context = BENCH.policy(profile)
    lettered = [service for service in registry(context).services.values() if service.keypad]
    assert lettered or profile == "uk"
    for service in lettered:
        assert dialled(service) in service.digits


@pytest.mark.parametrize("profile", ["au", "uk", "us"])
def test_the_registry_is_sound(profile):
    policy, context = BENCH.policy(profile)
    known = registry(context)
    for service in known.services.values():
        assert not service.replaced_by or service.replaced_by in known.services
        assert service.until is None or service.replaced_by
    assert len(known.services) == len(policy.data("services"))


def test_entries_are_to_be_checked_every_year():
    entries = [{"id": "old", "checked": "2025-01-01"}, {"id": "new", "checked": "2026-06-01"}]
    assert stale_entries(entries, dt.date(2026, 11, 22)) == ["old"]


def test_names_are_not_common_nouns():
    _, context = BENCH.policy("au")
    text = "Exercise is a lifeline. Call Lifeline or headspace."
    named = [item.service.id for item in contacts(read(Source("x", text), "markdown"), context).named]
    assert named == ["lifeline", "headspace"]


def support(*online):
    """What E19 says of a page that names two services for a crisis, with their ways online."""
    policy, _ = BENCH.policy("au")
    source = {"title": "x", "verified": "read"}
    services = [
        {
            "id": f"s{at}", "name": f"Crisis Line {'AB'[at]}", "aliases": [], "numbers": [f"1800 111 22{at}"], "keypad": "",
            "always": True, "hours": "", "online": address, "region": "", "serves": ["crisis", "mental-health"],
            "since": None, "until": None, "replaced_by": "", "both_in_use": False, "source": source,
        }
        for at, address in enumerate(online)
    ]  # fmt: skip
    text = "---\ntitle: Suicidal thoughts\n---\n\nCall Crisis Line A (1800 111 220) or Crisis Line B (1800 111 221)."
    rule = next(rule for rule in policy.rules if rule.id == "E19")
    return [finding.message for finding in BENCH.findings(rule, Example(text, facts={"services": services}))]


def test_one_service_of_a_crisis_page_must_be_online():
    assert support("https://a.example/", "") == []
    (told,) = support("", "")
    assert told == (
        "None of the support services on this page about suicide and self-harm has a way online, "
        "e.g. Crisis Line A (1800 111 220) and Crisis Line B (1800 111 221)."
    )

"""Subjects that are activities, shortened names, parts of several things or items of a list, and their verbs."""

from __future__ import annotations

import pytest
from checking import told

from qa.language.lone_subjects import lone_subjects


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Stay calm, because crying make it worse.", "crying make"),
        ("Smoking make you cough.", "Smoking make"),
        ("Using screens before bed make it harder to sleep.", "bed make"),
        ("One of the effects of stroke are tiredness.", "One of the effects of stroke are"),
        ("Wearing a brace at night help keep the knee straight.", "night help"),
        ("Eating too much salt also increase the risk.", "also increase"),
        ("Hormone replacement therapy (HRT) replace the hormones.", "replace"),
        ("New painkilling tablets (NPTs) prevents swelling.", "prevents"),
        ("Some of the tablets makes people sleepy.", "tablets makes"),
        ("It is the age at which women reaches menopause.", "women reaches"),
        ("Each of these changes lower your risk.", "Each of these changes lower"),
        ("Most of the new tablets has side effects.", "tablets has"),
        ("Friends can help, supermarkets delivers, and councils run buses.", "supermarkets delivers"),
    ],
)
def test_a_verb_that_does_not_go_with_its_subject(text: str, wrong: str) -> None:
    assert told(lone_subjects, text) == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "The people who were smoking make a plan. Smoking makes you cough.",
        "Eating foods that also increase the risk isn't wise. Walking and running also help you.",
        "Symptoms of reflux (GORD) include heartburn. Hormone replacement therapy (HRT) replaces the hormones.",
        "Non-steroidal anti-inflammatory drugs (NSAIDs) prevent swelling.",
        "None of these treatments helps. One of the tablets makes people sleepy. One of the tests lower in the list is free. Some of the side effects get better.",
        "Abuse of older people is common. The care that people needs to give.",
        "Aching muscles in the back make it hard. Falling levels of a hormone cause the flushes. Using drops helps your eyes.",
        "One of the doctors in charge has left. Wearing gloves makes it safe. Nursing mothers make milk.",
        "Wearing a brace at night helps keep it straight. Keeping the hands and feet warm can help you. Raising the alarm saves lives.",
        "If it hurts, tablets help. The clinic, like other clinics, delivers care.",
    ],
)
def test_good_english_passes(text: str) -> None:
    assert told(lone_subjects, text) == []

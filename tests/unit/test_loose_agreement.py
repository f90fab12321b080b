"""Subjects that nothing announces, and small words of one sound, are told where they are wrong, and good English is not."""

from __future__ import annotations

import pytest
from checking import told

from qa.language.homophones import mistaken_sounds
from qa.language.loose_agreement import loose_subjects


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("There is treatments that help.", ["There is treatments"]),
        ("Is there side effects?", ["Is there side effects"]),
        ("There's new tablets for it.", ["There's new tablets"]),
        ("There are a risk of bleeding.", ["There are a risk"]),
        ("Food that have been left out is not safe.", ["Food that have"]),
        ("Smoke and dry air irritates your throat.", ["air irritates"]),
        ("Most pain get better.", ["Most pain"]),
        ("Most attack settle within a week.", ["Most attack"]),
        ("Serious complication are rare.", ["complication are"]),
        ("Any remaining embryo are frozen.", ["embryo are"]),
        ("The rash start as small spots.", ["rash start"]),
        ("Not every wisdom tooth need to come out.", ["tooth need"]),
        ("Bite on a pad until the bleeding stop.", ["bleeding stop"]),
        ("Flu and pneumonia is dangerous for you.", ["pneumonia is"]),
        ("It is high blood sugar that develop in pregnancy.", ["sugar that develop"]),
        ("People who donates blood are at risk.", ["who donates"]),
        ("Anyone who have asthma can get it.", ["who have"]),
        ("People with a weakened immune systems can get it.", ["a weakened immune systems"]),
        ("Attacks hurt, but they not dangerous.", ["they not"]),
        ("You had it since you was a child.", ["you was"]),
        ("Use drops; it have been linked to rashes.", ["it have"]),
        ("It usually clear up in days.", ["It usually clear"]),
        ("See a GP if your child very thirsty.", ["child very thirsty"]),
        ("Parents and brothers is often the source.", ["brothers is"]),
        ("Beer, rich food and stress is common causes.", ["stress is"]),
        ("Steroids and asthma makes thrush more likely.", ["asthma makes"]),
        ("Cranberry juice and many herbal remedies interacts with warfarin.", ["remedies interacts"]),
    ],
)
def test_loose_subjects(text: str, found: list[str]) -> None:
    assert told(loose_subjects, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "There is news of a vaccine. There is two weeks between doses. There is sales tax. There is no cure. Is there a way?",
        "There are a few risks. There are a doctor and a nurse. There is a range of tests. What there is helps.",
        "Most recover. Most bleeding stops. Both are fine. Some exercise and some rest are good. All pain can be eased.",
        "Young and old are welcome. Breast cancer is common. The elderly are at risk. Screening and care are free.",
        "The head start in life. The school start for them. See where the rash starts. The test that children have is short.",
        "One of the people who donates each week is a nurse. Those who work nights sleep by day. Anyone who has asthma can come.",
        "A few days, a hundred tablets, a further two weeks. A patient needs to rest. A person takes tablets by day.",
        "Do they not hurt? Why should it not help? Whether or not it helps, stay. They do not hurt.",
        "As you get older it may hurt. The person nearest you is safe. What helps you is rest. Does it have a name?",
        "Make it often. Let it slowly cool. It is often clear. Your child is very thirsty. If the child looks very tired, call.",
        "The head and neck hurt. This can help get more blood. A special need to rest. Health and safety is for all.",
        "Safe and effective medication is sold. Scientific and medical evidence has grown.",
        "Hand, foot and mouth disease is mild.",
        "Pregnancy, Birth and Baby has advice. Rest, Ice and Lift is a rule.",
        "For some, tea and coffee is best left alone. Beer, rich food and stress are causes. When it is hot, food and drink is kept cool.",
        "Tea and coffee are fine. Eating and sleeping is a routine. Rest and the right food help. Mix the oil and herbs.",
    ],
)
def test_subjects_that_agree_pass(text: str) -> None:
    assert told(loose_subjects, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Clean you're lenses each day.", ["you're"]),
        ("Use you're drops as shown.", ["you're"]),
        ("The smell stays on they're clothes.", ["they're"]),
        ("Check if there rubbing their eyes.", ["there"]),
        ("Stay in bed until your better.", ["your"]),
        ("If there hearing is poor, tell us.", ["there"]),
        ("Some lose there appetite.", ["there"]),
        ("When they eat gluten, there body attacks it.", ["there"]),
        ("The label says their is none.", ["their"]),
        ("Stay where you are if its safe.", ["its"]),
        ("Stop now; its never too late.", ["its"]),
        ("Tell us if your pregnant.", ["your"]),
        ("Let them know that your there.", ["your"]),
    ],
)
def test_mistaken_sounds(text: str, found: list[str]) -> None:
    assert told(mistaken_sounds, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "If you're carers, call. You're family now. You're welcome. They're adults. If they're friends, good.",
        "If there is pain, rest. Because there, nobody can help. Go there today. Are there side effects? There may be pain.",
        "Their eyes hurt. It has its own name, its best form and its safe limit. At its worst it hurts.",
        "If there is itching, rest. If there being a doctor helps, stay. Call when your better ear hurts.",
        "Your pregnant friend, your going home, your not-so-good days and your on-call doctor. Is your baby there?",
    ],
)
def test_small_words_that_fit_pass(text: str) -> None:
    assert told(mistaken_sounds, text) == []

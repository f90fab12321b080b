"""Verbs far from their subjects, words left out and left over, and odd company are told; good English is not."""

from __future__ import annotations

import pytest
from checking import told

from qa.language.bare_nouns import bare_nouns
from qa.language.clause_verbs import clause_verbs
from qa.language.leftovers import leftovers
from qa.language.missing_words import missing_words
from qa.language.valency import odd_company

_WRONG = [
    (clause_verbs, "The lump that forms under the skin usually go away.", "lump that forms under the skin usually go"),
    (clause_verbs, "Women who have had the vaccine needs no test.", "Women who have had the vaccine needs"),
    (clause_verbs, "Nuts rich in fat, such as cashews, is best avoided.", "Nuts rich in fat, such as cashews, is"),
    (clause_verbs, "Standing for long hours make your legs swell.", "Standing for long hours make"),
    (clause_verbs, "The length of hospital visits vary.", "length of hospital visits vary"),
    (bare_nouns, "Zinc help your body heal.", "Zinc help"),
    (bare_nouns, "A blister form when the skin is rubbed.", "blister form"),
    (bare_nouns, "You may need plastic boot for a month.", "need plastic boot"),
    (bare_nouns, "Wear a mask over nose while you work.", "over nose"),
    (bare_nouns, "Press it with clean towel until the bleeding stops.", "with clean towel"),
    (bare_nouns, "Wash area with soap.", "Wash area"),
    (bare_nouns, "Put it in thin layer on your skin.", "in thin layer"),
    (bare_nouns, "Hold bag of ice against the ankle.", "Hold bag"),
    (bare_nouns, "Keep it dry until wound has healed.", "until wound"),
    (clause_verbs, "The amount of salt in foods vary a lot.", "amount of salt in foods vary"),
    (clause_verbs, "A cut that is not cleaned cause an infection.", "cut that is not cleaned cause"),
    (
        clause_verbs,
        "Jobs that involve lifting, such as nursing, makes the pain worse.",
        "Jobs that involve lifting, such as nursing, makes",
    ),
    (missing_words, "See a nurse if it lasts longer two days.", "longer two"),
    (missing_words, "Carry a card that says you taking a steroid.", "you taking"),
    (missing_words, "Try any cream you to use.", "you to use"),
    (missing_words, "Call if your baby is struggling breathe.", "struggling breathe"),
    (missing_words, "It can be difficult swallow.", "difficult swallow"),
    (missing_words, "The rash stays when press a glass on it.", "when press"),
    (missing_words, "Sit down before you your blood pressure checked.", "you your"),
    (missing_words, "Bathe the eyes if the eyelids itchy.", "eyelids itchy"),
    (missing_words, "Stop the exercise that causing the pain.", "that causing"),
    (missing_words, "You may be told not drive for a day.", "told not drive"),
    (missing_words, "Ask your nurse show you the pump.", "Ask your nurse show"),
    (missing_words, "Call us if you unsure.", "you unsure"),
    (missing_words, "Bring the tablets you taking.", "you taking"),
    (missing_words, "Pat it dry instead rubbing it.", "instead rubbing"),
    (missing_words, "See a nurse if you lose more two kilograms.", "more two"),
    (missing_words, "He is too young be vaccinated.", "too young be"),
    (missing_words, "Wait until have had a scan.", "until have"),
    (missing_words, "We suggest you to see a nurse.", "suggest you to see"),
    (leftovers, "There are is help at hand.", "are is"),
    (leftovers, "A diary can be help with triggers.", "be help"),
    (leftovers, "It is a commonly illness caused by mould.", "commonly illness"),
    (leftovers, "If you are have pain, call us.", "are have"),
    (leftovers, "Cover it with a you can use tape.", "a you"),
    (leftovers, "The best treatment for is rest.", "for is"),
    (leftovers, "It is worst at night than by day.", "than"),
    (leftovers, "It can cause suddenly pain.", "suddenly pain"),
    (leftovers, "Swelling is commonly and will pass.", "is commonly"),
    (odd_company, "You will be referred with a surgeon.", "referred with"),
    (odd_company, "It can interfere your sleep.", "interfere your"),
    (odd_company, "Avoid sit for long.", "Avoid sit"),
    (odd_company, "Press hard for stop the bleeding.", "for stop"),
    (odd_company, "Comb it thorough the hair.", "thorough"),
    (odd_company, "A coach can help you learning to walk.", "help you learning"),
    (odd_company, "The attack will past.", "will past"),
    (odd_company, "Take deep breathes.", "breathes"),
]

_GOOD = [
    "The lump that forms under the skin usually goes away. Women who have had the vaccine need no test.",
    "A child with kidney problems that lead to failure may need dialysis. This way of collecting urine helps prevent germs.",
    "It happens when cells in the brain release a rush of energy that can cause changes. Taking steps to cope is good.",
    "People who think their child is ill can call. The ability to easily walk and climb is lost. Those who take it are well.",
    "Diseases that affect the kidneys are called secondary causes of it. Children under five, and those who smoke, need help.",
    "Substance use in pregnancy. Birth control pills. Iron helps. Zinc and iron help you. Does zinc help your body?",
    "Keep track of it. You need help. They have dry skin. Use soap. You may need a plastic boot. Put pressure on it.",
    "What it is is clear. The way they are is fine. All you can do is wait. A goal to aim for is less salt. This is do-able.",
    "It is larger than most. She would rather rest than walk. It takes ten times the room than before.",
    "The results depend a great deal on age. People at risk include nurses. React the same way. Avoid contact. Prior to it, rest.",
    "It is different of course. It is the most important of these. If, in doubt, call. If you, the patient, agree, sign here.",
    "Before you can eat, wait. How you feel matters. It helps you sleep. We suggest you see a nurse. He has had it in the past.",
    "People whose work is heavy need more time. Our midwives look after you from the start. You get one dose. They have one child.",
    "If you, the reader, agree, sign. Before you a doctor stands. When exercise a day later hurts, rest. It is hard work. She came with child in tow.",
    "They are most likely have-nots. If left a while, it heals. If help your nurse gave is not enough, call. Is it hard go?",
    "Side effects a person may have are mild. Do it for no longer than two days. It helps to keep you taking part.",
    "Get there in one piece. They run out of room. Hold on for longer, five minutes at a time. Draw in red pen.",
    "It passes from mother to child. Stretch from toe to heel. It runs from an affected parent to child. Ask what type of doctor you need.",
    "It comes in tablet, capsule or liquid form. Treatment for overactive bladder can help. Ulcer on tongue. A rash that does not fade needs care.",
    "The oxygen your cells need is carried to them. It is the evidence that eating nuts helps. If the tests come back clear, rest.",
    "Some symptoms, such as a cough, need care. People who are not treated need more care. They can be of help to you.",
    "Rest instead. Not knowing is hard. Two or more ten-minute walks. Until then, rest. It is too hot to wear. It is early and usually mild.",
]


@pytest.mark.parametrize(("look", "text", "found"), _WRONG)
def test_told(look, text: str, found: str) -> None:
    assert told(look, text) == ([found] if found else [])


@pytest.mark.parametrize("text", _GOOD)
def test_good_english_passes(text: str) -> None:
    for look in (clause_verbs, bare_nouns, missing_words, leftovers, odd_company):
        assert told(look, text) == []

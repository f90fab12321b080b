"""Words in a form that the word beside them doesn't take are told, and good English is not."""

from __future__ import annotations

import pytest
from checking import told

from qa.language import forms as f
from qa.language.after_auxiliary import wrong_forms
from qa.language.amounts import wrong_amounts
from qa.language.possessors import wrong_possessors


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("You can took paracetamol.", ["can took"]),
        ("Hot flushes can happening at any time.", ["can happening"]),
        ("It can also caused pain.", ["can also caused"]),
        ("You will sent a free kit.", ["will sent"]),
        ("Do not used aspirin.", ["Do not used"]),
        ("Soap doesn't kills it.", ["doesn't kills"]),
        ("You do not needing an appointment.", ["do not needing"]),
        ("Partners can also depression.", ["can also depression"]),
        ("Walking is helps to keep you fit.", ["is helps"]),
        ("Itching has no cure, but it can controlled.", ["can controlled"]),
        ("See us if you have think you are pregnant.", ["have think"]),
        ("It is normally occur at 50.", ["is normally occur"]),
        ("The cause is not fully understand.", ["is not fully understand"]),
        ("It will be check after six weeks.", ["be check"]),
        ("One tablet is took each day.", ["is took"]),
        ("The pain has went away.", ["has went"]),
        ("Check that it has completely resolves.", ["has completely resolves"]),
        ("Your dose needs to checked at once.", ["to checked"]),
        ("You need to treating everyone.", ["to treating"]),
        ("Tablets work by slow the loss of bone.", ["by slow"]),
        ("A swab is taken for do a test.", ["for do"]),
        ("Salt can help prevents stones.", ["help prevents"]),
    ],
)
def test_wrong_forms(text: str, found: list[str]) -> None:
    assert told(wrong_forms, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "You can put, cut or read it. It may spread. He should have been seen. You must not lie down.",
        "A can opened by hand. Your will made in May helped. In May infected people came. Do as much as you can using a step.",
        "How can infected cells spread? What can tired parents do? Which tests can used swabs spoil?",
        "All you need to do is bring it. The first step is prevent harm. What the aim is depends on you.",
        "It is complete. He was left-handed. She is well and has become better. They had left. We have learned a lot.",
        "People used to living alone. It is due to infected wounds. Compared to treated eyes, it is worse.",
        "By mouth the dose is less. By the time you go, it hurts. By law your boss must. For use by day. Care for patients.",
        "Getting help improves sleep. Is it to be or not to be?",
        "It is easy to read. Normal to elevated levels are fine. You are likely to have pain.",
    ],
)
def test_right_forms(text: str) -> None:
    assert told(wrong_forms, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It lasts several hour.", ["several hour"]),
        ("Take two tablet at once.", ["two tablet"]),
        ("Wait for 12 hour.", ["12 hour"]),
        ("It goes after a few day.", ["few day"]),
        ("It goes after a few minute.", ["few minute"]),
        ("Wipe after every strokes.", ["every strokes"]),
        ("Change it every second days.", ["every second days"]),
        ("Ask a women who knows.", ["a women"]),
        ("These symptom can last.", ["These symptom"]),
    ],
)
def test_wrong_amounts(text: str, found: list[str]) -> None:
    assert told(wrong_amounts, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "A two week course. Two per cent of them. Stage 3 cancer is rare. Type 2 is common. Grade 2 tumour in a lung.",
        "Many help. These help you. Few die. Each needs rest. Each has risks. Every series is new. Every few days.",
        "A means to an end. A sports injury. A women's clinic. Hepatitis A tests are free. A stands for airway.",
        "Several catheter or surgical procedures. Both left. On 12 May we met. It is 1.5 gram. Half past two, day or night.",
    ],
)
def test_right_amounts(text: str) -> None:
    assert told(wrong_amounts, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Iron is a mineral that you body needs.", ["you"]),
        ("Sleep on you side.", ["you"]),
        ("Do not put you fingers in it.", ["you"]),
        ("Do not tilt you head back.", ["you"]),
        ("It can reduce you risk.", ["you"]),
        ("Nobody knows what it's cause is.", ["it's"]),
        ("The skin loses it's colour.", ["it's"]),
        ("A worker can attend they appointment.", ["they"]),
        ("You should check there skin every month.", ["there"]),
        ("Babies may stop breathing, and there lips may turn blue.", ["there"]),
        ("Ring us, and there doctors can help you.", []),
        ("Return to there usual activities.", ["there"]),
        ("There symptoms are mild.", ["There"]),
        ("Wash you're hands with soap.", ["you're"]),
        ("It's symptoms include fever.", ["It's"]),
        ("It goes by it's self.", ["it's self"]),
        ("Their are many causes.", ["Their"]),
        ("Parents who's child is ill can call.", ["who's"]),
    ],
)
def test_wrong_possessors(text: str, found: list[str]) -> None:
    assert told(wrong_possessors, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "We give you medicine. It can cause you pain. If you sleep on it, rest. Ask what you eat.",
        "When they age, it hurts. They treat you. Is there pain? There is hope. Go there often. Put it there each day.",
        "You're able to go. You're home. It's hands-on. It's complete. It's worth it. Who's there? Their pain is real.",
        "For those of you who care. The nurse will call you back. It helps you heal. Your hands matter.",
    ],
)
def test_right_possessors(text: str) -> None:
    assert told(wrong_possessors, text) == []


def test_forms_of_words() -> None:
    assert (f.forms("took"), f.forms("taken"), f.forms("xyzzyx")) == (f.PAST, f.PARTICIPLE, 0)
    assert f.forms("strokes") == f.THIRD | f.PLURAL
    assert f.forms("kilogram") == f.NOUN | f.COUNTED

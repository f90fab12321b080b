"""Slips that take a clause to see: splices, uneven lists, odd pairs, far agreement, questions, capitals left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from checking import told

from qa.language.bullets import uneven_points
from qa.language.counted import odd_counts
from qa.language.far_agreement import far_disagreements
from qa.language.fragments import half_sentences
from qa.language.pairs import odd_pairs
from qa.language.parallels import uneven_lists
from qa.language.questions import odd_questions
from qa.language.small_letters import missing_capitals
from qa.language.splices import splices
from qa.language.this_these import odd_determiners

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qa.language.page_words import PageWords, Told

WRONG: list[tuple[Callable[[PageWords], Iterator[Told]], str, str]] = [
    (splices, "Most colds get better on their own, you don't need antibiotics.", "own, you"),
    (splices, "Drink plenty of water, it helps to thin the mucus.", "water, it"),
    (splices, "Please call us, we can help.", "us, we"),
    (splices, "Rest is important, therefore you should sleep.", "important, therefore"),
    (splices, "A cold is caused by a virus, the virus can live on hands.", "virus, the"),
    (uneven_lists, "Help your back by bending your knees, keep your back straight and holding the load close.", "keep your"),
    (uneven_lists, "Good ways to stay fit are walking, swimming and to ride a bike.", "to ride"),
    (uneven_lists, "Treatment includes rest, ice and to take a tablet.", "to take"),
    (uneven_lists, "Use sunscreen, wear a hat and staying in the shade.", "staying"),
    (uneven_lists, "Drink plenty of water, rest and taking tablets for the pain.", "taking"),
    (uneven_lists, "The nurse will check how you move and asks about your work.", "and asks"),
    (odd_pairs, "Hearing aids can be worn both behind the ear or in it.", "both behind the ear or"),
    (odd_pairs, "Neither a cold or an infection should stop you.", "Neither a cold or"),
    (odd_pairs, "You can either pay now and in instalments.", "either pay now and"),
    (far_disagreements, "The symptoms of asthma often gets worse at night.", "symptoms of asthma often gets"),
    (far_disagreements, "One of the most common causes are standing all day.", "One of the most common causes are"),
    (uneven_lists, "If you feel faint, lie down and raised your legs.", "raised"),
    (far_disagreements, "Babies with bronchiolitis breathes fast.", "Babies with bronchiolitis breathes"),
    (far_disagreements, "The use of inhalers are safe.", "use of inhalers are"),
    (far_disagreements, "Each of these medicines have side effects.", "Each of these medicines have"),
    (odd_questions, "How does asthma affects you?", "does asthma affects"),
    (odd_questions, "Did you took your tablets?", "Did you took"),
    (odd_questions, "Has the pain went away?", "Has the pain went"),
    (odd_questions, "What is the symptoms of flu?", "is the symptoms"),
    (odd_questions, "What are the cause of flu?", "are the cause"),
    (missing_capitals, "Most australian adults can take part.", "australian"),
    (missing_capitals, "Call us on a monday in may 2026.", "monday"),
    (missing_capitals, "The kit comes in the mail. send it back.", "send"),
    (odd_determiners, "This blisters usually form a band.", "This blisters"),
    (odd_determiners, "These rash can be painful.", "These rash"),
    (odd_determiners, "It usual goes in a week.", "usual"),
    (odd_determiners, "If you pregnant, tell your doctor.", "you pregnant"),
    (odd_determiners, "Everyone need to wash their hands.", "Everyone need"),
    (odd_determiners, "How much tablets should I take?", "much tablets"),
    (odd_counts, "You may have a few minor side effect.", "few minor side effect"),
    (odd_counts, "One of the most common trigger is dust.", "One of the most common trigger"),
    (odd_counts, "Less people react to the second dose.", "Less"),
    (uneven_points, "A dietitian can:\n\n- plan your meals\n- helping you read labels", "helping"),
    (uneven_points, "Tell us if you:\n\n- are pregnant\n- takes metformin", "takes"),
    (uneven_points, "You are at risk if you:\n\n- are overweight\n- taking water tablets", "taking"),
    (uneven_points, "You can lower your risk by:\n\n- lose weight\n- drinking water", "lose"),
    (uneven_points, "A nurse will:\n\n- teaches you to inject\n- check your skin", "teaches"),
    (uneven_points, "These help:\n\n- keeping the room dark\n- taking a bath\n- drink your tea early", "drink"),
    (half_sentences, "Gout comes on fast. Because crystals build up in the joint.", "Because crystals build up in the joint"),
]  # fmt: skip

RIGHT: list[tuple[Callable[[PageWords], Iterator[Told]], str]] = [
    (splices, "If you can't sleep, you can get up and read."),
    (splices, "The later you eat, the worse you sleep."),
    (splices, "It's not a choice, it's an illness."),
    (splices, "A biopsy takes a piece of tissue, a procedure that involves a needle."),
    (splices, "However old you are, you can start. For most people, it is safe. After a meal, you should rest."),
    (splices, "You may snore, you may gasp, and you may choke."),
    (splices, "The next time you see your nurse, you can ask. It's easy, isn't it?"),
    (uneven_lists, "You can keep well by walking, lifting weights and eating fruit. Your doctor will ask you and check your height."),
    (uneven_lists, "Rinse your mouth, brush your teeth and see a dentist. You will need a test that checks your blood and shows your iron."),
    (odd_pairs, "Both doctors or nurses who know you and others can help. Lie on either side and rest. Take it either before or after food."),
    (far_disagreements, "A number of people have it. Half of the tablets are white. The symptoms of flu include a cough."),
    (far_disagreements, "The effect of these drugs is small. Two weeks of rest is enough. Use of a mask is wise."),
    (odd_questions, "How does asthma affect you? Does it hurt? What are the symptoms? What is the cause? Do these tests matter?"),
    (odd_questions, "What does the doctor look for? How can parents help? Has the pain gone? Which tests does she need?"),
    (missing_capitals, "Take approx. two tablets. You may march in the sun. Email info@australia.example or see headspace."),
    (missing_capitals, "H. pylori lives in the stomach, and E. coli in the gut."),
    (odd_determiners, "This means that it works. These cancer cells grow. Those over 65 can go. It well may. Much of it is gone."),
    (odd_determiners, "If you are pregnant, ask. Everyone needs sleep. Help everyone know."),
    (odd_counts, "A few minor side effects are known. One of the following can help. It takes less time. Less than ten people came."),
    (uneven_points, "Ask for help if you:\n\n- are missing doses\n- have a rash\n- live alone"),
    (uneven_points, "You can help by:\n\n- rest and sleep\n- keeping warm"),
    (uneven_points, "Your doctor can:\n\n- check for causes\n- refer you to a clinic"),
    (uneven_points, "These can help you sleep:\n\n- going to bed early\n- a warm bath\n- less coffee"),
    (half_sentences, "Why rest? Because it heals. It helps. Because you are pregnant you should rest. Because of the heat it melts."),
]  # fmt: skip


@pytest.mark.parametrize(("look", "text", "found"), WRONG)
def test_slips_are_told(look: Callable[[PageWords], Iterator[Told]], text: str, found: str) -> None:
    assert found in told(look, text)


@pytest.mark.parametrize(("look", "text"), RIGHT)
def test_good_english_is_left_alone(look: Callable[[PageWords], Iterator[Told]], text: str) -> None:
    assert told(look, text) == []

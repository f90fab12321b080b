"""Which action governs a sign: beside, above and behind it, in answers and in labels. The data are the project's own."""

import pytest

from qa.document.reading import read
from qa.engine import check_document
from qa.examples import Bench
from qa.safety.survey import survey
from qa.source import Source

BENCH = Bench()


def surveyed(text, profile="au"):
    _, context = BENCH.policy(profile)
    return survey(read(Source("x", text), "markdown"), context)


def governing(text, sign="chest-pain", profile="au"):
    """Whom the first mention of a sign that counts is sent to."""
    found = next(item for item in surveyed(text, profile).signs() if item.sign.id == sign)
    return {action.kind.to for action in found.governed}


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("Chest pain? Time to see your GP.", "gp"),
        ("**What if I get chest pain?**\n\nMake an appointment with your doctor.", "gp"),
        ("Q: I have chest pain when I run.\n\nA: Mention it to your pharmacist.", "pharmacist"),
        ("**What if somebody has chest pain?** Call triple zero (000).", "number"),
        ("| Sign | Where |\n|---|---|\n| Crushing chest pain | Your GP |\n", "gp"),
        ("| Sign | Where |\n|---|---|\n| Crushing chest pain | Emergency department |\n", "department"),
        ("| GP | Pharmacy |\n|---|---|\n| Crushing chest pain | A runny nose |\n", "gp"),
        ("## Your pharmacist\n\n- chest pain that comes on suddenly\n", "pharmacist"),
        ("Practice nurse: dressings, sudden chest pain, jabs.", "gp"),
        ("Primary care, $25. Checkups, and chest pain that comes on suddenly.", "gp"),
        ("Sudden chest pain: emergency department. Any other worry: your midwife.", "department"),
        ("Ring us if you have chest pain.", "publisher"),
        ("Call our helpline if you have chest pain.", "helpline"),
    ],
)
def test_who_a_sign_is_sent_to(text, to):
    assert to in governing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Can stress cause chest pain? Talk to your doctor about ways to relax.",
        "## Your doctor also may\n\n- listen for chest pain that comes on suddenly\n",
        "| Sign | How often in people seen by a doctor |\n|---|---|\n| Sudden chest pain | Often |\n",
    ],
)
def test_what_is_no_answer_and_no_label(text):
    assert not [action for item in surveyed(text).signs() for action in item.governed]


@pytest.mark.parametrize(
    ("text", "profile", "expected"),
    [
        ("Chest pain: 000.", "au", True),
        ("Chest pain: 999 or A&E.", "uk", True),
        ("Chest pain? 911!", "us", True),
        ("Don't call 000 for this.", "au", False),
        ("In all 10 000, or 1,000, or 000 patients.", "au", False),
        ("The reference is 1800 000.", "au", False),
        ("Ring 1300 000 123.", "au", False),
        ("If it gets worse, go to hospital.", "au", True),
        ("You may go to hospital for a scan.", "au", False),
        ("An ambulance is needed.", "au", True),
        ("Make your way to A&E.", "uk", True),
        ("You don't need an ambulance.", "au", False),
    ],
)
def test_what_counts_as_an_emergency_action(text, profile, expected):
    assert bool(surveyed(text, profile).body_actions()) is expected


def test_labels_are_actions_of_the_body():
    found = surveyed("| Sign | Where |\n|---|---|\n| Crushing chest pain | Emergency department |\n")
    assert [action.kind.tier for action in found.body_actions()] == ["emergency"]


def test_what_is_reported_stands_between_the_verb_and_the_office():
    text = "Report any serious reaction (such as chest pain, a high fever or a rash) to your doctor at once."
    assert "gp" in governing(text)


def test_an_emergency_row_of_a_table_is_for_its_own_signs():
    table = "| What | Who |\n|---|---|\n| Crushing chest pain | GP |\n| A car crash | Triple zero (000) |\n"
    _, context = BENCH.policy("au")
    document = read(Source("x.md", table), "markdown")
    policy, _ = BENCH.policy("au")
    plan = [planned for planned in policy.plan(document) if planned.rule.id == "E08"]
    assert [finding.excerpt for finding in check_document(document, plan, context)] == ["GP"]


def turned(text):
    """Whom a page with nobody to call turns its reader to, as it says it; "" where it turns them to nobody."""
    found = surveyed(text)
    offices = [found.named_office(item) for item in found.signs()]
    return next((found.document.text[item.start : item.end] for item in offices if item), "")


@pytest.mark.parametrize(
    ("behind", "told"),
    [
        ("Have a yarn with your Well Child nurse.", "Have a yarn with your Well Child nurse"),
        ("Write it down and share it with the ward's own heart nurse.", "share it with the ward's own heart nurse"),
        ("They should be shown to the school nurse.", "be shown to the school nurse"),
        ("Pop into your optometrist when you are next in town.", "Pop into your optometrist"),
        ("Your community midwife will be happy to discuss it.", "Your community midwife will be happy to discuss"),
        ("Your public health nurse is the person to ask.", "Your public health nurse is the person"),
        ("The obvious first stop is a telehealth visit.", "first stop is a telehealth visit"),
        ("The best thing is to link in with your addiction counsellor.", "link in with your addiction counsellor"),
        ("Most clinics have a nurse who'll be pleased to hear from you.", "a nurse who'll be pleased to hear"),
        ("Concerns of this kind are something your nurse coordinator is used to.", "your nurse coordinator is used to"),
        ("It is treated with your doctor.", ""),
        ("Your doctor may order a scan.", ""),
        ("Take the tablets that your doctor gave you.", ""),
        ("Your doctor can refer you to a neurologist.", ""),
        ("Talk to your doctor about how much to drink.", ""),
        ("If you are still tired in spring, bring your diary to the clinic.", ""),
        ("Don't ask the pharmacist.", ""),
    ],
)
def test_whom_the_text_behind_a_sign_turns_to(behind, told):
    assert turned(f"It can cause crushing chest pain. {behind}") == told
    assert turned(f"It can cause crushing chest pain.\n\n{behind}") == told
    assert turned(f"## Signs\n\n- crushing chest pain\n- a cough\n\n## What now?\n\n{behind}") == told
    assert turned(f"## Signs\n\n- crushing chest pain\n- a cough\n\n## Treatment\n\n{behind}") == ""


@pytest.mark.parametrize(
    ("header", "told"), [("Who to call", "clinic"), ("Where it is treated", "clinic"), ("Share of people", "")]
)
def test_a_cell_beside_a_sign_names_somebody_where_its_column_sends_its_reader(header, told):
    table = f"| Sign | {header} |\n|---|---|\n| crushing chest pain | Elm Street clinic, 9 to 4 |\n"
    assert turned(table) == told

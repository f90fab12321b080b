"""Signs in their contexts: which count, and which action governs them. The data are the project's own."""

import pytest

from qa.document.reading import read
from qa.examples import Bench
from qa.safety.actions import has_emergency_action
from qa.safety.survey import survey
from qa.safety.topics import topics_for
from qa.source import Source

BENCH = Bench()


def surveyed(text, *, kind="markdown", profile="au"):
    _, context = BENCH.policy(profile)
    return survey(read(Source("x", text), kind), context)


def signs(text, **options):
    return {item.sign.id for item in surveyed(text, **options).signs()}


@pytest.mark.parametrize(
    "words",
    [
        "trouble breathing", "difficulty in breathing", "breathing problems", "difficulty swallowing or breathing", "struggling to breathe",
        "can't catch your breath", "find it hard to breathe", "laboured breathing", "fighting for breath", "not getting enough air",
    ],
)  # fmt: skip
def test_ways_to_say_difficulty_breathing(words):
    assert "difficulty-breathing" in signs(f"## Symptoms\n\n- {words}\n")


@pytest.mark.parametrize(
    "words",
    [
        "chest pain", "pain in the chest", "tightness in your chest", "pain or pressure in the middle of the chest", "your chest hurts",
        "a tight chest", "chest tightness", "crushing chest pain", "heaviness across the chest",
    ],
)  # fmt: skip
def test_ways_to_say_chest_pain(words):
    assert "chest-pain" in signs(f"## Symptoms\n\n- {words}\n")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("It does not cause seizures.", "denies"),
        ("A seizure is not a symptom of gout.", "denies"),
        ("People with a history of seizures need care.", "past"),
        ("Exercise lowers your risk of seizures.", "lowers"),
        ("The medicine is used to treat seizures.", "treats"),
        ("An EEG checks for the cause of seizures.", "tests"),
        ("About 1 in 100 people have seizures.", "statistic"),
        ("Epilepsy is a tendency to seizures. Seizures are bursts of activity.", "defines"),
        ("Before taking it, tell your doctor about seizures.", "eligibility"),
        ("Our [seizures](https://example.org) page", "link"),
        ("# Seizures", "heading"),
        ("Wear a seizure bracelet.", "names"),
        ("A seizure occurs when there is a burst of activity in the brain.", "defines"),
        ("Nurses work with people who have seizures.", "treats"),
        ("Before antibiotics, many died young. Children had seizures.", "past"),
    ],
)
def test_why_a_mention_does_not_count(text, reason):
    found = [item for item in surveyed(text).mentions if item.sign.id == "seizure"]
    assert found
    assert found[-1].dismissed == reason


@pytest.mark.parametrize(
    "text",
    [
        "the plan that fits you best", "a collapsed lung", "people who do not respond to treatment", "breathing exercises",
        "blackout curtains", "mild shortness of breath", "the stone can pass out of the body",
    ],
)  # fmt: skip
def test_look_alikes(text):
    assert signs(f"## Symptoms\n\n{text}\n") == set()


def test_urgent_signs_are_no_emergency():
    assert signs("## Symptoms\n\n- jaundice\n- shortness of breath\n") == set()


def test_a_sign_may_need_its_subject():
    assert not surveyed("If you notice that the joint has reduced movement, rest it.").signs("urgent")
    assert surveyed("If you are pregnant and notice reduced movements, rest.").signs("urgent")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("If you have chest pain, call triple zero (000).", ["call-au"]),
        ("Call triple zero (000) if:\n\n- you have chest pain\n", ["call-au"]),
        ("## Call triple zero (000) if\n\n- you have chest pain\n", ["call-au"]),
        ("| Sign | Do |\n|---|---|\n| chest pain | Call an ambulance |\n", ["call-ambulance"]),
        ("| Call an ambulance | See your GP |\n|---|---|\n| chest pain | a cough |\n", ["call-ambulance"]),
        ("See your GP if:\n\n- you have chest pain\n", ["see-doctor"]),
        ("In case of a cut, call an ambulance.\n\n- chest pain\n", []),
        (
            "- chest pain\n- a cough\n\nIf you have any of these, call an ambulance. Then see your GP.\n",
            ["call-ambulance"],
        ),
        ("- chest pain\n- a cough\n\nCall an ambulance for a cut.\n", []),
        ("- chest pain\n\n## Next\n\nIf any of these worry you, call an ambulance.\n", []),
    ],
)
def test_which_action_governs_a_sign(text, kinds):
    item = next(item for item in surveyed(text).mentions if item.sign.id == "chest-pain")
    assert [action.kind.id for action in item.governed] == kinds


@pytest.mark.parametrize(
    ("text", "profile", "expected"),
    [
        ("Call triple zero (000) now.", "au", True),
        ("Call 911 now.", "au", False),
        ("Call 911 now.", "us", True),
        ("Go to your nearest emergency department.", "au", True),
        ("Go to A&E.", "uk", True),
        ("Call your local emergency number.", "uk", True),
        ("Do not call an ambulance for a cold.", "au", False),
        ("She was taken to the emergency department.", "au", False),
        ("We pay for emergency care.", "us", False),
        ("See your GP.", "au", False),
        ("The trial had 000 patients.", "au", False),
    ],
)
def test_emergency_actions(text, profile, expected):
    _, context = BENCH.policy(profile)
    assert has_emergency_action(read(Source("x", text), "markdown"), context) is expected


def test_the_site_itself_never_counts():
    page = "<header>Call triple zero (000)</header><main><h1>Gout</h1><p>It hurts.</p></main><footer>Call 000</footer>"
    assert not surveyed(page, kind="html").body_actions()


def test_the_survey_is_shared_by_the_checks_of_a_document():
    _, context = BENCH.policy("au")
    document = read(Source("x", "Chest pain."), "markdown")
    assert survey(document, context) is survey(document, context)
    assert survey(read(Source("y", "Gout."), "markdown"), context).mentions == []


def test_a_title_about_something_else_names_no_sign():
    note = "Write down the date and how long each seizure took."
    assert signs(f"# Seizures\n\n{note}") == {"seizure"}
    assert signs(f"# Seizure diary\n\n{note}") == set()


@pytest.mark.parametrize(
    ("title", "about"),
    [
        ("Stroke", True), ("Signs of a stroke", True), ("What you need to know about stroke", True), ("First aid for choking", True),
        ("Lowering your chance of stroke", False), ("Mood and emotions after stroke", False), ("Games with a choking child", False),
    ],
)  # fmt: skip
def test_a_title_is_about_an_emergency_or_about_something_else(title, about):
    _, context = BENCH.policy("au")
    document = read(Source("x", f"# {title}\n\nText.\n"), "markdown")
    assert bool([topic for topic in topics_for(document, context) if topic.emergency]) is about


@pytest.mark.parametrize(
    "text",
    [
        "See your GP if he was knocked out cold.",
        "See your GP if she had a turn and shook all over.",
        "## Symptoms\n\nThe legs grow weak, and then the arms. The muscles of breathing may give out.\n",
    ],
)
def test_signs_told_in_the_past_of_a_condition(text):
    assert signs(text)


@pytest.mark.parametrize(
    "text",
    [
        "A fever may bring on a febrile seizure. This happens in 1 of 3,000 children.",
        "## During the test\n\nTell us at once if you have chest pain.\n",
        "Wear gloves so that chemicals don't splash in your eyes.",
        "At 46 she was gardening when she felt tightness in her chest.",
        "A toddler can drown in 20 seconds.",
        "You may feel drowsy for the rest of the day.",
        "Choose a helmet that fits.",
    ],
)
def test_what_is_told_and_not_asked_about(text):
    assert not signs(text)

import datetime as dt
import os
import subprocess
import sys

import pytest

from qa.checks.context import Context
from qa.checks.registry import get
from qa.checks.support.grammar_data import _plain
from qa.document.markdown import read_markdown
from qa.packs import read_data
from qa.policy import load_policy
from qa.shipped import rules_root
from qa.source import Source

DATA = read_data(rules_root() / "health/data/grammar.yaml", "grammar")
CHECK = get("grammar")
CONTEXT = Context(dt.date(2026, 11, 22), "au", {"grammar": DATA}.__getitem__)


def found(text, **options):
    document = read_markdown(Source("x.md", text))
    return [
        (match.variant, document.excerpt(match.span))
        for match in CHECK.run(document, CHECK.options(**options), CONTEXT)
    ]


ONLY_PATTERNS = {"doubled": False, "articles": False, "lists": False, "punctuation": False}


def test_two_patterns_tell_a_slip_once_and_the_one_that_says_what_to_write_wins():
    two = [
        {"find": r"\b(there own doctor)", "triggers": ["there own"], "message": "m1"},
        {"find": r"\b(there) own", "triggers": ["there own"], "message": "m2", "suggest": ["their"]},
        {"find": r"\b(children have)", "triggers": ["children have"], "message": "m3"},
    ]
    context = Context(dt.date(2026, 11, 22), "au", {"grammar": {"slips": two}}.__getitem__)
    document = read_markdown(Source("x.md", "The children have there own doctor."))
    matches = list(CHECK.run(document, CHECK.options(agreement=False), context))
    assert [match.values["problem"] for match in matches] == ["m3", "m2"]


@pytest.mark.parametrize("sentence", [sentence for slip in DATA["slips"] for sentence in slip["wrong"]])
def test_every_pattern_finds_its_own_slips(sentence):
    assert len(found(sentence, **ONLY_PATTERNS)) == 1


@pytest.mark.parametrize("sentence", [sentence for slip in DATA["slips"] for sentence in slip["right"]])
def test_every_pattern_passes_good_english(sentence):
    assert found(sentence, **ONLY_PATTERNS) == []


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("Take the the tablet.", "the the"),
        ("Take the **the** tablet.", "the **the"),
        ("Take the\nthe tablet.", "the\nthe"),
        ("The the tablet.", "The the"),
        ("In the in the morning.", "In the in the"),
        ("If a a friend calls.", "a a"),
        ("Rest is is best.", "is is"),
        ("Wait for for\u00a0help.", "for for"),
    ],
)
def test_doubled_words(text, excerpt):
    assert found(text) == [("doubled", excerpt)]


@pytest.mark.parametrize(
    "text",
    [
        "She had had a cold. We know that that hurts. It was very very cold.",
        "Ask in Wagga Wagga or Woy Woy. The worm Loa loa lives in Africa.",
        "Take 1 1 2 tablets. Vitamin B B.",
        "Rest. Rest again.",
        "- rest\n- rest\n",
        "# Pain\n\nPain hurts.",
        "Care on on-site. Follow-up up to May. What it is is a cold.",
        "`the the` and [home](/a) [home](/b)",
        "Step by step by step. Again and again and again.",
    ],
)
def test_doubling_that_is_meant(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("Have a MRI.", "a MRI"),
        ("Have an CT scan.", "an CT"),
        ("Wait a hour.", "a hour"),
        ("It is an useful test.", "an useful"),
        ("A ultrasound is safe.", "A ultrasound"),
        ("Get a x-ray.", "a x"),
        ("An uterus is there.", "An uterus"),
        ("It is a 8-week course.", "a 8"),
        ("You get an UTI.", "an UTI"),
        ("See an doctor.", "an doctor"),
        ("Use a STI test.", "a STI"),
    ],
)
def test_wrong_articles(text, excerpt):
    assert found(text) == [("article", excerpt)]


@pytest.mark.parametrize(
    "text",
    [
        "An MRI, an hour, an honest word, a unit, a uniform, a European, a one-off, a uterus, a UTI, an X-ray, a U-turn.",
        "An unimportant or an unidentified cause, an urgent call, an umbilical cord, an ulcer, an ewing tumour.",
        "A historic hotel or an historic hotel. A herb or an herb. Hepatitis A outbreaks. An Nguyen called.",
        "An 8-week course, an 11-year-old, an 18-month wait, a 1800 number, a 7-day plan, an 80 mg dose.",
        "Mande su solicitud por correo a esta dirección.",
        "An NSAID or a NSAID. An STI, an SSRI, an ECG, a GP, a CT scan, an LDL test.",
    ],
)
def test_good_articles(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("This may include blood tests, bone scan, CT scan and PET scan.", "bone scan"),
        ("Tests may include blood tests, bone scan, x-ray, CT scan, MRI or ultrasound.", "bone scan"),
        ("You may need rest, urine test and medicine.", "urine test"),
    ],
)
def test_lists_without_articles(text, excerpt):
    assert found(text) == [("bare", excerpt)]


@pytest.mark.parametrize(
    "text",
    [
        "This may include a blood test, bone scan or x-ray.",
        "This may include blood tests, bone scans and x-rays.",
        "You may need your inhaler, puffer and tablet.",
        "You may need MRI, ultrasound or surgery.",
        "Results may include test results, scan times and costs.",
    ],
)
def test_lists_that_are_fine(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The first treatment.Health workers help.", [("no_space", "treatment.Health")]),
        ("A cold,cough or fever.", [("no_space", "cold,cough")]),
        ("Rest,, then walk.", [("marks", ",,")]),
        ("Rest well.. Then walk.", [("marks", "..")]),
        ("Rest well ?", [("space_before", " ?")]),
        ("Rest (at home.", [("bracket", "(")]),
        ("Rest at home).", [("bracket", ")")]),
        ("Rest [at home). Walk.", [("bracket", ")")]),
    ],
)
def test_slips_of_punctuation(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "See www.health.gov.au, nurse@example.org or https://example.org/a,b.html for e.g. a map, i.e. a plan.",
        "Wait ... then go. Really?! It cost 1,000.50 dollars at 9.30 a.m., etc., at 12 Main Rd., Perth.",
        "Choose: a) rest, b) water. 1) Wash. 2) Dry. It is fine :)",
        "Read `a.Then` and the file notes.Txt.docx. Use ReachOut.com.",
        "- [GP (doctor)](x)\n- (a) one\n- (ii) two",
    ],
)
def test_punctuation_that_is_fine(text):
    assert found(text) == []


def test_a_page_without_words_has_no_slips():
    assert found("") == []
    assert found("...\n") == []


def test_references_code_and_other_languages_are_left_alone():
    assert found("## References\n\nSmith J.. Title,, the the 2012.\n") == []
    assert found("```\nthe the a hour\n```\n") == []
    assert found("---\nlang: es\n---\na una hora de la la casa\n") == []


def test_blanks_before_marks_are_one_finding_a_page():
    assert found("What is it ?\n\nHow is it ?\n\nWhy ?\n") == [("space_before", " ?")]


def test_the_fix_of_a_doubled_word_leaves_one():
    text = "Take the the tablet."
    (match,) = CHECK.run(read_markdown(Source("x.md", text)), CHECK.options(), CONTEXT)
    (edit,) = match.fix.edits
    assert text[: edit.start] + edit.replacement + text[edit.end :] == "Take the tablet."
    assert match.fix.applicability == "unsafe"


def test_cost_grows_with_length_only():
    text = "The the a hour of (the of the of may been treatment.The ,, tests, scan, test that related to. " * 400
    assert len(found(text)) > 400


def test_what_is_remembered_of_words_is_the_same_in_every_process():
    # Its sets have an order of their own in each process, and bits that were numbered by one would mean something else in the next.
    code = (
        "from qa.checks.support.grammar_data import _plain; from qa.policy import load_policy\n"
        "print(repr(_plain(load_policy(()).data('grammar'))))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "1"}
    other = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True, text=True)
    assert other.stdout == f"{_plain(load_policy(()).data('grammar'))!r}\n"

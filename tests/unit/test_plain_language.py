import datetime as dt

import pytest
from checking import Words

from qa.checks.context import Context
from qa.checks.registry import get
from qa.checks.substitution import recased
from qa.document.markdown import read_markdown
from qa.language.acronyms import acronyms, expanded
from qa.language.actions import asks_others, asks_reader
from qa.language.chances import in_people, natural_forms, percentages
from qa.language.density import density
from qa.language.passive import passive
from qa.packs import read_data
from qa.shipped import rules_root
from qa.source import Source

KINDS = ("plain_words", "jargon", "brands", "acronyms")
DATA = {kind: read_data(rules_root() / f"health/data/{kind}.yaml", kind) for kind in KINDS}


def found(name, text, **options):
    check = get(name)
    document = read_markdown(Source("x.md", text))
    context = Context(dt.date(2026, 11, 22), "au", DATA.__getitem__)
    return [document.excerpt(match.span) for match in check.run(document, check.options(**options), context)]


@pytest.mark.parametrize(
    "sentence",
    ["The wound is cleaned.", "It was caused by a virus.", "You will be given a gown.", "It's not often seen.", "Dye is then put in.",
     "He got bitten.", "Antibiotics are used to treat it."],
)  # fmt: skip
def test_passive(sentence):
    assert passive(read_markdown(Source("x.md", sentence)), 0, len(sentence)) is not None


@pytest.mark.parametrize(
    "sentence",
    ["You are worried.", "The nurse cleans the wound.", "You need to be careful.", "It is red.", "She is interested in it.",
     "Tell us if you are tired.", "The pain is related to age.", "You may need to speed up."],
)  # fmt: skip
def test_not_passive(sentence):
    assert passive(read_markdown(Source("x.md", sentence)), 0, len(sentence)) is None


@pytest.mark.parametrize(
    "sentence",
    ["Call triple zero (000).", "See your doctor.", "If you feel ill, lie down.", "Do not drive.", "Don't drive.", "You should rest.",
     "You can ask a nurse.", "Please wash your hands.", "For more help, visit the clinic.", "Pain: take paracetamol."],
)  # fmt: skip
def test_asks_the_reader(sentence):
    assert asks_reader(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["You can get asthma at any age.", "You may feel sick.", "Doctors treat it.", "The call is free.", "Rest is good.",
     "Asthma makes it hard to breathe.", "You will usually get better."],
)  # fmt: skip
def test_only_tells(sentence):
    assert not asks_reader(sentence)


@pytest.mark.parametrize(
    ("percent", "people"),
    [
        (("10",), "1 in 10"), (("38",), "38 in 100"), (("0.5",), "1 in 200"), (("20", "40"), "2 to 4 in 10"), (("33",), "1 in 3"),
        (("70",), "7 in 10"), (("22.5",), "about 22 in 100"), (("7.5",), "75 in 1,000"), (("515",), ""), (("40", "20"), ""), (("0",), ""),
        (("5", "10"), "5 to 10 in 100"),
    ],
)  # fmt: skip
def test_percentages_as_people(percent, people):
    assert in_people(*percent) == people


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("About 10% of people get it.", [("percent", "10%")]),
        ("In 20 to 40 per cent of all pregnant women it helps.", [("percent", "20 to 40 per cent")]),
        ("The risk of bleeding is about 2%.", [("percent", "2%")]),
        ("1 in 5 women and 30% of men have it.", [("percent", "30%"), ("in", "1 in 5")]),
        ("Use a 1% cream, 70% alcohol and SPF 50. Oxygen of 95% is fine.", []),
        (
            "About one child in three has another. 5% go on to have fits.",
            [("percent", "5%"), ("in", "one child in three")],
        ),
        ("It cut sales by 10% in May.", []),
        ("In 2020, 1,510% of people came.", []),
    ],
)
def test_chances(text, expected):
    chances = [*percentages(text), *natural_forms(text)]
    assert [(chance.form, text[chance.start : chance.end]) for chance in chances] == expected


def test_acronyms_leave_shouting_and_numerals_out():
    text = "DO NOT DRIVE. Type II or stage IIA. PET and DCIS scans, TMJs. Perth WA 6000. Siegel JD, Lee K. CA-125, H1N1, PhD."
    assert [text[each.start : each.end] for each in acronyms(read_markdown(Source("x.md", text)))] == [
        "PET",
        "DCIS",
        "TMJ",
    ]


@pytest.mark.parametrize(
    ("letters", "text"),
    [
        ("PET", "positron emission tomography (PET)"),
        ("PET", "a PET (positron emission tomography) scan"),
        ("TB", "tuberculosis (TB)"),
        ("COPD", "Chronic obstructive pulmonary disease is common."),
        ("GORD", "gastro-oesophageal reflux disease, or GORD,"),
        ("DVT", "DVT stands for deep vein thrombosis"),
        ("LDL", "high LDL (bad) cholesterol"),
        ("AHFV", "Alkhurma haemorrhagic fever (AHF) virus"),
        ("IBS", "irritable bowel syndrome, also known as IBS"),
        ("QOL", "quality of life"),
    ],
)
def test_expanded(letters, text):
    assert expanded(letters, text)


@pytest.mark.parametrize(
    ("letters", "text"), [("PET", "bone scan, CT scan and PET scan"), ("DCIS", "DCIS was found."), ("TB", "TB or not")]
)
def test_not_expanded(letters, text):
    assert not expanded(letters, text)


def test_first_use_of_each_acronym_is_reported():
    assert found("undefined_acronym", "A PET scan. Another PET scan. A GP. DO NOT DRIVE.") == ["PET"]
    assert found("undefined_acronym", "See the [TGA](x). `ABCD`.") == []
    assert found("undefined_acronym", "A PET scan.", allowed=("PET",)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Jaundice is a yellow colour of the skin.",
        "Your skin turns yellow (jaundice).",
        "You may get jaundice (yellow skin).",
        "Your eyes may turn yellow. This is called jaundice.",
        "You may get jaundice. This is when the skin turns yellow.",
        "Yellow skin and eyes, or jaundice, may follow.",
        "Read about [jaundice](/jaundice) first.",
        "## What is jaundice?\n\nJaundice comes with liver disease.",
        "- jaundice — yellow skin",
        "> My jaundice came on fast.",
        "See the Jaundice Society.",
    ],
)
def test_jargon_that_is_explained(text):
    assert found("undefined_jargon", text) == []


def test_jargon_is_reported_once_where_it_is_first_used():
    assert found("undefined_jargon", "Look for jaundice. With jaundice comes itching.") == ["jaundice"]
    assert found("undefined_jargon", "Look for jaundice.", allowed=("jaundice",)) == []
    assert found("undefined_jargon", "You need hemodialysis now.") == ["hemodialysis"]


def test_basic_terms_can_be_left_out():
    assert found("undefined_jargon", "You may feel fatigue.") == ["fatigue"]
    assert found("undefined_jargon", "You may feel fatigue.", basic=False) == []


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("You may have a colectomy.", ["colectomy"]),
        ("Some people need colectomies.", ["colectomies"]),
        ("It comes with haveanaemia.", []),  # a slip of spelling, another rule's
        ("You may have dysuria.", ["dysuria"]),
        ("You may have a colectomy. A colectomy is an operation that takes out the colon.", []),
        ("## One\n\nYou may have a colectomy.\n\n## Two\n\nA colectomy is an operation that takes out the colon.", ["colectomy"]),
    ],
)  # fmt: skip
def test_terms_made_of_known_parts(text, reported):
    document = read_markdown(Source("x.md", text))
    check = get("undefined_jargon")
    lexicon = Words("colectomy", "colectomies", "dysuria")
    context = Context(dt.date(2026, 11, 22), "au", DATA.__getitem__, lambda: lexicon)
    assert [document.excerpt(match.span) for match in check.run(document, check.build({}), context)] == reported


@pytest.mark.parametrize(
    ("written", "replacement", "recast"),
    [
        ("utilise", "use", "use"), ("Utilise", "use", "Use"), ("UTILISE", "use", "USE"), ("FAT", "large", "Large"),
        ("IN ORDER TO", "to", "To"),
    ],
)  # fmt: skip
def test_a_replacement_takes_the_capitals_of_what_it_replaces(written, replacement, recast):
    assert recased(written, replacement) == recast


@pytest.mark.parametrize(
    ("text", "reported"),
    [("An `x` file. The XQZ rises.", ["XQZ"]), ("The `XQZ` file.", []), ("The `XQZ` file. Your XQZ rises.", ["XQZ"])],
)
def test_letters_in_code_are_no_acronyms(text, reported):
    assert found("undefined_acronym", text) == reported


def test_plain_words_has_its_size_and_keeps_clear_of_jargon():
    plain, jargon = DATA["plain_words"], DATA["jargon"]
    active = plain["medical"].keys() | plain["official"].keys()
    assert len(active) >= 400
    assert not plain["medical"].keys() & plain["official"].keys()
    # A clinical word that few readers know is told once, by the rule on jargon, with the same plain word.
    assert all(
        jargon["jargon"][word] == plain["medical"][word].split(";")[0] for word in active & jargon["jargon"].keys()
    )
    assert not jargon["basic"].keys() & (jargon["jargon"].keys() | active)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pain in the abdomen, and the abdomen again.", ["abdomen"]),
        ("Pain in the tummy (abdomen).", []),
        ("You have hypertension, or high blood pressure.", []),
        ("A sudden fall in blood sugar is called hypoglycaemia.", []),
        ("Rest prior to  the test, in order to relax.", ["prior to", "in order to"]),
        ("Prior to. To rest.", ["Prior to"]),
        ("Ask at the Renal Society.", []),
        ("# Renal scan\n\nA renal scan is safe.", []),
    ],
)
def test_plain_words(text, expected):
    assert found("plain_words", text) == expected


def test_lists_of_plain_words_are_chosen_by_the_rule():
    assert found("plain_words", "Take the medication. Utilise it.", lists=("medicine",)) == ["medication"]
    assert found("plain_words", "Illegal drugs. Some drugs help.", lists=("medicine",), unless=("illegal",)) == [
        "drugs"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Take Panadol.", ["Panadol"]),
        ("Take Panadol (paracetamol). Panadol helps.", []),
        ("Paracetamol helps. Panadol is one brand.", []),
        ("Panadol helps.\n\n## More\n\nParacetamol is in it.", ["Panadol"]),
        ("Take Augmentin (amoxicillin).", ["Augmentin"]),
        ("Take Augmentin (amoxicillin and clavulanic acid).", []),
        ("The panadol was old.", []),
    ],
)
def test_brands(text, expected):
    assert found("brand_without_ingredient", text) == expected


def test_density_counts_full_sentences_only():
    measured = density(
        read_markdown(Source("x.md", "# Rehabilitation\n\nThe organisation of rehabilitation takes time.\n\n- pain\n"))
    )
    assert measured.words == 6
    assert measured.complex_words == pytest.approx(100 * 2 / 6)
    assert measured.content_words == pytest.approx(100 * 4 / 6)
    assert measured.nominalisations == pytest.approx(100 * 2 / 6)
    assert density(read_markdown(Source("x.md", "# Title\n"))) is None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("long_sentence", "word " * 30 + "end."),
        ("long_paragraph", "One. Two is. Three is. Four is."),
        ("number_format", "10% of people."),
        ("plain_words", "Utilise it."),
        ("undefined_jargon", "Jaundice may follow."),
    ],
)
def test_empty_pages_and_code_give_nothing(name, text):
    assert found(name, text) != []
    assert found(name, "") == []
    assert found(name, f"```\n{text}\n```\n") == []


@pytest.mark.parametrize("name", ["number_format", "plain_words", "undefined_jargon", "undefined_acronym"])
def test_other_languages_are_left_alone(name):
    text = "10% of people. Utilise it. Jaundice may follow. A PET scan."
    assert found(name, text) != []
    assert found(name, f"---\nlang: fr\n---\n{text}") == []


@pytest.mark.parametrize(
    "sentence",
    ["People with a fever should see a doctor.", "Anyone who smokes must stop.", "A child should not be left alone."],
)
def test_advice_to_others(sentence):
    assert asks_others(sentence)
    assert not asks_reader(sentence)


def test_statements_are_no_advice():
    assert asks_others("The test should be clear.") is None
    assert asks_others("Children get it. It should pass.") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1 in 5 women get a rash, and 30% of men do.", "“30%” and “1 in 5” give chances in two forms"),
        ("30% of men get a rash.", "“30%”"),
    ],
)
def test_two_forms_of_chances_are_told_from_one(text, said):
    from qa import check_text

    (found,) = check_text(text, "page.md", select=["R10"]).findings
    assert found.message.startswith(said)
    assert ("two forms" in found.message) == ("1 in 5" in text)

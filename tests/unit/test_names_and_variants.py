"""Foreign spelling, names of medicines, doses and confused words, on the shipped data."""

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from checking import TODAY

from qa.checks.context import Context
from qa.checks.registry import get
from qa.document.reading import read
from qa.packs import merged, read_data
from qa.source import Source

RULES = Path(__file__).resolve().parents[2] / "rules"


@cache
def data(profile, kind):
    files = [RULES / pack / "data" / f"{kind}.yaml" for pack in ("health", profile)]
    return merged([read_data(path, kind) for path in files if path.exists()])


@cache
def context(profile):
    return Context(TODAY, profile, lambda kind: data(profile, kind))


@cache
def as_it_comes(check):
    """The check's options by default: what it makes of them and the data is made once."""
    return get(check).build({})


def found(check, text, profile="au", **options):
    """(what stands there, what is offered first) of every match."""
    document = read(Source("x", text), "markdown")
    checker = get(check)
    built = checker.build(options) if options else as_it_comes(check)
    matches = sorted(checker.run(document, built, context(profile)), key=lambda match: match.span)
    return [(document.excerpt(match.span), match.suggestions[0]) for match in matches]


@pytest.mark.parametrize(
    ("profile", "text", "expected"),
    [
        ("au", "Anemia and Leukemia’s signs.", [("Anemia", "Anaemia")]),
        ("au", "The organization recognized hemoglobin.", [("organization", "organisation"), ("recognized", "recognised"), ("hemoglobin", "haemoglobin")]),
        ("au", "ANEMIA IN CHILDREN", [("ANEMIA", "ANAEMIA")]),
        ("au", "Walk 20 meters. Use a glucose meter.", [("meters", "metres")]),
        ("us", "The anaemia was metastasised.", [("anaemia", "anemia"), ("metastasised", "metastasized")]),
        ("uk", "The diarrhea passed.", [("diarrhea", "diarrhoea")]),
    ],
)  # fmt: skip
def test_foreign_spelling(profile, text, expected):
    assert [item for item in found("spelling_variant", text, profile) if item[0] != "Leukemia"] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The World Health Organization and the Department of Labor agree.",
        "The American Academy of Pediatrics and Boston Children's Center for Tumor Research advise it.",
        "They wrote “Tumor growth in children”. See [Management of celiac disease in adults](https://example.org/x).",
        "Go to tumor.org or write to tumor@example.org. Use `color` in the style sheet.",
        "## References\n\nSmith J. Pediatric anemia and leukemia. 2019.",
        "A fetus, a program, sulfate, homeopathy, estradiol, prize, size and exercise are fine.",
        "> The tumor was small.",
    ],
)
def test_names_quotations_and_shared_spellings_are_left_alone(text):
    assert found("spelling_variant", text) == []


def test_no_name_that_is_fixed_is_respelled():
    pairs = data("au", "spellings")["pairs"]
    current = {
        name for group in data("au", "medicine_names") if "au" in group["profiles"] for name in group["names"].values()
    }
    assert not current & pairs.keys()
    assert len(pairs) > 3000


def test_the_pairs_are_what_the_lists_give(tmp_path):
    code = (
        f"import sys; sys.path[:0] = [{str(RULES / 'lexicon')!r}]; import spellings; from pathlib import Path;"
        f" spellings.write(Path({str(RULES / 'lexicon')!r}), Path({str(tmp_path / 'made.yaml')!r}))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    made = (tmp_path / "made.yaml").read_text("utf-8")
    assert made == (RULES / "health/data/spellings.yaml").read_text("utf-8"), "run rules/lexicon/build.py spellings"


@pytest.mark.parametrize("profile", ["au", "uk", "us"])
def test_no_current_name_is_itself_replaced(profile):
    for kind in ("superseded", "foreign"):
        names = {}
        for group in data(profile, "medicine_names"):
            if group["list"] == kind and profile in group["profiles"]:
                names.update(group["names"])
        assert not set(names.values()) & names.keys()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Take lignocaine (lidocaine).", [("lignocaine", "lidocaine")]),
        ("Take lidocaine (lignocaine).", []),
        ("Frusemide tablets. Sodium cromoglycate drops.", [("Frusemide", "Furosemide"), ("Sodium cromoglycate", "Sodium cromoglicate")]),
        ("Low thyroxine makes you tired.", []),
        ("Take your thyroxine tablet each morning.", [("thyroxine", "levothyroxine")]),
        ("Hydroxyurea was renamed hydroxycarbamide.", []),
    ],
)  # fmt: skip
def test_old_names(text, expected):
    assert found("ingredient_name", text, lists=["superseded"]) == expected


def test_foreign_names_turn_round():
    text = "Take paracetamol tablets. Albuterol helps."
    assert found("ingredient_name", "Take acetaminophen. Use albuterol.", "au", lists=["foreign"], both_fine=True) == [
        ("acetaminophen", "paracetamol"),
        ("albuterol", "salbutamol"),
    ]
    assert found("ingredient_name", text, "us", lists=["foreign"]) == [("paracetamol", "acetaminophen")]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Give adrenaline by injection. Give adrenaline again.", 1),
        ("Give adrenaline (epinephrine) by injection. Give adrenaline again.", 0),
        ("Fear makes the body release adrenaline.", 0),
        ("Noradrenaline is a hormone.", 0),
    ],
)
def test_dual_names(text, count):
    assert len(found("dual_name", text)) == count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Take 1mcg or 250 μg.", [("mcg", " microgram"), ("μg", "micrograms")]),
        ("Ferritin of 15 µg/L; 20 U/L; a 1600 cc engine; muffins with 4.0 g of fibre; 5.0 cm.", []),
        ("Take .25 mg and 2.0 tablets.", [(".25", "0.25"), ("2.0", "2")]),
        ("Take 10 mg PO qd.", [("qd", "once a day")]),
        ("The QD code and the BD company.", []),
        ("Inject 1 U, then 4 IU.", [("U", "unit"), ("IU", "international units")]),
    ],
)
def test_doses(text, expected):
    got = found("dose_notation", text)
    assert [(what, better) for what, better in got] == [(what, better.strip()) for what, better in expected]


def test_every_confused_pair_finds_its_wrong_sentences_and_no_right_one():
    entries = [
        entry for batch in data("au", "confusables") for kind in ("pairs", "frames", "either") for entry in batch[kind]
    ]
    assert len(entries) > 500
    for entry in entries:
        words = entry.get("found") or entry.get("words") or [*entry["one"], *entry["other"]]
        for sentence in entry["wrong"]:
            got = found("confused_word", sentence)
            assert got, sentence
            assert {word.lower() for word, _ in got} <= set(words), sentence
        for sentence in entry["right"]:
            assert found("confused_word", sentence) == [], sentence


def test_words_of_the_other_kind_are_told_in_any_place_of_that_kind():
    frames = [frame for batch in data("au", "confusables") for frame in batch["frames"]]
    places = {
        "verb": ["You may {} your arm.", "It is hard to {} the pain.", "They {} every week."],
        "infinitive": ["You may {} your arm.", "We don't {} it."],
        "noun": ["Look at the {}.", "This is due to your {} and age."],
        "state": ["You may feel {}, or worse.", "It is very {} at night."],
        "end": ["It affects the {}."],
    }
    told = 0
    for frame in frames:
        for word in frame["words"]:
            for place in places[frame["slot"]]:
                told += word in dict(found("confused_word", place.format(word)))
    assert told >= 0.9 * sum(len(frame["words"]) * len(places[frame["slot"]]) for frame in frames)


@pytest.mark.parametrize(
    ("text", "best", "applicability"),
    [
        ("Your docter will help.", "doctor", "safe"),
        ("Docter visits are free.", "Doctor", "safe"),
        ("This is metastic cancer. Metastatic means spread.", "metastatic", "unsafe"),
    ],
)
def test_only_a_known_misspelling_has_a_safe_fix(text, best, applicability):
    document = read(Source("x", text), "markdown")
    checker = get("misspelling")
    (match,) = checker.run(document, checker.build({}), Context(TODAY, "au", lambda kind: data("au", kind)))
    assert (match.fix.edits[0].replacement, match.fix.applicability) == (best, applicability)


def test_no_known_misspelling_is_a_word():
    from qa.language.lexicon import Lexicon

    lexicon = Lexicon.open("au")
    words = data("au", "misspellings")["words"]
    assert len(words) > 500
    assert [word for word in words if lexicon.knows(word)] == []
    assert [word for word in words.values() if not lexicon.knows(word)] == []


def test_every_superseded_name_is_a_word():
    """Else a misspelling would be reported where an old name is."""
    from qa.language.lexicon import Lexicon

    lexicon = Lexicon.open("au")
    names = [name for group in data("au", "medicine_names") if group["list"] == "superseded" for name in group["names"]]
    assert len(names) > 120
    assert [word for name in names for word in name.split() if not lexicon.knows(word)] == []

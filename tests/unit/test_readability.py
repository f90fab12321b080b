import math
import re
from pathlib import Path

import pytest

from qa.document.markdown import read_markdown
from qa.language.prose import prose
from qa.language.readability import _syllables, flesch_kincaid_grade, flesch_reading_ease, measure, smog
from qa.source import Source


def read(text):
    return read_markdown(Source("x.md", text))


# --- formulas: worked by hand from the published coefficients


def test_flesch_kincaid_1975():
    assert flesch_kincaid_grade(words=100, sentences=5, syllables=150) == pytest.approx(0.39 * 20 + 11.8 * 1.5 - 15.59)
    assert flesch_kincaid_grade(words=100, sentences=5, syllables=150) == pytest.approx(9.91)


def test_flesch_reading_ease_1948():
    # Flesch's scale: 17 words a sentence and 147 syllables in 100 words are "standard", 60 to 70.
    assert flesch_reading_ease(words=1700, sentences=100, syllables=2499) == pytest.approx(65.218)
    # 29 words and 192 syllables are "very difficult", below 30.
    assert flesch_reading_ease(words=2900, sentences=100, syllables=5568) < 30
    # 8 words and 123 syllables are "very easy", above 90.
    assert flesch_reading_ease(words=800, sentences=100, syllables=984) > 90


@pytest.mark.parametrize(
    ("hard", "mclaughlin"),
    # McLaughlin's quick count for 30 sentences: 3 more than the square root of the hard words.
    [(0, 3), (4, 5), (9, 6), (25, 8), (49, 10), (81, 12), (100, 13), (144, 15)],
)
def test_smog_1969_agrees_with_its_quick_count(hard, mclaughlin):
    assert smog(hard, 30) == pytest.approx(mclaughlin, abs=0.7)


def test_smog_scales_other_lengths_to_30_sentences():
    assert smog(12, 10) == smog(36, 30)
    assert smog(12, 10) == pytest.approx(1.0430 * math.sqrt(36) + 3.1291)


class OurSyllables:
    """Stands in for the pronouncing dictionary that textstat would download."""

    def __getitem__(self, word):
        return [["AH0"] * _syllables[word]]


def passages():
    for path in sorted((Path(__file__).parents[2] / "content/articles").glob("*.md")):
        document = read(path.read_text(encoding="utf-8"))
        texts = [
            document.text[each.start : each.end]
            for each in prose(document)
            if not each.fragment and each.block.kind == "paragraph"
        ]
        yield from (" ".join(texts[at : at + 5]) for at in range(0, len(texts) - 4, 2))


def test_agrees_with_textstat_where_segmentation_is_the_same(monkeypatch):
    textstat = pytest.importorskip("textstat")
    counts = pytest.importorskip("textstat.backend.counts._count_syllables")
    monkeypatch.setattr(counts, "get_cmudict", lambda _lang: OurSyllables())
    compared = 0
    for text in passages():
        found = measure(read(text))
        if (textstat.sentence_count(text), textstat.lexicon_count(text)) != (found.sentences, found.words):
            continue
        if re.search(r"-|\d\.\d", text):  # textstat takes "x-ray" for "xray" and "5.0" for "50"
            continue
        compared += 1
        assert found.flesch_kincaid_grade == pytest.approx(textstat.flesch_kincaid_grade(text), abs=0.1)
        assert found.flesch_reading_ease == pytest.approx(textstat.flesch_reading_ease(text), abs=0.1)
        assert found.smog == pytest.approx(textstat.smog_index(text), abs=0.1)
    assert compared >= 50


# --- what is counted


def test_parts_of_a_short_text():
    found = measure(read("The doctor checks your blood. Medicine can help you."))
    assert (found.sentences, found.words, found.hard_words, found.syllables) == (2, 9, 1, 12)
    assert found.words_per_sentence == 4.5
    assert found.flesch_kincaid_grade == round(flesch_kincaid_grade(9, 2, 12), 1)
    assert found.indicative


def test_thirty_sentences_are_enough():
    assert not measure(read("Rest is good. " * 30)).indicative
    assert measure(read("Rest is good. " * 29)).indicative


def test_no_sentence_no_score():
    found = measure(read("# Only a heading\n\n- two words\n"))
    assert found.sentences == 0
    assert found.smog is None
    assert found.flesch_kincaid_grade is None
    assert found.flesch_reading_ease is None
    assert found.hardest == ()


def test_headings_fragments_code_and_references_stay_out():
    text = (
        "# Multidisciplinary rehabilitation\n\nRest at home.\n\n- occupational therapy\n- This item is a full sentence.\n\n"
        "    institutional infrastructure here\n\n## References\n\nInternational classification of rehabilitation, 2012.\n"
    )
    found = measure(read(text))
    assert (found.sentences, found.words, found.hard_words) == (2, 9, 0)


def test_items_are_counted_one_by_one():
    listed = measure(read("- Rest at home today.\n- Drink plenty of water.\n"))
    assert (listed.sentences, listed.words) == (2, 8)


def test_quotations_stay_out_but_call_outs_count():
    assert measure(read("> I was very frightened by the uncertainty.\n")).sentences == 0
    assert measure(read("> Call triple zero (000) and ask for an ambulance.\n")).sentences == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("You need an x-ray of the chest.", 7),
        ("A follow-up visit costs 38.50 dollars.", 6),
        ("About 1,500 people had a CT scan.", 7),
        ("Take 3/4 of a tablet — no more — daily.", 8),
        ("Pain and/or fever isn't rare.", 6),
    ],
)
def test_words_are_counted_as_a_person_counts(text, words):
    (sentence,) = prose(read(text))
    assert len(sentence.words) == words


def test_parts_of_a_hyphenated_word_add_up():
    assert _syllables["follow-up"] == 3
    assert _syllables["x-ray"] == 2
    assert _syllables["38.5"] == 2


def test_the_topic_itself_is_spared_in_the_adjusted_scores():
    body = "Osteoporosis makes bones weak. You can live well with osteoporosis. Ask about it. " * 4
    plain = measure(read(f"# Bones\n\n{body}"))
    topic = measure(read(f"# Osteoporosis\n\n{body}"))
    assert plain.adjusted_smog == plain.smog
    assert topic.topic_words == 8
    assert topic.adjusted_smog == round(smog(0, topic.sentences), 1)
    assert topic.adjusted_flesch_kincaid_grade < topic.flesch_kincaid_grade
    assert topic.smog == plain.smog


def test_the_hardest_sentences_point_into_the_source():
    hard = "Comprehensive multidisciplinary rehabilitation facilitates functional independence among geriatric populations worldwide."
    text = (
        f"# Title\r\n\r\nRest at home. **{hard}** Drink some water and lie down for a while each day, if you can.\r\n"
    )
    document = read(text)
    first, second = measure(document).hardest
    assert document.excerpt(first.span).strip("*") == hard
    assert first.words == 10
    assert "rehabilitation" in first.hard_words
    assert first.grade > second.grade


def test_is_measured_once_for_a_document():
    document = read("Rest at home.")
    assert measure(document) is measure(document)
    other = read("Rest at home. Drink water.")
    assert measure(other).sentences == 2
    assert measure(document).sentences == 1

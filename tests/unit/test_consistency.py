"""One form for a name or term: the majority is learnt, the minority reported."""

from checking import full, matches


def test_terms_compare_without_capitals_and_prefer_the_majority():
    text = "X-rays help. An x ray is quick. The x-ray shows bone. Have an X-ray."
    assert matches("consistency", text, terms={"x-ray": ["xray", "x ray"]}) == [("", "x ray")]


def test_a_tie_goes_to_the_preferred_form():
    assert matches("consistency", "An xray. An x-ray.", terms={"x-ray": ["xray"]}) == [("", "xray")]


def test_one_form_throughout_is_no_finding():
    assert matches("consistency", "An xray. Another xray.", terms={"x-ray": ["xray"]}) == []


def test_a_form_inside_a_proper_name_is_left_alone():
    text = "Your health care team. Good health care. The Western Healthcare Network."
    assert matches("consistency", text, terms={"health care": ["healthcare"]}) == []


def test_a_capital_at_the_start_of_a_sentence_means_nothing():
    text = "Call healthdirect. Healthdirect is free. Ask healthdirect first."
    assert matches("consistency", text, names=["healthdirect"]) == []
    assert matches("consistency", f"{text} Or ask Healthdirect.", names=["healthdirect"]) == [("", "Healthdirect")]


def test_addresses_are_no_names():
    text = "Ask headspace or Headspace.org.au, and headspace online."
    assert matches("consistency", text, names=["headspace"]) == []


def test_designations():
    text = "CA 15-3 is a test. CA 15-3 can rise. CA15-3 falls. HER2 and HER2; NSW 2000."
    assert matches("consistency", text, families=["designations"]) == [("", "CA15-3")]


def test_hours_before_a_noun():
    text = "A 24-hour line. Wait 24 hours. The 24hr line."
    _, found = full("consistency", text, families=["hours"])
    assert [match.suggestions for match in found] == [("24-hour",)]


def test_the_fix_mends_every_place():
    document, found = full(
        "consistency", "An x-ray, an x-ray, an x-ray, an xray and an xray.", terms={"x-ray": ["xray"]}
    )
    assert [document.source.text[edit.start : edit.end] for edit in found[0].fix.edits] == ["xray", "xray"]


def test_a_partner_is_written_one_way_in_its_card():
    text = "# Page\n\nText.\n\n### All Resources - Our mob and cancer\n\nA page by Our Mob and Cancer for everybody.\n\n[Read more on the Our Mob and Cancer website](https://example.org)\n"
    assert matches("consistency", text, families=["cards"]) == [("", "Our mob and cancer")]

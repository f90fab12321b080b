"""The safety rules in force, on articles that show more than one example can."""

import pytest

from qa.document.reading import read
from qa.engine import check_document
from qa.examples import Bench
from qa.source import Source

BENCH = Bench()
STROKE = '---\ntitle: "Stroke"\n---\n\n'


def findings(text, *ids, kind="markdown", profile="au"):
    policy, context = BENCH.policy(profile)
    document = read(Source("x", text), kind)
    plan = [planned for planned in policy.plan(document) if planned.rule.id in ids]
    return check_document(document, plan, context)


def test_signs_of_one_item_make_one_finding():
    text = "## Symptoms\n\n- difficulty breathing, chest pain, coughing up blood\n- seizures\n"
    first, second = findings(text, "E01")
    assert first.excerpt == "difficulty breathing"
    assert "chest pain" in first.message
    assert "coughing up blood" in first.message
    assert second.excerpt == "seizures"
    assert "triple zero (000)" in first.fix.title
    assert first.fix.applicability == "manual"


def test_an_article_has_few_findings_however_many_signs_it_lists():
    items = [
        "chest pain",
        "seizures",
        "slurred speech",
        "vomiting blood",
        "blue lips",
        "a stiff neck",
        "confusion",
        "fits",
    ]
    text = "## Symptoms\n\n" + "".join(f"- {item}\n" for item in items)
    found = findings(text, "E01")
    assert len(found) == 3
    assert "a stiff neck" in found[0].message
    assert any("stiff neck" in other.message for other in found[0].related)


def test_a_finding_names_the_advice_that_it_found():
    text = "## Symptoms\n\n- chest pain\n\n## When to see a doctor\n\nSee your GP if you are tired.\n"
    assert "“See your GP”" in findings(text, "E01")[0].message
    assert "none" in findings("## Symptoms\n\n- chest pain\n", "E01")[0].message


def test_help_without_a_name_is_a_warning():
    (found,) = findings("Seek urgent medical help if you have chest pain.", "E01")
    assert found.severity == "warning"


def test_wording_is_the_profile_s():
    assert "999" in findings("## Symptoms\n\n- chest pain\n", "E01", profile="uk")[0].fix.title
    assert "911" in findings("## Symptoms\n\n- chest pain\n", "E01", profile="us")[0].fix.title


def test_news_is_left_alone():
    assert not findings("---\ntype: news\n---\n## Symptoms\n\n- chest pain\n", "E01")


def test_the_only_route_is_reported_once_for_all_its_signs():
    text = "See your GP if you have:\n\n- chest pain\n- slurred speech\n"
    (found,) = findings(text, "E08")
    assert len(found.related) == 2


def test_a_sign_sent_to_both_is_no_only_route():
    text = "See your GP if chest pain comes back.\n\nCall triple zero (000) if you have chest pain now.\n"
    assert not findings(text, "E08")


@pytest.mark.parametrize(
    "first", ["Call triple zero (000) and ask for an ambulance.", "**Triple zero (000)** for an ambulance."]
)
def test_a_complete_call_out_settles_later_ones(first):
    assert not findings(f"{first}\n\nCall 000 again if it gets worse.\n", "E04")


def test_retirement_is_by_the_day():
    text = "Call the Head to Health centre."
    policy, context = BENCH.policy("au")
    document = read(Source("x", text), "markdown")
    (planned,) = [planned for planned in policy.plan(document) if planned.rule.id == "C03"]
    import datetime as dt

    from qa.record import replace

    for day, wanted in ((dt.date(2025, 2, 27), 0), (dt.date(2025, 2, 28), 1)):
        assert len(check_document(document, [planned], replace(context, today=day, memory={}))) == wanted


def test_fixes_regroup_a_number():
    (found,) = findings("Phone 1800022222 now.", "C04")
    (edit,) = found.fix.edits
    assert edit.replacement == "1800 022 222"


@pytest.mark.parametrize(
    "text", ["", "---\ntitle: X\n---\n", "# Stroke\n", "| a |\n|---|\n", "- \n- \n", "> quoted\n", "\ufeff# X\n"]
)
def test_odd_articles_do_not_break_the_checks(text):
    policy, context = BENCH.policy("au")
    document = read(Source("x", text), "markdown")
    plan = [planned for planned in policy.plan(document) if planned.rule.id.startswith(("E", "C"))]
    for finding in check_document(document, plan, context):
        assert 0 <= finding.span.start <= finding.span.end <= len(text)


def test_an_action_far_down_its_section_is_late():
    filler = "Rest on the sofa, read a book and drink some water. " * 40
    text = "## Symptoms\n\nYou may have chest pain.\n\n{}\n\nCall triple zero (000) in an emergency.\n"
    (found,) = findings(text.format(filler), "E02")
    assert found.excerpt.startswith("Call triple zero (000")
    assert "down the article, 440 words below the first sign that needs it (chest pain)" in found.message
    assert [other.message for other in found.related] == ["the first sign: chest pain"]
    # A page of under 300 words is read to its end.
    assert findings(text.format("Rest on the sofa and read a book. " * 30), "E02") == ()


@pytest.mark.parametrize(
    ("text", "rule", "reported"),
    [
        # Neither the length alone nor the first digits alone make a number look like the service's own.
        ("Call Lifeline on 1300 555 012.", "C02", []),
        ("Call 1800RESPECT on (02) 5550 1234.", "C02", []),
        ("Call Lifeline on 13 22 90.", "C02", ["13 22 90"]),
        # A call-out by another number than the one that has two forms.
        ("In an emergency, call 112 from a mobile phone and ask for an ambulance.", "E04", []),
        # The title is no content, a heading is.
        (STROKE + "# Face, arms, speech and time\n\nA stroke is serious.", "E14", ['"Stroke"']),
        # Three digits are a number, too.
        ("Call [000](tel:112) now.", "C05", ["tel:112"]),
        # What is vague is asked about only where the page says when to get help.
        ("## When to see your doctor\n\nSee your doctor if you feel unwell.", "E07", ["you feel unwell."]),
        ("## Food\n\nDon't cook for others if you feel unwell.", "E07", []),
        # A fever needs no unit where the text speaks of a temperature.
        ("See a doctor if your child's temperature is above 38.5.", "E18", ["38.5"]),
        ("See a doctor if your child has a fever of 39 or more.", "E18", ["39"]),
        (STROKE + "# About it\n\n## Face, arms, speech and time\n\nCall for an ambulance.", "E14", []),
    ],
)
def test_what_is_reported_of_numbers_and_topics(text, rule, reported):
    assert [finding.excerpt for finding in findings(text, rule)] == reported


def test_a_slip_has_one_suggestion():
    assert [finding.suggestions for finding in findings("Call Lifeline on 13 11 41.", "C10")] == [("13 11 14",)]


def test_numbers_in_the_sites_own_header_are_no_support_on_the_page():
    header = "<header><p>Lifeline 13 11 14</p><p>Beyond Blue 1300 22 4636</p></header>"
    page = (
        f"<html><body>{header}<main><h1>Suicidal thoughts</h1><p>They can pass. Tell somebody.</p></main></body></html>"
    )
    (finding,) = findings(page, "E19", kind="html")
    assert "(0)" in finding.message

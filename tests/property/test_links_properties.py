"""No link, address or page makes the link rules or the link check stumble."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.checks.context import Context
from qa.checks.registry import get
from qa.checks.support.address_faults import without_tracking
from qa.checks.support.addresses import parts_of
from qa.document.reading import read
from qa.links.answer import Answer
from qa.links.classify import judged, missing_fragments
from qa.links.targets import parse
from qa.packs import read_rules
from qa.shipped import rules_root
from qa.source import Source

RULES = [spec for spec in read_rules(rules_root() / "core", "core") if spec["id"].startswith("L")]
PARTNERS = [{"name": "Lung Friends", "aliases": [], "domains": ["a.org"], "status": "left", "expires": "2020-01-01"}]

pieces = st.sampled_from(
    ["[", "](", ")", "][", "]: ", "<", ">", "http://", "https://a.org", "www.", "mailto:", "tel:", "#", "?utm_id=1&", "%zz",
     "a.md", "\n\n", "- ", "### ", " | ", " - ", "Read more on the ", " website", "here", "Sort by ", "Filters ", "é", "😀",
     "\u00a0", "A4 poster ", "…", "{{ x }}", "[^1]", "Read more about it.", "<a href='", "'>", "</a>", "&amp;", "\r\n"]
)  # fmt: skip
texts = st.lists(pieces | st.text(max_size=6), max_size=30).map("".join)


@pytest.mark.parametrize("spec", RULES, ids=[spec["id"] for spec in RULES])
@given(text=texts, kind=st.sampled_from(["markdown", "html", "captured"]))
def test_every_match_lies_in_its_source(spec, text, kind):
    check = get(spec["check"])
    data = {"partners": PARTNERS, "verdicts": {"https://a.org": {"kind": spec["options"].get("kinds", ["ok"])[0]}}}
    context = Context(
        dt.date(2026, 11, 22), data=lambda name: data.get(name, []), target_exists=lambda path: "a" in path
    )
    document = read(Source("page", text), kind)
    for match in check.run(document, check.build(spec["options"]), context):
        assert 0 <= match.span.start <= match.span.end <= len(text)
        for edit in match.fix.edits if match.fix else ():
            assert 0 <= edit.start < edit.end <= len(text)


@given(st.text(alphabet=st.sampled_from("htps:/?#[]@!$&'()*+,;=.a1%é \t"), max_size=40))
def test_any_address_can_be_taken_apart(target):
    assert parts_of(target).host == parts_of(target).host.lower()
    parsed = parse(target)
    assert parsed is None or parse(parsed.address) is not None


@given(st.lists(st.sampled_from(["utm_source=a", "id=1", "fbclid=x", "q=utm_id", "", "a&amp;b"]), max_size=6))
def test_tracking_is_taken_out_once_and_nothing_else(query):
    target = "https://a.org/x?" + "&".join(query) + "#f"
    clean = without_tracking(target, frozenset({"fbclid"}), ("utm_",))
    assert without_tracking(clean, frozenset({"fbclid"}), ("utm_",)) == clean
    assert clean.endswith("#f")
    assert clean.count("id=1") == target.count("id=1")


@given(
    st.binary(max_size=300), st.sampled_from(["text/html", "text/html; charset=utf-16", "text/html; charset=nonsense"])
)
def test_any_page_can_be_judged(body, content_type):
    answer = Answer(
        "https://a.org/x", 200, headers={"content-type": content_type}, body=b"<title>" + body, complete=True
    )
    assert judged("https://a.org/x", answer).kind in ("ok", "soft-404", "blocked")
    assert missing_fragments(answer, ["plan"]) <= {"plan"}

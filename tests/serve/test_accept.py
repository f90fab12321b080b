"""A finding is accepted with a reason, by a comment that readers don't see."""

import pytest
from test_answers import found

DRAFT = "---\ntitle: Cancer 😀\ntype: condition\n---\n\n# Cancer 😀\n\n😀 A metastic kind of metastatic cancer.\n"


def accepted(client, text, rule="T01", *, reach="line", reason="A name, says the author", kind=None):
    finding = found(client.check(text, kind=kind), rule)[0]
    asked = {"text": text, "kind": kind, "name": "", "fingerprint": finding["fingerprint"], "reach": reach}
    return client.ask("api/accept", {**asked, "reason": reason})


def written(text, edits):
    units = text.encode("utf-16-le")
    for edit in sorted(edits, key=lambda item: item["start"], reverse=True):
        units = units[: 2 * edit["start"]] + edit["text"].encode("utf-16-le") + units[2 * edit["end"] :]
    return units.decode("utf-16-le")


@pytest.mark.parametrize(("reach", "comment"), [("line", "disable-next-line T01"), ("file", "disable-file T01")])
@pytest.mark.parametrize(
    "text", [DRAFT, "<!doctype html>\n<h1>Cancer 😀</h1>\n<p>A metastic kind of metastatic cancer.</p>\n"]
)
def test_accepted_here_or_in_the_whole_draft(client, text, reach, comment):
    after = written(text, accepted(client, text, reach=reach).json()["edits"])
    assert f"<!-- qa: {comment} " in after
    (finding,) = found(client.check(after), "T01")
    assert (finding["status"], finding["reason"]) == ("suppressed", "A name, says the author")


def test_what_cannot_be_accepted_is_told(client):
    captured = "Cancer\n\nThere is a metastic kind of metastatic cancer that your doctor will know about.\n"
    assert "Markdown first" in accepted(client, captured, kind="captured").json()["problem"]
    assert "Say why" in accepted(client, DRAFT, reason="  ").json()["problem"]
    gone = {"text": DRAFT, "kind": None, "name": "", "fingerprint": "x", "reach": "line", "reason": "y"}
    answer = client.ask("api/accept", gone)
    assert (answer.status, "gone" in answer.json()["problem"]) == (422, True)
    assert client.ask("api/accept", {**gone, "reach": "everywhere"}).status == 400


def test_the_page_knows_what_can_be_accepted(client):
    rules = client.ask("api/start").json()["rules"]
    assert rules["T01"]["acceptable"]
    assert [rule for rule, about in rules.items() if not about["acceptable"]] == ["G12"]

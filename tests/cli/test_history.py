"""G08 on real repositories: what git says about a review date."""

from __future__ import annotations

import json
import subprocess

import pytest

BODY = "Drink plenty of water and rest. Take 500 mg of paracetamol if you must. Ask a pharmacist which medicine suits you.\n"


def article(date="2024-05-01", reviewer="Dr A Lim, GP", body=BODY):
    return f"---\ntitle: Cold\nlast_reviewed: {date}\nreviewer: {reviewer}\n---\n\n# Cold\n\n{body}"


class Repository:
    def __init__(self, folder):
        self.folder = folder
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments):
        own = ["-c", "user.name=E", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *own, *arguments], cwd=self.folder, check=True, capture_output=True)

    def commit(self, text, note="Change", name="a.md"):
        (self.folder / name).write_text(text, encoding="utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", note)


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path)


@pytest.fixture
def found(qa, repository):
    def run(*arguments, name="a.md"):
        ran = qa("check", name, "--format", "json", *arguments, cwd=repository.folder)
        return [
            (item["excerpt"], item["message"].split(",")[0])
            for item in json.loads(ran.out)["findings"]
            if item["rule"] == "G08"
        ]

    return run


BUMPED = [("2026-05-01", "The review date moved from 1 May 2024 to 1 May 2026")]


def test_a_date_that_moves_alone_is_reported_committed_or_not(repository, found):
    repository.commit(article())
    (repository.folder / "a.md").write_text(article("2026-05-01"), encoding="utf-8")
    assert found("--select", "G08") == BUMPED
    assert found("--changed") == BUMPED
    repository.commit(article("2026-05-01"))
    assert found("--select", "review-without-sign-off") == BUMPED
    assert found("--changed", "HEAD~1") == BUMPED


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (article("2026-05-01", "Dr B Ito, physician"), "New review"),
        (article("2026-05-01"), "New review\n\nReviewed-by: A Lim <a@example.org>"),
        (article("2026-05-01").replace("title:", "signed_off: 2026-05-01 A Lim\ntitle:"), "New review"),
        (article("2023-05-01"), "The date was wrong"),
    ],
)
def test_a_signed_review_passes(repository, found, text, note):
    repository.commit(article())
    repository.commit(text, note)
    assert found("--select", "G08") == []


def test_an_old_bump_still_counts_until_it_is_signed(repository, found):
    repository.commit(article())
    repository.commit(article("2026-05-01"))
    repository.commit(article("2026-05-01", body=BODY.replace("rest", "sleep")))
    assert found("--select", "G08") == BUMPED


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (BODY.replace("pharmacist", "chemist"), []),
        (BODY.replace("500", "5000"), ["A measured number in the text has changed since the review of 1 May 2024"]),
        ("Go to bed. Do not drive.\n", ["100 % of the text has changed since the review of 1 May 2024"]),
    ],
)
def test_text_that_moves_on_without_a_review(repository, found, body, expected):
    repository.commit(article())
    repository.commit(article(body=body))
    messages = [message for _, message in found("--select", "G08")]
    assert len(messages) == len(expected)
    assert all(message.endswith(wanted[6:]) for message, wanted in zip(messages, expected, strict=True))


def test_renames_are_followed(repository, found):
    repository.commit(article())
    repository.git("mv", "a.md", "b.md")
    repository.git("commit", "-q", "-m", "Rename")
    repository.commit(article("2026-05-01"), name="b.md")
    assert found("--select", "G08", name=".") == BUMPED


def test_nothing_is_said_without_history(qa, repository, found, tmp_path_factory):
    (repository.folder / "a.md").write_text(article(), encoding="utf-8")
    assert found("--select", "G08") == []
    elsewhere = tmp_path_factory.mktemp("plain")
    (elsewhere / "a.md").write_text(article(), encoding="utf-8")
    assert qa("check", "a.md", "--select", "G08", cwd=elsewhere).status == 0


def test_a_plain_run_does_not_ask_git(repository, found):
    repository.commit(article())
    repository.commit(article("2026-05-01"))
    assert found() == []


def test_it_is_suppressed_as_any_rule(repository, qa):
    repository.commit(article())
    repository.commit(
        article("2026-05-01").replace("title:", 'qa: {disable: ["G08 -- same reviewer, on paper"]}\ntitle:')
    )
    ran = qa("check", "a.md", "--select", "G08", "--format", "json", cwd=repository.folder)
    assert (ran.status, [item["status"] for item in json.loads(ran.out)["findings"]]) == (0, ["suppressed"])


def test_strange_names_and_many_files(repository, qa):
    names = ["ä b.md", "[x].md", "-y.md", *(f"n{number}.md" for number in range(210))]
    for name in names:
        (repository.folder / name).write_text(article(), encoding="utf-8")
    repository.commit(article())
    for name in names:
        (repository.folder / name).write_text(article("2026-05-01"), encoding="utf-8")
    repository.commit(article("2026-05-01"))
    ran = qa("check", ".", "--select", "G08", "--format", "json", cwd=repository.folder)
    assert len(json.loads(ran.out)["findings"]) == len(names) + 1
    ran = qa("check", "./ä b.md", "./[x].md", "./-y.md", "--select", "G08", "--format", "json", cwd=repository.folder)
    assert len(json.loads(ran.out)["findings"]) == 3

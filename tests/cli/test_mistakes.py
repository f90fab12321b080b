"""What each command says to somebody who called it wrongly: one sentence, with the file where there is one, and nothing done."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import click
import pytest

from qa.changed import changes_since
from qa.cli.commands import main
from qa.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

SIGN = """\
- group: diving
  source: {{title: Our clinic, verified: read}}
  checked: 2026-11-26
  reviewer: null
  signs: [{{id: bends, sign: decompression illness, tier: emergency, forms: ["{}"]}}]
"""
SLIP = "# Care\n\nTeh nurse will help.\n"


@pytest.fixture
def refused(tmp_path, monkeypatch):
    """Run a command in a folder, in this process, and give the mistakes that it ends with."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> list[str]:
        try:
            main.main(list(arguments), standalone_mode=False)
        except ConfigError as error:
            return [str(mistake).removeprefix(f"{tmp_path}/") for mistake in error.mistakes]
        except click.ClickException as error:
            return [error.format_message()]
        return []

    return run


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["import", "https://a.example/page"], "https://a.example/page: pages are not fetched yet; save the page to a file and import that"),
        (["import", "absent.html"], "absent.html: cannot be read: No such file or directory"),
        (["import", "noise.md"], "noise.md: NUL character on line 1: this is not a text file"),
        (["init", "pages"], "there is one already; --force replaces it"),
        (["check", "--shard", "9/3", "--output", "out", "pages"], "--shard: “9/3” is no part; write I/N with I from 1 to N, such as 3/8"),
        (["check", "--shard", "1/3", "pages"], "--shard needs --output, the file for its results"),
        (["audit", "pages", "--offline", "--out", "a.md/audit"], "a.md/audit: cannot be made: Not a directory"),
        (["audit", "pages", "--offline", "--out", "audit", "--history", "absent/h.sqlite"], "absent: no such folder"),
        (["audit", "absent-sitemap.xml", "--out", "audit"], "absent-sitemap.xml: no such file or folder"),
        (["audit", "http://127.0.0.1:9/a", "--offline", "--out", "audit"],
         "http://127.0.0.1:9/a: --offline, and the last audit of a live site into this folder was not of this one"),
        (["dictionary", "add", "dialled"], "no qa.yaml here or above names a `dictionary:` file"),
        (["fix", "absent.md"], "absent.md: no such file or folder"),
        (["rules", "test", "hause"], "unknown pack “hause”"),
        (["explain", "T99"], "unknown rule “T99”"),
        (["explain", "E1"], "unknown rule “E1”; did you mean “E01”?"),
        (["merge", "absent.part"], "absent.part"),
        (["chek"], "unknown command “chek”; did you mean “check”?"),
    ],
)  # fmt: skip
def test_a_call_that_cannot_be_right(refused, site, tmp_path, arguments, said):
    site(pages__a_md=SLIP, a_md=SLIP, qa_yaml="profile: au\n", pages__qa_yaml="profile: au\n")
    (tmp_path / "noise.md").write_bytes(b"chest\0pain")
    before = {path for path in tmp_path.rglob("*") if path.name != "audit"}
    found = refused(*arguments)
    assert len(found) == 1, found
    assert said in found[0]
    assert {path for path in tmp_path.rglob("*") if path.relative_to(tmp_path).parts[0] != "audit"} == before


@pytest.mark.parametrize(
    ("files", "arguments", "said"),
    [
        ({"qa_yaml": "profile: au\n"}, ["check"], "no path given, and this file has no `content:`"),
        ({"qa_yaml": "packs: [hous]\n"}, ["check", "a.md"], "qa.yaml:1: packs: no such file or folder: hous"),
        ({"qa_yaml": "packs: [house]\n", "house__data__red_flag_yaml": "[]\n"}, ["check", "a.md"],
         "unknown kind of data “red_flag”; did you mean “red_flags”?"),
        ({"qa_yaml": "baseline: known.json\n", "known.json": '{"version": 7, "entries": []}'}, ["check", "a.md"],
         "known.json: baseline version 7 is not 1; create it anew"),
        ({"qa_yaml": "html: {main: ['article >']}\n"}, ["check", "a.md"], "“article >” is no whole selector"),
        ({"qa_yaml": "partners: p.yaml\n", "p.yaml": "- {name: A, domains: [a_b]}\n"}, ["check", "a.md"],
         "is not a domain, such as example.org.au"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_right(refused, site, files, arguments, said):
    site(a_md=SLIP, **files)
    found = refused(*arguments, "--select", "T01,L04,E01")
    assert len(found) == 1, found
    assert said in found[0]


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("red_flags", SIGN.format("pins_and_needle*"), "“pins and needle*”: a star is for single words"),
        ("red_flags", SIGN.format("<dives>"), "no set of phrases is called “dives”"),
        ("jargon", "{source: ours, date: 2026-11-26, variants: {scuba: diving}}\n", "“scuba” is a variant of “diving”, which has no meaning here"),
        ("grammar", "{source: ours, date: 2026-11-26, slips: [{find: 'a dive', triggers: [dive], message: m, wrong: [A swim.]}]}\n",
         "the pattern does not find its own example “A swim.”"),
        ("confusables", "[{source: ours, date: 2026-11-26, pairs: [{found: [a, b], meant: [c], before: x, wrong: [a x]}]}]\n",
         "“found” and “meant” need the same number of words"),
        ("confusables", "[{source: ours, date: 2026-11-26, pairs: [{found: [a], meant: [c], wrong: [a x]}]}]\n",
         "one of “before”, “after”, “near” and “slot” is needed"),
        ("confusables", "[{source: ours, date: 2026-11-26, either: [{one: [a, b], other: [c], of_one: x, wrong: [a x]}]}]\n",
         "“one” and “other” need the same number of words"),
    ],
)  # fmt: skip
def test_data_of_a_publishers_pack(refused, site, kind, text, said):
    site(
        a_md="Teh nurse. You may have chest pain.\n", qa_yaml="packs: [house]\n", **{f"house__data__{kind}_yaml": text}
    )
    (found,) = refused("check", "a.md", "--select", "E01,T10,T16,T17")
    assert found.startswith(f"house/data/{kind}.yaml")
    assert said in found


def test_changed_needs_git(refused, site, monkeypatch, tmp_path):
    site(pages__a_md=SLIP)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refused("check", "pages", "--changed") == ["--changed needs git, which can't be started here"]


def test_no_revision_reaches_git_as_an_option(tmp_path):
    with pytest.raises(ConfigError, match="“--output=x” is not a revision"):
        changes_since("--output=x", tmp_path)


def test_a_history_of_a_later_version_is_left_alone(refused, site, tmp_path):
    site(pages__a_md=SLIP)
    history = tmp_path / "h.sqlite"
    with closing(sqlite3.connect(history)) as base:
        base.execute("PRAGMA user_version = 99")
    before = history.read_bytes()
    (found,) = refused("audit", "pages", "--offline", "--out", "audit", "--history", "h.sqlite", "--select", "T01")
    assert "this history has format 99" in found
    assert history.read_bytes() == before


def test_parts_that_are_none_are_not_merged(refused, site, tmp_path):
    site(pages__a_md=SLIP)
    assert refused("check", "--shard", "1/1", "--output", "one.part", "pages", "--select", "T01") == []
    (tmp_path / "two.part").write_text("not a database", encoding="utf-8")
    (found,) = refused("merge", "one.part", "two.part")
    assert "two.part" in found


def test_a_baseline_says_what_is_not_one(refused, site, tmp_path: Path):
    site(a_md=SLIP, qa_yaml="baseline: known.json\n")
    for text in ("[]", "{", json.dumps({"version": 1, "entries": [{"path": 1}]})):
        (tmp_path / "known.json").write_text(text, encoding="utf-8")
        assert refused("check", "a.md", "--select", "T01") == ["known.json: this is not a baseline file"]

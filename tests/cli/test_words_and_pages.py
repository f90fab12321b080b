"""The small commands, in this process: the publisher's words, a captured page made an article, schemas, progress."""

from __future__ import annotations

import json
import sys

import pytest

from qa.cli.commands import main
from qa.cli.output import Bar, Progress
from qa.errors import ConfigError


@pytest.fixture
def ran(tmp_path, monkeypatch, capsys):
    """Run a command in a folder; gives its exit status and what it prints."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[object, str]:
        capsys.readouterr()
        status = main.main(list(arguments), standalone_mode=False)
        return status, capsys.readouterr().out

    return run


def test_words_that_several_articles_use_are_offered_the_most_used_first(ran, site):
    pages = {f"pages__{name}_md": f"# Care\n\nAsk about {words}.\n" for name, words in (
        ("a", "qworblix and zyvvaroo"), ("b", "Qworblix, qworblix and zyvvaroo"), ("c", "qworblix"),
    )}  # fmt: skip
    site(qa_yaml="profile: au\n", **pages)
    told = "     3 articles      3 times  qworblix\n     2 articles      2 times  zyvvaroo\n"
    assert ran("dictionary", "suggest", "pages", "--min-documents", "2") == (0, told)
    assert ran("dictionary", "suggest", "pages", "--min-documents", "4") == (0, "")


def test_a_word_is_added_once_and_the_list_stays_sorted(ran, site, tmp_path):
    site(qa_yaml="dictionary: own.txt\n", **{"own.txt": "# ours\nzebra\n"})
    assert ran("dictionary", "add", "tumuor", "apple", "zebra") == (0, f"{tmp_path}/own.txt: tumuor, apple added.\n")
    assert (tmp_path / "own.txt").read_text(encoding="utf-8") == "# ours\napple\ntumuor\nzebra\n"
    assert ran("dictionary", "add", "apple") == (0, f"{tmp_path}/own.txt: nothing added.\n")
    with pytest.raises(ConfigError, match="“two words” is not one whole word"):
        ran("dictionary", "add", "two words")
    assert (tmp_path / "own.txt").read_text(encoding="utf-8") == "# ours\napple\ntumuor\nzebra\n"


PAGE = """\
<html lang="en-AU"><head><title>Asthma - Site</title><meta name="description" content="About it"></head><body>
<header><p>Site</p></header><main><h1>Asthma</h1><p>It narrows the <b>airways</b>.</p>
<ul><li>cough</li><li>wheeze</li></ul></main></body></html>
"""
CARDS = """\
Asthma

It narrows the airways.

Need more information?

Croup - Kids Health

What to do for croup at night.

Read more on Kids Health website
"""


def test_a_page_becomes_an_article(ran, site, tmp_path):
    site(**{"page.html": PAGE, "page.txt": CARDS})
    status, out = ran("import", "page.html")
    assert status == 0
    assert out.startswith("---\ntitle: Asthma")
    assert "It narrows the **airways**.\n\n- cough\n- wheeze\n" in out
    assert ran("import", "page.txt", "--kind", "captured", "--output", "page.md") == (0, "")
    written = (tmp_path / "page.md").read_text(encoding="utf-8")
    assert (
        "## Need more information?\n\n### Croup - Kids Health\n\nWhat to do for croup at night.\n\nRead more on Kids Health website"
        in written
    )


@pytest.mark.parametrize(
    "what", [("article",), ("article", "--type", "medicine"), ("rule",), ("config",), ("partners",), ("services",)]
)
def test_schemas_are_schemas(ran, what):
    status, out = ran("schema", *what)
    assert status == 0
    assert {"properties", "items", "anyOf", "oneOf", "discriminator", "$defs"} & json.loads(out).keys()


def test_a_schema_of_no_type_names_the_nearest(ran):
    with pytest.raises(ConfigError, match=r"unknown content type “medicin”; did you mean “medicine”\?"):
        ran("schema", "article", "--type", "medicin")


def test_progress_is_drawn_on_a_terminal_and_taken_away(monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with Progress("checking") as progress:
        for done in range(1, 41):
            progress(done, 40)
    drawn = capsys.readouterr().err
    assert drawn == "\rchecking 16 of 40\rchecking 32 of 40\rchecking 40 of 40\r\033[K"
    with Progress("checking") as progress:
        progress(5, 20)
    assert capsys.readouterr().err == ""
    with Bar("checking") as bar:
        bar.drawn -= 1
        bar(1_200, 0.5)
        bar(1_201, None)  # too soon after the last
    drawn = capsys.readouterr().err
    assert drawn.startswith(f"\r\033[Kchecking {'█' * 12}{'░' * 12}  50%  1,200 pages, ")
    assert drawn.endswith("\r\033[K")
    assert "1,201" not in drawn


def test_nothing_is_drawn_elsewhere(capsys):
    with Progress("checking") as progress:
        progress(40, 40)
    with Bar("checking") as bar:
        bar.drawn -= 1
        bar(40, 1.0)
    assert capsys.readouterr().err == ""

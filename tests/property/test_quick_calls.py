"""Calls that are read without click are read as click reads them."""

from __future__ import annotations

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.cli.check import check
from qa.cli.declared import CHECK
from qa.cli.quick import parsed

NAMES = st.sampled_from([option.name for option in CHECK])
VALUES = st.sampled_from(
    [
        *(
            "",
            "-",
            "--",
            "text",
            "json",
            "parquet",
            "error",
            "never",
            "au",
            "T01",
            "E,T",
            "4",
            "007",
            "513",
            "٣",
            "1_0",
        ),
        *("-1", "2026-11-22", "20261122", "2026-13-01", "HEAD", "1/2", "no-such-file", "pyproject.toml", ".", "a\0b"),
        *("a=b", "--quiet"),
    ]
)
ARGUMENTS = st.one_of(
    NAMES,
    VALUES,
    st.builds("{}={}".format, NAMES, VALUES),
    st.sampled_from(["-h", "--help", "--version", "-q", "--form", "--no-such", "page.md", "content", "--jobs=", "---"]),
)


def by_click(arguments: list[str]) -> tuple[tuple[str, ...], dict[str, object]] | None:
    try:
        with check.make_context("check", list(arguments)) as context:
            return context.params.pop("paths"), context.params
    except (click.ClickException, click.exceptions.Exit, ValueError):
        return None


@given(st.lists(ARGUMENTS, max_size=6))
def test_what_is_read_quickly_is_what_click_reads(arguments: list[str]) -> None:
    quick = parsed(arguments, CHECK)
    if quick is not None:
        assert quick == by_click(arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["page.md"],
        ["--today", "2026-11-22", "--fail-on", "never", "content/articles/asthma.md"],
        ["--select=T01,E", "--select", "G", "--ignore", "R03", "a.md", "b.md", "--quiet", "--statistics"],
        ["--format", "sarif", "--output", "out.sarif", "--jobs", "2", "--no-cache", "--no-baseline", "--profile", "uk"],
        ["--changed", "--changed-lines", "--config", "pyproject.toml"],
        ["--changed", "main", "content"],
        ["--stdin-filename", "draft.md", "-"],
        ["--quiet", "--", "-odd-name.md", "--quiet"],
    ],
)
def test_calls_that_are_right_need_no_click(arguments: list[str]) -> None:
    quick = parsed(arguments, CHECK)
    assert quick is not None
    assert quick == by_click(arguments)


@pytest.mark.parametrize(
    "arguments",
    [["--no-such"], ["--jobs", "x"], ["--format"], ["--quiet=yes"], ["-h"], ["--config", "."], ["--today", "tomorrow"]],
)
def test_what_is_wrong_or_asks_for_help_is_left_to_click(arguments: list[str]) -> None:
    assert parsed(arguments, CHECK) is None

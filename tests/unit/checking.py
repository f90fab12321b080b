"""Runs one check on one text, as the engine would, or one look at words."""

import datetime as dt

from qa.checks.context import Context
from qa.checks.registry import get
from qa.checks.support.form_matches import LOOKS
from qa.document.reading import read
from qa.language.looks import Pairs
from qa.language.page_words import PageWords
from qa.source import Source

TODAY = dt.date(2026, 11, 22)


class Words:
    """A lexicon that knows what it is given."""

    def __init__(self, *known):
        self.known = set(known)

    def knows(self, word):
        return word in self.known


def matches(name, text, *, kind="markdown", today=TODAY, profile="au", data=None, words=(), **options):
    """(variant, excerpt) of every match of a check on a text, in order of place."""
    check = get(name)
    document = read(Source("x", text), kind)
    context = Context(today, profile, lambda wanted: (data or {}).get(wanted, []), lambda: Words(*words))
    found = sorted(check.run(document, check.build(options), context), key=lambda match: match.span)
    for match in found:
        assert set(match.values) <= check.values
        assert match.variant == "" or match.variant in check.variants
    return [(match.variant, document.excerpt(match.span)) for match in found]


def full(name, text, *, kind="markdown", **options):
    """The matches themselves."""
    check = get(name)
    document = read(Source("x", text), kind)
    return document, list(check.run(document, check.build(options), Context(TODAY)))


def told(look, text):
    """What a look at words tells of on a page of this text, as written."""
    page = PageWords(read(Source("a.md", f"{text}\n"), "markdown"), Pairs(LOOKS))
    return [page.said(each.first, each.last) for each in look(page)]

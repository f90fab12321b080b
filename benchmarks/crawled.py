"""Pages as a crawl brings them, each told by its number alone: the same at any time, and of the same kind however far one goes.

What a run may remember, or compare, keeps coming at a steady rate: words (common ones in most sentences, rare ones for as long as
one looks, as words do in any language), names, slips, numbers in sentences that other pages have too, helplines, links to other
pages, standing text, copies with a few words changed, shared passages and titles.
"""

from __future__ import annotations

import gzip
import random
import re
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qa.language.forms import ADJECTIVE, COUNTED, NOUN, forms

if TYPE_CHECKING:
    from collections.abc import Sequence

WHO = "Most people|Some children|Many older people|A few adults|Women who are pregnant|Carers|Patients".split("|")
DO = "feel tired after|get better with|should ask a pharmacist about|need more water during|sleep badly with".split("|")
WHAT = (
    "a cold|a chest infection|the treatment|a long illness|this medicine|a blood test|an operation|asthma|diabetes|a skin rash|hay fever|"
    "a sprained ankle|back pain|a migraine|shingles|gout|eczema"
).split("|")
WHEN = "in the first week|at night|when it is cold|for about three days|after a meal|in winter|each morning".split("|")
FAULTS = (
    "A metastic illness needs care.", "If you have chest pain, see your GP.",
    "Ring the Kidney Answers Line on 1800 000 271 for advice.", "Utilise the tablets prior to meals.",
)  # fmt: skip
SENTENCES = (
    "{who} {do} {what} {when}.", "The {adjective} {noun} may help with {what}.", "Ask a nurse about the {noun} of your {noun}.",
    "Your {noun} can be {adjective} {when}.", "{who} {do} the {noun} {when}.", "{rare} is a {adjective} form of {what}.",
    "{name} wrote about the {noun} and the {noun}.",
)  # fmt: skip
COUNTS = "About {some} in {many} people with {what} have a {noun}."
STANDING = "This page is about health in general. Talk with your doctor or nurse about what is right for you, and keep all your appointments."
# One page in so many is a copy of an earlier one, has a passage of one, has its title, has a slip.
COPY, PASSAGE, TITLE, SLIP = 50, 40, 60, 5
# How far back the earlier page lies, and how far links reach.
BACK, NEAR = 37, 500
SITE = "https://x.example"
ROOT = Path(__file__).parent.parent
_SLOT = re.compile(r"\{(\w+)\}")


class Words(NamedTuple):
    """Words in order of how common they are, with the sums of their weights for `random.choices`."""

    words: Sequence[str]
    sums: Sequence[float]

    def one(self, draw: random.Random) -> str:
        """One of them, the common ones more often (Zipf's law, with a flat beginning as content words have it)."""
        return draw.choices(self.words, cum_weights=self.sums)[0]


@cache
def vocabulary() -> dict[str, Words]:
    """Nouns and adjectives, names and rare words, from the lists that the lexicon is made of."""
    common = [line.split() for line in _lines("common.txt")]
    common.sort(key=lambda row: (-int(row[1]), row[0]))
    return {
        "noun": _weighed([word for word, _ in common if forms(word) & COUNTED]),
        "adjective": _weighed([word for word, _ in common if forms(word) & ADJECTIVE and not forms(word) & NOUN]),
        "name": _weighed(_mixed("brands.txt")),
        "rare": _weighed([word.capitalize() for word in _mixed("medical.txt") if len(word) > 5]),
    }


def _lines(name: str) -> list[str]:
    text = (ROOT / "rules" / "lexicon" / "words" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def _mixed(name: str) -> list[str]:
    words = [line.split()[0] for line in _lines(name)]
    random.Random(1).shuffle(words)
    return [word for word in words if word.isalpha()]


def _weighed(words: Sequence[str]) -> Words:
    return Words(words, list(accumulate(1 / (rank + 50) for rank in range(len(words)))))


def sentence(draw: random.Random, form: str) -> str:
    """A sentence of a form."""
    drawn = {"who": WHO, "do": DO, "what": WHAT, "when": WHEN}

    def filled(found: re.Match[str]) -> str:
        name = found[1]
        return draw.choice(drawn[name]) if name in drawn else vocabulary()[name].one(draw)

    counts = {"some": draw.randrange(2, 9), "many": draw.randrange(10, 99)}
    return _SLOT.sub(filled, form.format_map(_Slots(counts)))


class _Slots(dict[str, int]):
    """Leaves the slots for words in place."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def own(number: int) -> tuple[str, list[list[str]]]:
    """The title of a page, and its sections as sentences below a heading, before anything is taken from another page."""
    draw = random.Random(number)
    title = sentence(draw, "The {adjective} {noun} and your {noun}")
    sections = []
    for _ in range(3):
        section = [sentence(draw, "What is {what}?"), *(sentence(draw, draw.choice(SENTENCES)) for _ in range(3))]
        if draw.random() < 0.5:
            section.append(draw.choice(FAULTS))
        sections.append(section)
    if draw.random() < 0.5:
        sections[0].append(sentence(draw, COUNTS))
    if draw.random() < 0.25:
        sections[1].append(helpline(draw))
    if draw.randrange(SLIP) == 0:
        sections[2].append(f"Rest when the {slip(draw)} is {vocabulary()['adjective'].one(draw)}.")
    return title, sections


def helpline(draw: random.Random) -> str:
    """A helpline with its number, one in thirty times a wrong one."""
    name = vocabulary()["name"].one(draw)
    number = random.Random(name).randrange(1_000_000) + (draw.randrange(30) == 0)
    return f"Call {name} Care Line on 1800 {number // 1000:03} {number % 1000:03} for advice."


def slip(draw: random.Random) -> str:
    """A noun with two of its letters in each other's place, as fingers do it."""
    word = vocabulary()["noun"].one(draw)
    at = draw.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def content(number: int) -> tuple[str, list[list[str]]]:
    """The title and the sections of a page."""
    draw = random.Random(-number - 1)
    title, sections = own(number)
    earlier = number - 1 - draw.randrange(BACK)
    if earlier >= 0 and draw.randrange(COPY) == 0:
        sections = own(earlier)[1]
        sections[1][1] = sentence(draw, SENTENCES[0])
    elif earlier >= 0 and draw.randrange(PASSAGE) == 0:
        sections[:2] = own(earlier)[1][:2]
    if earlier >= 0 and draw.randrange(TITLE) == 0:
        title = own(earlier)[0]
    return title, sections


def page(number: int) -> str:
    """The HTML of a page."""
    draw = random.Random(f"links {number}")
    title, sections = content(number)
    parts = [f"<h2>{heading}</h2>\n<p>{' '.join(sentences)}</p>" for heading, *sentences in sections]
    for _ in range(2):
        target = max(0, number + draw.randrange(-NEAR, NEAR))
        parts.append(f'<p>Read about <a href="/p/{target:06}">{own(target)[0].removeprefix("The ")}</a>.</p>')
    head = f'<title>{title}</title>\n<meta charset="utf-8">\n<link rel="canonical" href="{SITE}/p/{number:06}">'
    main = "\n".join((f"<h1>{title}</h1>", *parts, f"<p>{STANDING}</p>"))
    return (
        f'<!doctype html>\n<html lang="en-AU"><head>{head}</head>\n<body><nav><a href="/">Home</a> <a href="/topics">Topics</a></nav>\n'
        f"<main>{main}</main>\n<footer>Health pages of a made-up crawl</footer></body></html>\n"
    )


def record(number: int) -> bytes:
    """A WARC record with a page."""
    payload = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(number).encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {SITE}/p/{number:06}\r\nWARC-Date: 2026-11-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:x:{number}>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(payload)}"
    )
    return gzip.compress(head.encode() + b"\r\n\r\n" + payload + b"\r\n\r\n", 6, mtime=0)


def write_warc(path: Path, pages: int) -> None:
    """Write an archive of pages."""
    with path.open("wb") as file:
        file.writelines(map(record, range(pages)))

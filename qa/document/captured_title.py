"""The title of a captured page's article among the site's lines above it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from qa.document import captured_words as words

if TYPE_CHECKING:
    from qa.document.captured_lines import Piece

_WORD = re.compile(r"[^\W\d_]{4,}")
_TRAIL = re.compile(r"\s*(?:>|›|»|→|/|\||\\|\s[-–—]\s|::)\s*")
_FIRST_SECTION = re.compile(
    r"(?:key (?:facts|points|messages)|overview|summary|about\b.*|introduction|at a glance|what (?:is|are)\b.*|what you (?:need|should|must)(?: to)? know|(?:quick |the )?facts|in brief|(?:on|in) this (?:page|article|topic)"
    r"|(?:page )?contents|definition|description|highlights|main points|symptoms(?: and causes)?)(?:[:?]|\s*[/&–-].{0,30})?",
    re.IGNORECASE,
)
# Words that name parts of articles and sites, not what an article is about.
_GENERIC = re.compile(
    r"(?:symptoms?|causes?|diagnosis|treatments?|overview|doctors?|departments?|services?|conditions?|diseases?|medicines?|drugs?"
    r"|health|care|patients?|products?|home|about|contact|tests?|procedures?|prevention|living|healthy|topics?|news|events?|research"
    r"|information|a-?z|to|and|the|of|for|us|our|your|in|&|encyclopa?edia|library|symptom checker|clinical trials|basics|more|resources?"
    r"|support|professionals?|find|wellness|wellbeing|videos?|tools?|[a-z0-9])(?:[\s,/&-]+|$)",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:clinics?|hospitals?|institute|foundation|network|pharmacy|association|council|trust|society|podiatry|dental|physio|medical centre|health service)\b"
    r"|\bhealth$",
    re.IGNORECASE,
)
# Headings and menus that name the article's topic.
_OF_TOPIC = re.compile(
    r"(?:(?:what|who) (?:is|are|gets|has|causes?)|(?:what|which) .{3,30} (?:of|for|cause|causes)|about|(?:signs|symptoms|causes|types|diagnosis|treatment|complications|prevention|risks?|outlook)"
    r" (?:of|for)|(?:living|coping) with|treating|preventing|managing|testing for|how (?:is|are|do you (?:treat|prevent|get)|to (?:treat|prevent)))"
    r" (?:an? |the |your )?(?P<topic>[^?:]{3,60}?)(?: (?:treated|diagnosed|prevented|found|caused|managed|tested|spread))?[?:]?",
    re.IGNORECASE,
)
_LOGO = re.compile(r"[\[(]? ?\blogo\b", re.IGNORECASE)
# Lines that name whoever runs the site.
_IMPRINT = re.compile(
    r"©|\(c\) ?(?:19|20)\d\d|\bcopyright\b|^(?:publisher ?:|(?:published|prepared|produced|developed|issued) by\b)|\bpublisher ?:|\|\s*home\s*\||all rights reserved",
    re.IGNORECASE,
)
# Beginnings of words that come back in any article.
_COMMON = frozenset(
    "what when where which with your from about that this have does shoul healt infor page sympt cause treat diagn preve commo "
    "warni signs docto medic overv basic help gener facts risk need know take"
    .split()
)  # fmt: skip


def find_title(found: list[Piece], shaped: list[bool]) -> int:
    """The index of the title's piece, or -1 where no line stands out as one.

    Evidence: the label that ends the site's navigation, a breadcrumb or page title that repeats the line, a reading time,
    byline or first section below it, and above all its words coming back in the text and headings that follow. Prose of
    an article above a line speaks against it.
    """
    start = next(
        (
            index
            for index in range(len(found))
            if len(found[index].text) < 60 and words.START.fullmatch(found[index].text)
        ),
        -1,
    )
    if start >= 0:
        following = range(start + 1, min(start + 8, len(found)))
        return next((index for index in following if shaped[index]), -1)
    scorer = _Scorer(found, shaped)
    candidates = [index for index in range(min(len(found), 150)) if shaped[index] or scorer.is_named(index)]
    if not candidates:
        return -1
    best = max(candidates, key=lambda index: (scorer.score(index), -index))
    return _last_of_trail(found, shaped, best) if scorer.score(best) > 0 else -1


def _last_of_trail(found: list[Piece], shaped: list[bool], index: int) -> int:
    """The same line again before any text: the first one ended a breadcrumb that was saved a line a step."""
    name = found[index].text.casefold()
    for at in range(index + 1, min(index + 12, len(found))):
        piece = found[at]
        if shaped[at] and piece.text.casefold() == name:
            return at
        if piece.kind != "plain" or (words.is_prose(piece.text) and not words.is_furniture(piece.text)):
            break
    return index


class _Scorer:
    """Weighs the lines that look like headings; the counts of words below each are kept as one walk from the end."""

    def __init__(self, found: list[Piece], shaped: list[bool]) -> None:
        self.found, self.shaped = found, shaped
        self.total = Counter(word for piece in found for word in _stems(piece.text))
        self.trails = {part.casefold() for piece in found[:40] for part in _trail(piece.text)}
        self.seen = Counter(piece.text.casefold() for piece in found[:150] if len(piece.text) < 120)
        self.imprints = [text.casefold() for piece in found if (text := piece.text[:400]) and _IMPRINT.search(text)]
        topics = (_OF_TOPIC.fullmatch(piece.text) for piece in found[:150] if len(piece.text) < 100)
        self.topics = {match["topic"].casefold() for match in topics if match}
        self.scores: dict[int, float] = {}
        self.burden = self._burden()

    def is_named(self, index: int) -> bool:
        """Whether a breadcrumb or page title names the line, which then may be longer than other headings."""
        piece = self.found[index]
        return (
            piece.kind == "plain"
            and piece.text.casefold() in self.trails
            and not words.BREADCRUMB.fullmatch(piece.text)
        )

    def score(self, index: int) -> float:
        """Evidence that the piece is the title."""
        if index not in self.scores:
            self.scores[index] = self._score(index)
        return self.scores[index]

    def _burden(self) -> list[float]:
        """What the prose above each piece weighs; a notice and a line about a phone number weigh little."""
        burden = [0.0]
        notice = False
        for piece in self.found[:150]:
            text = piece.text
            if words.is_notice(text):
                burden.append(burden[-1])
                continue
            if len(text) < 160 and words.BANNER.fullmatch(text):
                notice = True
            elif not words.is_prose(text) and piece.kind != "item":
                notice = False
            light = (
                notice
                or words.BANNER_PROSE.search(text)
                or re.search(r"\d{2,4} \d{3}|\b(?:000|999|111|911|20[12]\d)\b", text)
            )
            weight = 0.0 if not words.is_prose(text) else 0.2 if light else 2.0
            burden.append(burden[-1] + weight)
        return burden

    def _score(self, index: int) -> float:
        piece = self.found[index]
        text = piece.text
        score = 1.0 - self.burden[index] + min(2.5, self._returns(text) / 2)
        score += self._below(index)
        score += 2.0 * ((text.casefold() in self.trails) + (text.casefold() in self.topics))
        if self.seen[text.casefold()] > 1:
            later = any(item.text.casefold() == text.casefold() for item in self.found[index + 1 : index + 30])
            score += 0.5 if later else 1.5
        if piece.level == 1:
            score += 3.0
        if words.BANNER.fullmatch(text):
            score -= 4.0
        if _FIRST_SECTION.fullmatch(text):
            score -= 1.5
        if not _GENERIC.sub("", text).strip(" ?:"):
            score -= 2.0
        # A page without the site's lines above it begins with its title; a site's name is shorter.
        if index == 0 and text.count(" ") >= 3:
            score += 1.0
        if self._is_site(text) or _LOGO.search(text):
            score -= 3.0
        elif _ORGANISATION.search(text) and not text.endswith("?"):
            score -= 1.0
        return score - 0.05 * index

    def _returns(self, text: str) -> float:
        """How often the two words of the line that come back most do so in the whole page."""
        stems = set(_stems(text))
        counts = sorted((self.total[stem] - 1 for stem in stems), reverse=True)[:2]
        return sum(counts) / len(counts) if counts else 0

    def _is_site(self, text: str) -> bool:
        """Whether the page's own imprint names the line: "© 2026 Feet First Podiatry", "Publisher: Feet First Podiatry"."""
        folded = text.casefold()
        return len(text) >= 4 and any(folded in imprint for imprint in self.imprints)

    def _below(self, index: int) -> float:
        """What stands under the line within the next few pieces."""
        following = self.found[index + 1 : index + 9]
        below = [piece for piece in following if not words.is_notice(piece.text)][:4]
        if not below:
            return -2.0
        score = 0.0
        for distance, piece in enumerate(below):
            if (
                distance < 2
                and piece.kind == "plain"
                and words.LABEL.fullmatch(piece.text)
                and _is_dateline(piece.text)
            ):
                score += 1.5
            if distance < 3 and _FIRST_SECTION.fullmatch(piece.text):
                score += 1.5
                break
        if words.is_prose(below[0].text) or (
            len(below) > 1 and words.is_prose(below[1].text) and not self._heads_another(index)
        ):
            score += 1.5
        elif any(words.is_prose(piece.text) or piece.kind == "item" for piece in below):
            score += 0.5
        # "Fainting", and the first text begins "Fainting is …".
        first = next((piece.text for piece in below if words.is_prose(piece.text)), "").casefold()
        name = self.found[index].text.casefold()
        if first.removeprefix("an ").removeprefix("a ").removeprefix("the ").startswith(f"{name} "):
            score += 1.5
        if below[0].kind == "item" and not words.is_prose(below[0].text):
            score -= 1.0
        return score

    def _heads_another(self, index: int) -> bool:
        """Whether the line below is a title of its own, so that this one names the site: "Feet First Podiatry", "Bunions"."""
        below = self.found[index + 1].text
        if not self.shaped[index + 1] or below.endswith("?") or _FIRST_SECTION.fullmatch(below):
            return False
        return not set(_stems(below)) & set(_stems(self.found[index].text)) and bool(_stems(below))


def _is_dateline(text: str) -> bool:
    return re.search(r"\bread\b|\breview|\bby\b|\bupdated\b|\bpublished\b", text, re.IGNORECASE) is not None


def _stems(text: str) -> list[str]:
    return [stem for stem in (word[:5] for word in _WORD.findall(text.lower())) if stem not in _COMMON]


def _trail(text: str) -> list[str]:
    """What stands before and behind each separator of a breadcrumb or page title."""
    if len(text) > 300:
        return []
    breaks = list(_TRAIL.finditer(text))[:12]
    return [part for match in breaks for part in (text[: match.start()].strip(), text[match.end() :].strip()) if part]

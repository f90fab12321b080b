"""Where the article stands in a captured page: its title, its headings, its end, and the role of every piece."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from qa.document import captured_words as words
from qa.document.captured_title import find_title
from qa.document.visible_fields import states_date
from qa.record import field, record

if TYPE_CHECKING:
    from qa.document.captured_lines import Piece
    from qa.document.model import Role

# Words with which sections of health articles begin.
_SECTION = re.compile(
    r"(?:symptoms|causes?|treatments?|treating|diagnos|tests?\b|prevent|complications?|outlook|risk factors|overview|resources|references"
    r"|sources|support|when to|how |what |why |who |where |more information|self[- ]care|living with|key |downloads\b|templates\b|forms\b|fact ?sheets\b|useful |further |helpful )",
    re.IGNORECASE,
)
# What an article says of itself below its text.
_ABOUT_PAGE = re.compile(
    r"(?:evidence|owner|document|page)(?: \w+)? ?:|(?:written|reviewed|published|updated|created|produced) by\b|(?:author|reviewer|publisher|sources?|references?|version)\b ?:|.{0,40}\breview(?:ed| date)\b",
    re.IGNORECASE,
)
_QUESTIONS = re.compile(r"(?:.{0,40}\b)?(?:questions?|faqs?|q ?& ?a|q and a)\b.{0,40}", re.IGNORECASE)
_NUMBERED = re.compile(r"(\d+(?:\.\d+)*)\.?\s+\D")


@record(frozen=False)
class Layout:
    """The roles of the pieces, the ranks of those that are headings, and where the article begins and ends."""

    roles: list[Role]
    levels: dict[int, int] = field(default_factory=dict)
    first: int = 0
    last: int = 0
    contents: set[int] = field(default_factory=set)


def lay_out(found: list[Piece]) -> Layout:
    """Tell the article from the site: pieces `[first, last)` are the article's, with the title at `first`."""
    shaped = _shaped(found)
    title = find_title(found, shaped)
    first = max(title, 0)
    last = _end(found, first, shaped)
    _bare_lists(found, shaped, range(first + 1, last))
    layout = Layout(["body"] * len(found), first=first, last=last)
    _above(found, layout)
    _furniture(found, layout)
    _headings(found, layout, shaped, title)
    _tabs(found, layout, shaped)
    _repeated_tabs(found, layout)
    for index in range(last, len(found)):
        layout.roles[index] = "body" if states_date(found[index].text) else "footer"
    return layout


def _shaped(found: list[Piece]) -> list[bool]:
    """Which pieces look like headings by themselves and by the blank lines around them."""
    plain = [piece for piece in found if piece.kind == "plain"]
    spaced = sum(piece.blank_before for piece in plain) * 10 >= len(plain) * 6
    shaped: list[bool] = []
    for index, piece in enumerate(found):
        if piece.kind != "plain" or (len(piece.lines) > 1 and not piece.level):
            shaped.append(_lone_number(found, index))
            continue
        alone = piece.blank_before or not spaced
        shaped.append(bool(piece.level) or (alone and words.looks_like_heading(piece.text)))
    return shaped


def _bare_lists(found: list[Piece], shaped: list[bool], article: range) -> None:
    """Two or more short lines without an end, under a lead-in with a colon or a heading, are a list that lost its bullets.

    The last of them is left alone where it reads as the next heading.
    """
    index = article.start
    while index < article.stop:
        after = index
        while after < article.stop and _is_fragment(found[after]):
            after += 1
        count = after - index
        if count and shaped[after - 1] and _SECTION.match(found[after - 1].text):
            count -= 1
        headed = _heads_labels(found, shaped, index, index + count)
        headed = headed or (shaped[index] and count > 2 and _are_small(found[index + 1 : index + count]))
        if headed or (count > 1 and found[index - 1].kind == "plain" and found[index - 1].text.endswith(":")):
            for at in range(index + headed, index + count):
                found[at].kind, found[at].level, shaped[at] = "item", 1, False
        index = max(after, index + 1)


def _heads_labels(found: list[Piece], shaped: list[bool], first: int, end: int) -> bool:
    """Whether a section's heading stands over two or more names and nothing else: "Where to get help", "Your GP"."""
    if end - first < 3 or not shaped[first] or not _SECTION.match(found[first].text):
        return False
    if end < len(found) and (words.is_prose(found[end].text) or found[end].kind != "plain"):
        return False
    return not any(_SECTION.match(piece.text) or piece.text.endswith("?") for piece in found[first + 1 : end])


def _are_small(run: list[Piece]) -> bool:
    """Lines under each other that all begin in small letters: the items of a list right under its heading."""
    return all(piece.text[0].islower() and len(piece.text) < 80 for piece in run) and not any(
        piece.blank_before for piece in run[1:]
    )


def _is_fragment(piece: Piece) -> bool:
    text = piece.text
    if piece.kind != "plain" or piece.level or len(text) > 120 or text[-1] in ".!?:":
        return False
    return not (words.is_furniture(text) or words.ends_article(text) or words.LABEL.fullmatch(text))


def _lone_number(found: list[Piece], index: int) -> bool:
    """A numbered heading: "2. What causes gout?" with text, not another item, below it."""
    piece = found[index]
    if not (piece.ordered and piece.number and piece.blank_before and len(piece.lines) == 1):
        return False
    below = found[index + 1] if index + 1 < len(found) else None
    if below is None or (below.kind == "item" and below.ordered) or not words.looks_like_heading(piece.text):
        return False
    return words.is_prose(below.text) and below.kind == "plain" and below.blank_before


def _end(found: list[Piece], first: int, shaped: list[bool]) -> int:
    """The index behind the article's last piece."""
    prose = [0]
    for piece in found:
        prose.append(prose[-1] + (1 if words.is_prose(piece.text) or piece.kind == "item" else 0))
    marks = [index for index in range(first + 1, len(found)) if _ends(found[index])]
    tops = [index for index in range(first + 1, len(found)) if words.is_top(found[index].text)]
    ends = set(marks)
    last_top = tops[-1] if tops else -1
    for index in sorted({*marks, *tops}):
        before = prose[index] - prose[first]
        if not before or (index != last_top and index not in ends):
            continue
        at = bisect_right(marks, index)
        following = marks[at] if at < len(marks) else len(found)
        if (
            index == last_top
            and any(shaped[at] for at in range(index + 1, following))
            and _is_followed(found, index, following)
        ):
            continue
        if prose[following] - prose[index + 1] <= before:
            return index
    return _without_tail(found, first)


def _is_followed(found: list[Piece], index: int, following: int) -> bool:
    """Whether the article goes on behind a "back to top": a review date, or as much prose as one section has."""
    rest = found[index + 1 : following]
    cards = sum(1 for piece in rest if words.LABEL.fullmatch(piece.text) and "website" in piece.text)
    return not cards and sum(1 for piece in rest if words.is_prose(piece.text)) >= 2


def _ends(piece: Piece) -> bool:
    text = piece.text
    if words.ends_article(text):
        return piece.kind == "plain"
    head = text[:240].lower()
    return any(sign in head for sign in words.END_SIGNS) and words.END_STATEMENT.match(text) is not None


def _without_tail(found: list[Piece], first: int) -> int:
    """No mark of the end: a tail of four or more bare labels is the site's."""
    at = len(found)
    while at > first + 1:
        piece = found[at - 1]
        bare = piece.kind == "plain" and len(piece.text) < 45 and not piece.text.endswith((".", "?", "!", ":"))
        bare = bare and not _ABOUT_PAGE.match(piece.text)
        if not bare or states_date(piece.text):
            break
        at -= 1
    return at if len(found) - at >= 4 else len(found)


def _above(found: list[Piece], layout: Layout) -> None:
    """Roles above the title: a notice runs from its headline to the next navigation or the article."""
    notice = False
    for index in range(layout.first):
        text = found[index].text
        navigation = words.is_furniture(text) or words.START.fullmatch(text) is not None
        headline = len(text) < 160 and not navigation and words.BANNER.fullmatch(text) is not None
        if navigation or (not words.is_prose(text) and not headline and found[index].kind != "item"):
            notice = False
        notice = notice or headline or (not navigation and words.BANNER_PROSE.search(text) is not None)
        layout.roles[index] = "banner" if notice else "nav" if navigation else "header"


def _furniture(found: list[Piece], layout: Layout) -> None:
    """Furniture inside the article: buttons, and a table of contents that repeats the headings."""
    last_place = {piece.text.casefold().rstrip("?:. "): index for index, piece in enumerate(found[: layout.last])}
    index = layout.first + 1
    while index < layout.last:
        text = found[index].text
        if len(text) <= 40 and words.CONTENTS.fullmatch(text):
            after = _after_contents(found, index, layout.last, last_place)
            layout.roles[index:after] = ["nav"] * (after - index)
            layout.contents.update(range(index, after))
            index = max(after, index + 1)
            continue
        if found[index].kind == "plain" and (words.is_furniture(text) or words.ends_article(text)):
            layout.roles[index] = "nav"
        index += 1


def _after_contents(found: list[Piece], index: int, last: int, last_place: dict[str, int]) -> int:
    """The index behind a table of contents: short lines, half of which come back as headings; `index` if it is none."""
    seen: set[str] = set()
    returning = 0
    after = index + 1
    while after < last and len(found[after].text) <= 120 and not words.is_prose(found[after].text):
        folded = found[after].text.casefold().rstrip("?:. ")
        if folded in seen or (found[after].kind == "plain" and found[after - 1].kind == "item"):
            break
        seen.add(folded)
        returning += last_place[folded] > after
        after += 1
    else:
        # Running text came with no repeated line before it: the line right above it is its heading.
        after -= after - index > 1 and found[after - 1].kind == "plain"
    return after if returning * 2 >= max(1, after - index - 1) else index


def _headings(found: list[Piece], layout: Layout, shaped: list[bool], title: int) -> None:
    """The title's rank is 1; a bare line heads a section where text follows it, its rank told by how it is written."""
    chosen = [
        index
        for index in range(layout.first, layout.last)
        if shaped[index] and layout.roles[index] == "body" and index != title and _heads(found, layout, shaped, index)
    ]
    capitals = [index for index in chosen if found[index].text.isupper()]
    tiered = len(capitals) >= 2 and len(capitals) < len([index for index in chosen if not found[index].level])
    hashes = 1 if any(found[index].level == 1 for index in chosen) and not (title >= 0 and found[title].level) else 0
    if title >= 0:
        layout.levels[title] = 1
    for index in chosen:
        piece = found[index]
        numbered = _NUMBERED.match(piece.text)
        if piece.level:
            layout.levels[index] = min(6, max(2, piece.level + hashes))
        elif numbered and "." in numbered.group(1):
            layout.levels[index] = 2 + numbered.group(1).count(".")
        else:
            layout.levels[index] = 3 if tiered and index not in capitals and _under_capitals(index, capitals) else 2
    _questions(found, layout)


def _questions(found: list[Piece], layout: Layout) -> None:
    """Questions right under "Questions people ask" are its subsections."""
    inside = 0
    for index, level in sorted(layout.levels.items()):
        text = found[index].text
        if inside and text.endswith("?") and level == inside:
            layout.levels[index] = min(6, level + 1)
            continue
        following = layout.levels.get(index + 1) == level and found[index + 1].text.endswith("?")
        inside = level if following and not text.endswith("?") and _QUESTIONS.fullmatch(text) else 0


def _tabs(found: list[Piece], layout: Layout, shaped: list[bool]) -> None:
    """Bare labels between the title and the first text that head nothing are the site's tabs."""
    for index in range(layout.first + 1, layout.last):
        if words.is_prose(found[index].text) or found[index].kind != "plain":
            return
        if shaped[index] and index not in layout.levels:
            layout.roles[index] = "nav"


def _repeated_tabs(found: list[Piece], layout: Layout) -> None:
    """A tab's name that comes again with no text under it is the way to the next tab."""
    tabs = {
        found[at].text.casefold()
        for at in range(layout.last)
        if layout.roles[at] == "nav" and at not in layout.contents
    }
    for index in sorted(layout.levels):
        after = index + 1
        bare = after >= layout.last or not (words.is_prose(found[after].text) or found[after].kind != "plain")
        if found[index].text.casefold() in tabs and bare and index > layout.first:
            layout.roles[index] = "nav"
            del layout.levels[index]


def _under_capitals(index: int, capitals: list[int]) -> bool:
    return any(at < index for at in capitals)


def _heads(found: list[Piece], layout: Layout, shaped: list[bool], index: int) -> bool:
    """Whether text stands under a heading-like line; a longer run of such lines is a list without bullets."""
    if found[index].level:
        return True
    # "Sources:" and, below it, the first of them.
    if found[index - 1].text.endswith(":") and words.LABEL.fullmatch(found[index - 1].text):
        return False
    after = index + 1
    while after < layout.last and (layout.roles[after] != "body" or (shaped[after] and after - index < 5)):
        after += 1
    if after >= layout.last:
        return index + 1 < layout.last and found[index].text.endswith("?")
    before = index
    while before > layout.first and shaped[before - 1] and index - before < 5:
        before -= 1
    if after - before > 4 and not found[index].text.endswith("?"):
        return after == index + 1
    below = found[index + 1]
    if below.kind == "plain" and not shaped[index + 1] and below.text[:1].islower() and not below.blank_before:
        return False
    return found[index].blank_before or words.is_prose(found[after].text) or found[after].kind != "plain"

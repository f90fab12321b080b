"""Reads a sign in its context: whether the text presents it as one its reader may have, or only speaks about it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from qa.safety.asking import heading_asks, is_answered
from qa.safety.found import answered_at_once
from qa.safety.matcher import entries_in, hits_between, hits_within, likely_entries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.document.model import Block, Document, Link
    from qa.safety.found import Action
    from qa.safety.matcher import Hit
    from qa.safety.places import Places
    from qa.safety.vocabulary import Cue, Sign, Vocabulary

_TURNS = (
    " but ",
    " however ",
    "; ",
    " although ",
    " unless ",
    " if ",
    " when ",
    " and you",
    " or you",
    " and they",
    " and your",
    " or your",
    " relief ",
    " warning or ",
    " improvement ",
    " delay ",
    " reason ",
    " and then ",
)
# Where a denial ends as well: "isn't drinking or has few wet nappies".
_NEXT_PREDICATES = (" or is ", " or are ", " or has ", " or won't ", " or can't ")
# Roles for which only a lead-in's last sentence speaks: "There are some risks. A few people get:".
_EXCUSES = ("eligibility", "normal", "lowers", "treats", "tests")
_MAY_BE_NORMAL = ("sepsis and infection", "trauma", "bleeding", "eye", "abdomen")
_ARTICLES = ("", "a", "an", "the")
_LINKS = ("about", "for", "if", "when", "with", "regarding", "over", "as", "because")
_IS = ("is ", "are ", "was ", "were ")
_NEAR_ADVICE = 8
_SPEAKS_ON = re.compile(r"\W*(?:This|It|That|These|They|In|After|Such)\b")
# "…, since that lowers the risk of choking": a chance of the sign, whatever condition stands before; "at risk of suicide" is a state.
_CHANCE_OF = re.compile(r"(?<!\bat )(?<!\bimmediate )(?<!\bhigh )\b(?:risks?|chances?|odds|likelihood) of (?:an? )?$")
# What a condition calls that which stands before it.
_SPEAKS_OF_BEFORE = re.compile(
    r"\b(?:it|this|these|those|they|them|any|either|symptoms?|signs?|worse|worsens?|severe|pain|reaction|attack|doubt|unsure|not sure)\b"
)


class Reader:
    """Reads the signs of one document with the cues and actions found in it."""

    def __init__(self, document: Document, places: Places, known: Vocabulary, title_signs: frozenset[str]) -> None:
        self.document, self.places, self.known, self.title_signs = document, places, known, title_signs
        self.links: dict[int, list[Link]] = {}
        for link in document.links:
            self.links.setdefault(link.block, []).append(link)
        self._cues: dict[tuple[int, int], dict[str, list[tuple[Cue, Hit]]]] = {}
        self._likely: dict[tuple[int, int], int] = {}
        self._words: dict[int, set[str]] = {}

    def cues(self, index: int) -> dict[str, list[tuple[Cue, Hit]]]:
        """The cues in a block by their roles, found on first use."""
        block = self.document.blocks[index]
        return self._told(index, (block.start, block.end))

    def _told(self, index: int, range_: tuple[int, int]) -> dict[str, list[tuple[Cue, Hit]]]:
        """The cues in a part of a block by their roles."""
        known = self._cues.get(range_)
        if known is None:
            known = self._cues[range_] = {}
            for hit in hits_between(self.document, *range_, index, self.known.cues):
                cue = self.known.cue_entries[hit.entry]
                known.setdefault(cue.role, []).append((cue, hit))
        return known

    def _of_role(self, role: str, index: int, range_: tuple[int, int]) -> Sequence[tuple[Cue, Hit]]:
        """The cues of a role in a part of a block; where no word of it may open one, the part isn't read."""
        known = self._cues.get(range_)
        if known is None:
            likely = self._likely.get(range_)
            if likely is None:
                likely = self._likely[range_] = likely_entries(self.document, *range_, self.known.cues)
            if not likely & self.known.roles.get(role, 0):
                return ()
            known = self._told(index, range_)
        return known.get(role, ())

    @cached_property
    def title_words(self) -> set[str]:
        """The sets of words that limit where a sign counts, as far as the title has one of them."""
        return {self.known.limits[entry] for entry in entries_in(self.document.title, self.known.limiting)}

    @cached_property
    def title_roles(self) -> set[str]:
        """The roles of the cues in the title.

        "title-aside" where it names something beside a sign (a diary of it, living with it, its prevention), "page-aside" where the
        page only speaks about signs (a glossary, a history, somebody's story).
        """
        return {self.known.cue_entries[entry].role for entry in entries_in(self.document.title, self.known.cues)}

    def refused(self, hit: Hit) -> bool:
        """Whether a text tells its reader not to take an action, or only reports that somebody did."""
        return self._cued(hit, "refuses", self.places.sentence(self.document.blocks[hit.block], hit.start))

    def is_conditional(self, block: Block, sentence: tuple[int, int]) -> bool:
        """Whether a sentence says when something is to be done."""
        return self._in_sentence("onset", block, sentence) or self._in_sentence("when", block, sentence)

    def is_for_else(self, action: Action) -> bool:
        """Whether an action is for any emergency, for its own row, or has a condition that doesn't speak of what stands before it."""
        block = self.document.blocks[action.block]
        if block.kind == "table_cell" or self._in_sentence("general", block, action.sentence):
            return True
        if self.document.text[block.start : action.sentence[0]].rstrip().endswith("?"):
            return True
        return self.is_of_another(block, action.sentence)

    def is_of_another(self, block: Block, sentence: tuple[int, int]) -> bool:
        """Whether a sentence has a condition that doesn't speak of what stands before it."""
        return self.is_conditional(block, sentence) and not _SPEAKS_OF_BEFORE.search(self.document.lower, *sentence)

    def dismissal(
        self, sign: Sign, hit: Hit, block: Block, sentence: tuple[int, int], governed: Sequence[Action]
    ) -> str:
        """Why a mention doesn't count as a sign that the reader may have; "" where it counts."""
        reason = self._elsewhere(sign, hit, block) or self._set_aside(hit, block, sentence)
        reason = reason or ("normal" if self._is_called_normal(sign, block, sentence) else "")
        had = (sign.condition or not governed) and self._cued(hit, "had", sentence)
        if not reason and had and not self._in_sentence("symptomatic", block, sentence):
            reason = "past"
        if not reason and not governed and self._of_old(block, sentence):
            reason = "past"
        if not reason and not governed and block.kind == "table_cell" and self._counted_beside(block):
            reason = "statistic"
        if not reason and sign.condition and not governed and self._cued(hit, "lowers", sentence):
            reason = "lowers"
        if not reason and not governed and _CHANCE_OF.search(self.document.lower, sentence[0], hit.start):
            reason = "lowers"
        reason = reason or ("answered" if answered_at_once(sign, governed) else "")
        if reason or self._asked_to_act(sign, hit, block, sentence, governed):
            return reason
        if sign.condition:
            return "condition"
        aside = "" if governed else self._only_spoken_of(block, sentence)
        return aside or self._told_about(hit, sentence, governed) or self._not_presented(sign, block, sentence)

    def _only_spoken_of(self, block: Block, sentence: tuple[int, int]) -> str:
        """Whether the page as a whole, or a question, only speaks about signs.

        A question to somebody who has them does more if its paragraph goes on with what to do: "Chest pain? Our office opens at 9."
        """
        if "page-aside" in self.title_roles:
            return "page"
        if self.document.text[sentence[1] - 1] != "?":
            return ""
        return "" if block.kind == "paragraph" and is_answered(self.document.lower, sentence, block.end) else "question"

    def _elsewhere(self, sign: Sign, hit: Hit, block: Block) -> str:
        """Whether the mention stands where nothing is told, or where this sign means something else."""
        if block.kind == "heading":
            return "" if heading_asks(self.document.lower, block.start, block.end) else "heading"
        if any(link.start <= hit.start and hit.end <= link.end for link in self.links.get(block.index, ())):
            return "link"
        headings = self.places.headings(block)
        above = self.cues(headings[0]) if headings else ()
        if "reference-heading" in above:
            return "references"
        if "supervised-heading" in above or (
            "normal-heading" in above and block.kind == "list_item" and sign.group in _MAY_BE_NORMAL
        ):
            return "supervised"
        wrong = (sign.within and not self._near(sign.within, block)) or (sign.unless and self._near(sign.unless, block))
        return "elsewhere" if wrong else ""

    def _set_aside(self, hit: Hit, block: Block, sentence: tuple[int, int]) -> str:
        """Whether the text denies the sign, means a past or a mild one, or names something after it."""
        for role in ("names", "mild", "denies", "past", "eligibility", "other-causes"):
            if self._cued(hit, role, sentence):
                return role
        return "eligibility" if self._lead_says(block, "eligibility") else ""

    def _is_called_normal(self, sign: Sign, block: Block, sentence: tuple[int, int]) -> bool:
        """Whether the text calls a sign normal that may be: cold hands with a fever, a gritty eye after an operation; never chest pain."""
        called = self._in_sentence("normal", block, sentence) or self._lead_says(block, "normal")
        return called and sign.group in _MAY_BE_NORMAL

    def _of_old(self, block: Block, sentence: tuple[int, int]) -> bool:
        """Whether the sentence, or the one that opens its block, speaks of a time long gone."""
        first = self.places.sentence(block, block.start)
        return self._in_sentence("era", block, sentence) or self._in_sentence("era", block, first)

    def _asked_to_act(
        self, sign: Sign, hit: Hit, block: Block, sentence: tuple[int, int], governed: Sequence[Action]
    ) -> bool:
        """Whether the text makes the sign a reason to act."""
        if self._cued(hit, "onset", sentence) or self._lead_says(block, "onset"):
            return True
        if not sign.condition and self._lead_says(block, "when"):
            return True
        if not sign.condition and self._cued(hit, "when", sentence) and not self._cued(hit, "happens", sentence):
            return True
        own = [action for action in governed if action.sentence == sentence and action.block == block.index]
        if any(self._turns_to(action, hit) for action in own) or (
            own and self._in_sentence("personal", block, sentence)
        ):
            return True
        if (
            sign.condition
            and not own
            and all(map(self._heads, governed))
            and self._in_sentence("possible", block, sentence)
        ):
            # "It can lead to a stroke", under "When to see a doctor", names what may come of it.
            return False
        return len(own) < len(governed) or any(action.kind.tier in ("emergency", "unnamed") for action in own)

    def _heads(self, action: Action) -> bool:
        return self._block(action.block).kind == "heading"

    def _turns_to(self, action: Action, hit: Hit) -> bool:
        """Whether advice is about the sign: "ask your GP about chest pain", "see your doctor with a stiff neck"."""
        between = self.document.lower[action.end : hit.start].split()
        return action.end <= hit.start and 0 < len(between) <= _NEAR_ADVICE and between[0] in _LINKS

    def _told_about(self, hit: Hit, sentence: tuple[int, int], governed: Sequence[Action]) -> str:
        """Whether the sentence only speaks about the sign: figures, risk, treatment, tests, a definition."""
        for role in ("statistic", "lowers", "treats", "tests"):
            if self._cued(hit, role, sentence):
                return role
        if not governed and (self._counted_next(hit, sentence) or self._counted_above(hit)):
            return "statistic"
        if self._cued(hit, "serious", sentence) or self._cued_before(hit, "symptomatic", sentence):
            return ""
        if self._cued(hit, "defines", sentence) or self._cued(hit, "happens", sentence):
            return "defines"
        opening = self.document.lower[sentence[0] : hit.start].strip() in _ARTICLES
        label = self.document.text.startswith(":", hit.end)  # "Too breathless to speak: have your technique checked"
        return "defines" if opening and not label and not governed and self._cued(hit, "opens", sentence) else ""

    def _counted_next(self, hit: Hit, sentence: tuple[int, int]) -> bool:
        """Whether the next sentence gives figures on what this one says: "This happens in 1 of 3,000 children"."""
        block = self.document.blocks[hit.block]
        if sentence[1] >= block.end:
            return False
        opening = _SPEAKS_ON.match(self.document.text, sentence[1])
        return opening is not None and self._in_sentence("statistic", block, self.places.sentence(block, opening.end()))

    def _counted_above(self, hit: Hit) -> bool:
        """Whether the item begins with a number, and what introduces it counts people: "Of 1,000 people who catch it:"."""
        block = self.document.blocks[hit.block]
        return (
            block.kind == "list_item"
            and self.document.text[block.start].isdigit()
            and self._lead_says(block, "statistic")
        )

    def _counted_beside(self, block: Block) -> bool:
        """Whether another cell of the row gives figures: "1 in 1,000 women"."""
        cells = map(self._block, self.places.beside(block))
        return any(self._of_role("statistic", cell.index, (cell.start, cell.end)) for cell in cells)

    def _not_presented(self, sign: Sign, block: Block, sentence: tuple[int, int]) -> str:
        """Whether neither the sentence, nor what introduces it, nor the title presents the sign as one to expect.

        "weak" where the text only says that something may cause it, "topic" where it is what the title names.
        """
        if self._lead_says(block, "symptomatic") or self._in_sentence("symptomatic", block, sentence):
            return ""
        for role in ("lowers", "treats", "tests"):
            if self._lead_says(block, role):
                return role
        if block.kind == "list_item" and self._lead_says(block, "personal"):
            return ""
        signal = self._signal_heading(block)
        personal = self._in_sentence("personal", block, sentence) or self._lead_says(block, "personal")
        if signal or (signal is None and (personal or self._lead_says(block, "possible"))):
            return ""
        if signal is None and sign.id not in self.title_signs:
            return ""
        if personal or (signal is None and self._in_sentence("possible", block, sentence)):
            return "weak"
        return "topic" if sign.id in self.title_signs else "context"

    def _signal_heading(self, block: Block) -> bool | None:
        """True under a heading that announces signs, False under one that announces something else, None under neither."""
        for index in self.places.headings(block):
            roles = self.roles(index)
            if roles & {"signal-heading", "advice-heading"}:
                return True
            if "neutral-heading" in roles:
                return None
            if "other-heading" in roles:
                return False
        return None

    def _block(self, index: int) -> Block:
        return self.document.blocks[index]

    def roles(self, index: int) -> set[str]:
        """The roles of all the cues in a block."""
        return set(self.cues(index))

    def speaks_of_symptoms(self, action: Action) -> bool:
        """Whether advice stands under a heading on when to get help, or its sentence is about symptoms."""
        block = self.document.blocks[action.block]
        for index in self.places.headings(block):
            if self.roles(index) & {"advice-heading", "action-heading"} or self._says_what_to_do(index):
                return True
        said = [action.sentence, *((lead.start, lead.end) for lead in map(self._block, self.places.leads(block)))]
        return self._in_sentence("onset", block, action.sentence) or any(
            word in self.document.lower[slice(*part)]
            for part in said
            for word in ("symptom", " signs", "worse", "reaction")
        )

    def _says_what_to_do(self, index: int) -> bool:
        """Whether a heading is "What to do" and no more."""
        block = self.document.blocks[index]
        return self.document.lower[block.start : block.end].strip(" ?:*") in ("what to do", "what you can do now")

    def _near(self, names: tuple[str, ...], block: Block) -> bool:
        """Whether the title, a heading, a lead-in or the block itself has a word of one of these sets."""
        around = (block.index, *self.places.leads(block), *self.places.headings(block))
        wanted = set(names)
        return bool(wanted & self.title_words) or any(wanted & self._around(index) for index in around)

    def _around(self, index: int) -> set[str]:
        known = self._words.get(index)
        if known is None:
            block = self.document.blocks[index]
            hits = hits_within(self.document, block.start, block.end, index, self.known.limiting)
            known = self._words[index] = {self.known.limits[hit.entry] for hit in hits}
        return known

    def _lead_says(self, block: Block, role: str) -> bool:
        """Whether what introduces a block has a cue of that role; of one that excuses signs, in the sentence that the block goes on."""
        return any(
            self._of_role(role, lead.index, self._last_sentence(lead) if role in _EXCUSES else (lead.start, lead.end))
            for lead in map(self._block, self.places.leads(block))
        )

    def _last_sentence(self, block: Block) -> tuple[int, int]:
        return self.places.sentence(block, max(block.start, block.end - 1))

    def _in_sentence(self, role: str, block: Block, sentence: tuple[int, int]) -> bool:
        return bool(self._of_role(role, block.index, sentence))

    def _cued(self, hit: Hit, role: str, sentence: tuple[int, int]) -> bool:
        """Whether a cue of that role stands in the sentence on its side of the hit and within reach.

        A past in a condition is none ("if he had a turn"), nor does the end of one refuse anything ("If not, call").
        """
        for cue, at in self._of_role(role, hit.block, sentence):
            if role == "past" and self.document.lower[: at.start].endswith("if "):
                continue
            if role == "refuses" and self._ends_condition(at, sentence):
                continue
            if role == "serious" and hit.start <= at.start and at.end <= hit.end:
                continue  # "a serious kind of allergic reaction": the sign's own word
            if cue.side == "any":
                return True
            start, end = (at.end, hit.start) if cue.side == "before" else (hit.end, at.start)
            if cue.side == "before" and at.start < hit.start < at.end <= hit.end:
                # "is not breathing": the denial is the sign's own; "do not stir" asks for something.
                own = self.document.lower.startswith("not ", hit.start) and self.document.lower.startswith(
                    _IS, at.start
                )
                if role != "denies" or not own:
                    return True
                continue
            if start <= end and self._reaches(cue, start, end):
                return True
        return False

    def _ends_condition(self, at: Hit, sentence: tuple[int, int]) -> bool:
        """Whether a denial is a condition's, which a comma ends: "If not, call", "If it doesn't, call"."""
        lower = self.document.lower
        return lower.startswith(",", at.end) and " if " in f" {lower[sentence[0] : at.start]}"

    def _cued_before(self, hit: Hit, role: str, sentence: tuple[int, int]) -> bool:
        return any(at.start < hit.start for _, at in self._of_role(role, hit.block, sentence))

    def _reaches(self, cue: Cue, start: int, end: int) -> bool:
        between = self.document.lower[start:end]
        turns = (*_TURNS, *_NEXT_PREDICATES) if cue.role == "denies" else _TURNS
        if cue.reach and any(turn in between for turn in turns):
            return False
        return self.document.words_in(start, end) <= cue.reach if start < end else True

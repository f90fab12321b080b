"""The data "confusables", whichever way its entries state them, as one kind of row: a word found, and what gives it away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# What stands between a word and what gives it away: what a medicine is for, what something is.
_BY = {
    "use": (
        r"(?:{0})(?:[^.;]{{0,25}} (?:such as|like|called|including|with) |s? \()",
        r"[^.;]{{0,20}}\b(?:for|treat(?:s|ing)?|prevents?|lowers?|reduces?|helps?|controls?|eases?|relieves?|kills?|is an?|are)\b[^.;]{{0,30}}\b(?:{0})",
    ),
    "definition": (
        r"(?:{0})[^.;]{{0,15}} (?:called |known as |\()",
        r"(?: pressure)?(?: \(|,? (?:is|are|means|which|when|happens|occurs|refers)\b| [-–] )[^.;]{{0,25}}\b(?:{0})",
    ),
}
_NO_USE = r"tell (?:your|the|a) |if you|with other|interact|as well as|not (?:for|used)|instead"
_NO_DEFINITION = r"not |unlike|opposite|or (?:high|low)|after|more common|treated|caused by|caus|side effect"


class Row(NamedTuple):
    """What gives a word away, as the data's model of a pair says."""

    meant: str
    before: str = ""
    after: str = ""
    near: str = ""
    unless: str = ""
    every: bool = False
    slot: str | None = None
    wide: bool = False


def rows(batches: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Row]]:
    """Every word that may be found, with a row of what gives it away."""
    for batch in batches:
        for pair in batch["pairs"]:
            for word, meant in zip(pair["found"], pair["meant"], strict=True):
                yield word, Row(meant, *(pair[key] for key in Row._fields[1:]))
        for frame in batch["frames"]:
            for word, meant in frame["words"].items():
                yield word, Row(meant, unless=frame["unless"], slot=frame["slot"])
        for both in batch["either"]:
            for one, other in (("one", "other"), ("other", "one")):
                if both[f"of_{other}"]:
                    yield from _mistaken(both, one, other)


def _mistaken(both: Mapping[str, Any], one: str, other: str) -> Iterator[tuple[str, Row]]:
    """Rows for each form of one word of two, which the company of the other gives away."""
    company = both[f"of_{other}"]
    excuses = [r"(?:" + "|".join(both[other]) + r")\b"]
    if both[f"of_{one}"]:
        excuses.append(rf"(?:{both[f'of_{one}']})\b")
    for word, meant in zip(both[one], both[other], strict=True):
        if both["by"] == "company":
            yield word, Row(meant, near=company, unless="|".join(excuses))
            continue
        before, after = (pattern.format(company) for pattern in _BY[both["by"]])
        excuses.append(_NO_USE if both["by"] == "use" else _NO_DEFINITION)
        yield word, Row(meant, before=before, after=after, unless="|".join(excuses))

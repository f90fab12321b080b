"""One rule as a page of Markdown: what `qa explain` prints and the documentation shows."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from qa.examples_text import example_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qa.rule import Citation, Example, Rule

_MARKUP = re.compile(r"[\\`*_<>\[\]]")
VERIFIED = {
    "read": "read in the source",
    "second-hand": "read second-hand",
    "recalled": "recalled, to be confirmed",
    "proposal": "this project's own proposal",
}


def page(rule: Rule) -> str:
    """The rule's words, reasons, sources, options and examples."""
    return "\n".join(_lines(rule)) + "\n"


def _lines(rule: Rule) -> Iterator[str]:
    yield f"# {rule.id} {rule.name}"
    yield ""
    yield f"Severity **{rule.severity}** · pack `{rule.pack}` · check `{rule.check}`{_needs(rule)}"
    yield ""
    yield f"> {rule.message}"
    for name, variant in rule.variants.items():
        yield ">"
        yield f"> {name} ({variant.severity}): {variant.message}"
    yield ""
    yield " ".join(rule.rationale.split())
    yield from _scope(rule)
    if rule.yields_to:
        yield from ("", f"Says nothing where {_either(sorted(rule.yields_to))} reports the same words.")
    yield from ("", "## Sources", "")
    for source in rule.sources:
        yield f"- {_source(source)}"
    if rule.options:
        yield from ("", "## Options", "", "| option | value |", "|---|---|")
        yield from (f"| `{name}` | `{_short(value)}` |" for name, value in rule.options.items())
    for title, examples in (("Passes", rule.valid), ("Reports", rule.invalid)):
        yield from ("", f"## {title}")
        for example in examples:
            yield from _example(example)


def _either(ids: list[str]) -> str:
    return ids[0] if len(ids) == 1 else f"{', '.join(ids[:-1])} or {ids[-1]}"


def _needs(rule: Rule) -> str:
    return f" · needs {', '.join(sorted(rule.needs))}" if rule.needs else ""


def _scope(rule: Rule) -> Iterator[str]:
    scope = (("content types", rule.scope.types), ("profiles", rule.scope.profiles), ("formats", rule.scope.kinds))
    limits = [f"{name}: {', '.join(values)}" for name, values in scope if values]
    if limits:
        yield ""
        yield f"Applies to {'; '.join(limits)}."


def _source(source: Citation) -> str:
    title = f"[{source.title}]({source.url})" if source.url else source.title
    note = f" {source.note}" if source.note else ""
    return f"{title} ({VERIFIED[source.verified]}).{note}"


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False).replace("|", "\\|")
    return text if len(text) <= 160 else f"{text[:159]}…"


def _example(example: Example) -> Iterator[str]:
    for version in example.history:
        yield from (
            "",
            f"Committed {version.date or 'earlier'}{f' (“{_one_line(version.note)}”)' if version.note else ''}:",
        )
        yield from _fenced(example_text(version), example.kind)
    if example.history:
        yield from ("", "Now:")
    yield from _fenced(example_text(example), example.kind)
    for other in example.others:
        yield from ("", f"Beside it{f', {other.path}' if other.path else ''}:")
        yield from _fenced(example_text(other), example.kind)
    if example.messages:
        yield ""
        yield from (f"- {line}" for line in _reported(example))
    elif example.spans:
        yield ""
        yield f"Reported: {', '.join(map(_quoted, example.spans))}"


def _reported(example: Example) -> Iterator[str]:
    """What is reported, what is said of it, and what its fix writes."""
    spans = example.spans or ("",) * len(example.messages)
    fixes = example.fixes or (None,) * len(example.messages)
    for span, message, fix in zip(spans, example.messages, fixes, strict=True):
        told = not span.strip() or message.startswith(f"“{span}”")
        place = "" if told else f"{_quoted(_shown(span))}: "
        written = "".join(_fix(freely, swaps) for freely, swaps in (fix or {}).items())
        yield f"{place}{_plain(message)}{written}"


def _fix(freely: str, swaps: Mapping[str, str]) -> str:
    each = (f"{_swapped(old)} → {_swapped(new)}" if old else f"add {_swapped(new)}" for old, new in swaps.items())
    return f" Fix ({freely}): {', '.join(each)}"


def _swapped(text: str) -> str:
    if not text:
        return "nothing"
    return _quoted(_shown(text)) if text == text.strip() else f"“`{_one_line(f'x{text}x')[1:-1]}`”"


def _shown(text: str) -> str:
    """The text with the numbers of characters that can't be seen."""
    return "".join(char if char.isprintable() or char.isspace() else f"U+{ord(char):04X}" for char in text)


def _plain(text: str) -> str:
    """Words that Markdown shows as they stand."""
    return _MARKUP.sub(r"\\\g<0>", text)


def _fenced(text: str, kind: str) -> Iterator[str]:
    fence = "```"
    while fence in text:
        fence += "`"
    yield ""
    yield f"{fence}{'html' if kind == 'html' else 'text' if kind == 'captured' else 'markdown'}"
    yield text.rstrip("\n")
    yield fence


def _quoted(span: str) -> str:
    """An excerpt between quotation marks, as code where Markdown would read it as more than words."""
    text = _one_line(span)
    if not any(char in text for char in "[]<>!`*_"):
        return f"“{text}”"
    ticks = "`"
    while ticks in text:
        ticks += "`"
    edge = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"“{ticks}{edge}{text}{edge}{ticks}”"


def _one_line(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= 120 else f"{folded[:119]}…"

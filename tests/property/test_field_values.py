"""Whatever value a field is given, YAML reads it back, and the other fields keep theirs."""

import datetime as dt
import string

from hypothesis import given
from hypothesis import strategies as st

from qa.document.field_edit import field_change, own_fields
from qa.document.markdown import read_markdown
from qa.serve.units import Units
from qa.source import Source

SIGNS = string.ascii_letters + string.digits + " :#-'\"[]{},&*!|>%@`\\\t?~=<é😀\x85\u2028\n"
texts = st.text(SIGNS, max_size=30).map(str.strip).filter(bool) | st.sampled_from(
    ["yes", "null", "0123", "1e3", "2024-02-30", "~", "---"]
)
days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))
groups = st.dictionaries(st.sampled_from(["name", "role", "url"]), texts | days, min_size=1)
values = (
    texts
    | days
    | st.integers(0, 10**6)
    | st.lists(texts, min_size=1, max_size=4)
    | st.lists(groups, min_size=1, max_size=3)
    | groups
)
NAMES = ["title", "topics", "sources", "banner", "owner"]


@given(st.dictionaries(st.sampled_from(NAMES), values, max_size=4), st.sampled_from(NAMES), values | st.just(""))
def test_values_read_back(first, name, value):
    text = "Body 😀\n"
    for key, item in {**first, name: value}.items():
        change = field_change(text, key, item)
        text = text[: change.start] + change.replacement + text[change.end :]
    found = {key: item.value for key, item in own_fields(read_markdown(Source("", text))).items()}
    wanted = {**first, name: value}
    assert found == {key: item for key, item in wanted.items() if item != ""}
    assert text.endswith("Body 😀\n")


@given(st.text(max_size=60), st.data())
def test_units_are_utf_16(text, data):
    offset = data.draw(st.integers(0, len(text)))
    assert Units(text).at(offset) == len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2

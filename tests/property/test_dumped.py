"""Reports' JSON is what the standard library writes."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from qa.reporters.dumped import dumped

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner),
)


@given(PLAIN)
def test_it_writes_what_the_standard_library_writes(value):
    assert dumped(value) == json.dumps(value, ensure_ascii=False, indent=2)


@given(PLAIN)
def test_deeper_in_a_text_too(value):
    assert dumped(value, "\n    ") == json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n    ")

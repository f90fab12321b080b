"""What the page makes of a change in the draft, under node: thousands of edits, each found again where the caret says it was."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

import qa.serve

PAGE = Path(qa.serve.__file__).parent / "page"
SCRIPT = """
import {difference} from "%s";
let seed = 7;
const below = most => (seed = (seed * 1103515245 + 12345) %% 2147483648) %% most;
const some = most => Array.from({length: below(most)}, () => "ab\\n"[below(3)]).join("");
for (let round = 0; round < 20000; round++) {
  const before = some(12), at = below(before.length + 1), end = at + below(before.length - at + 1), put = some(4);
  const after = before.slice(0, at) + put + before.slice(end), caret = at + put.length;
  const edit = difference(before, after, caret);
  const made = before.slice(0, edit.at) + edit.inserted + before.slice(edit.at + edit.removed.length);
  const least = before === after || edit.removed.length <= end - at && edit.inserted.length <= put.length;
  const there = end > at || !put || before === after || edit.at === at && edit.inserted === put;
  if (made !== after || !least || !there) throw new Error(JSON.stringify({before, after, caret, at, end, put, edit}));
}
"""


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
def test_an_edit_is_found_where_it_was_made():
    script = SCRIPT % (PAGE / "edits.js").as_uri()
    done = subprocess.run(
        ["node", "--input-type=module", "-e", script], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr

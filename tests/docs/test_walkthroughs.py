"""The pages that are followed in a terminal do what they say: every block runs in order and prints the lines that stand under it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent.parent / "docs"
PAGES = ("tutorial.md", "writing-rules.md")
BLOCK = re.compile(r"^```(sh|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def steps(page: str) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for kind, body in BLOCK.findall((DOCS / page).read_text(encoding="utf-8")):
        if kind == "sh":
            found.append((body, []))
        else:
            found[-1][1].extend(body.splitlines())
    return found


@pytest.mark.skipif(shutil.which("bash") is None, reason="the blocks are for a POSIX shell")
@pytest.mark.parametrize("page", PAGES)
def test_every_block_prints_what_it_shows(page, tmp_path):
    blocks = steps(page)
    assert len(blocks) >= 6
    # The blocks share one shell, as a reader's terminal does; marks tell their output apart.
    script = "".join(f'{body}\necho "==== {number} $?"\n' for number, (body, _) in enumerate(blocks))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash"], input=script, cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "PATH": path, "NO_COLOR": "1"},
    )  # fmt: skip
    outputs = re.split(r"^==== (\d+) (\d+)\n", done.stdout, flags=re.MULTILINE)
    for number, (body, wanted) in enumerate(blocks):
        output, status = outputs[3 * number], int(outputs[3 * number + 2])
        assert status in (0, 1), f"{body}\n{output}\n{done.stderr}"
        printed = output.splitlines()
        assert [line for line in wanted if line not in printed] == [], f"{body}\n{output}\n{done.stderr}"
    assert "qa: " not in done.stderr


def test_the_readme_shows_what_is_printed(qa):
    text = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    command, printed = re.search(
        r"^```sh\nqa (check .*)\n```\n\n```text\n(.*?)^```$", text, re.MULTILINE | re.DOTALL
    ).groups()
    assert qa(*command.split()).out == printed
    assert f"{len(qa('rules').out.splitlines())} rules are in force" in text

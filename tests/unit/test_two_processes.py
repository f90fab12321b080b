"""A page that two processes check is told what one would tell, whatever becomes of the second."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PAGES = ("articles/metastatic-breast-cancer.md", "articles/asthma.md")

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="one process is all there is"
)

# Forks are counted, and faults planted, in a process of its own: this one may have threads.
DRIVER = """
import json, os, signal, sys
import qa.two_processes as two

forked = []
fork = os.fork
os.fork = lambda: forked.append(1) or fork()
planted, sys.argv = sys.argv[1], ["qa", *sys.argv[2:]]
here = os.getpid()
seen_by = two.seen_by

def faulty(*given):
    if os.getpid() != here:
        {"kill": lambda: os.kill(os.getpid(), signal.SIGKILL), "raise": lambda: 1 / 0, "": lambda: None}[planted]()
    return seen_by(*given)

two.seen_by = faulty
from qa.cli import running
running._leave = lambda status: (print(f"\\n{len(forked)} {status}"), sys.stdout.flush(), os._exit(0))
running.run()
"""


def told(*arguments: str, environment: dict[str, str], planted: str = "", text: str | None = None) -> tuple[str, int]:
    """The report, and how many processes made copies of themselves for it."""
    call = [sys.executable, "-c", DRIVER, planted, "check", "--no-cache", "--today", "2026-11-22", "--format", "json"]
    done = subprocess.run(
        [*call, *arguments],
        cwd=ROOT / "content",
        input=text,
        capture_output=True,
        text=True,
        check=True,
        env={**environment, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert not done.stderr
    report, _, last = done.stdout.rpartition("\n\n")
    forks, status = last.split()
    assert status in {"0", "1"}
    return report, int(forks)


@pytest.fixture(scope="module")
def alone(unmeasured) -> str:
    report, forks = told("--jobs", "1", PAGES[0], environment=unmeasured)
    assert not forks
    rules = {finding["rule"] for finding in json.loads(report)["findings"]}
    assert rules >= {"T01", "T16", "E01", "L04"}
    return report


@pytest.mark.parametrize("planted", ["", "kill", "raise"])
def test_two_processes_tell_what_one_tells(alone, unmeasured, planted):
    assert told(PAGES[0], environment=unmeasured, planted=planted) == (alone, 1)


def test_a_text_from_standard_input_is_divided_too(unmeasured):
    text = (ROOT / "content" / PAGES[1]).read_text(encoding="utf-8").replace("doctor", "docter")
    one, two = (told("-", "--jobs", jobs, environment=unmeasured, text=text) for jobs in "10")
    assert (one[1], two[1]) == (0, 1)
    assert one[0] == two[0]
    assert "docter" in one[0]


def test_several_files_are_not_divided(unmeasured):
    assert told(*PAGES[:2], environment=unmeasured)[1] == 0

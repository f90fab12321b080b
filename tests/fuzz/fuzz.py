"""Fuzz a target by coverage (needs atheris), or by mutation of seeds alone.

    python tests/fuzz/fuzz.py TARGET [--runs 10000] [--blind] [--largest 20000]

Stops at the first input that raises, takes over ten seconds or raises the peak of memory by 300 MiB, and writes it beside the cases
that the tests replay. Without atheris, or with --blind, inputs are mutations of the seeds.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = Path(__file__).parent / "cases"
SEEDS = Path(__file__).parent / "seeds"
SECONDS, MEBIBYTES = 10, 300
TOKENS = [
    b"---\n", b"\n\n", b"<!-- qa: disable T01 -- x -->", b"<!--", b"-->", b"](", b"[", b"| a | b |\n|---|---|\n", b"```\n", b"> ", b"- ",
    b"1. ", b"<div>", b"</div>", b"<p", b"&amp;", b"&#x0;", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00", b"\xed\xa0\x80", b"\xe2\x80\xae",
    b"\xe2\x80\x8b", b"*" * 9, b"&a [*a, *a]", b"{" * 20, b"[" * 60, b"<" * 40, b"\r\n", b"\r", b"\t", b"000", b"13 11 14", b"5 mg", b"!!python/object:os.system",
    b"2025-02-30", b"1e999", b"(a+)+$", b"(?=a)", b"\\1", b"{1000}", "İ".encode(), "ﬁ".encode(), "é".encode(), b"<script>", b"until=2027-01-01",
]  # fmt: skip


def mutated(seeds: list[bytes], pick: random.Random, largest: int) -> bytes:
    """A seed, or a piece of one, with pieces cut, doubled, swapped, and tokens put in; at most `largest` bytes."""
    data = bytearray(pick.choice(seeds))
    if len(data) > largest:
        start = pick.randint(0, len(data) - largest)
        data = data[start : start + largest]
    for _ in range(pick.randint(1, 8)):
        at = pick.randint(0, len(data))
        end = min(len(data), at + pick.randint(0, 40))
        kind = pick.randrange(6)
        if kind == 0:
            del data[at:end]
        elif kind == 1:
            data[at:at] = data[at:end] * pick.randint(1, 5)
        elif kind == 2:
            data[at:at] = pick.choice(TOKENS) * pick.choice((1, 1, 1, 3, 30))
        elif kind == 3:
            data[at:end] = pick.randbytes(end - at)
        elif kind == 4:
            other = pick.choice(seeds)
            start = pick.randint(0, len(other))
            data[at:at] = other[start : start + 60]
        elif data:
            data[min(at, len(data) - 1)] ^= 1 << pick.randrange(8)
    return bytes(data[:largest])


def peak() -> float:
    """The most memory this process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Watch:
    """Feeds one input after the other to a target, keeps the first that fails, and the time of the slowest."""

    def __init__(self, name: str, target: Callable[[bytes], None]) -> None:
        self.name, self.target, self.slowest = name, target, 0.0

    def __call__(self, data: bytes) -> None:
        """Raise what the target raises, and AssertionError for an input beyond the limits."""
        began, before = time.process_time(), peak()
        try:
            self.target(data)
            took = time.process_time() - began
            self.slowest = max(self.slowest, took)
            grown = peak() - before
            assert took < SECONDS, f"{took:.1f} s"
            assert grown < MEBIBYTES, f"{grown:.0f} MiB"
        except BaseException:
            case = CASES / f"{self.name}-{hashlib.sha256(data).hexdigest()[:12]}"
            case.write_bytes(data)
            print(case)
            raise


def led_by_coverage(one: Watch, options: argparse.Namespace) -> None:
    """Hand over to atheris, which ends the process itself; comes back where atheris is not installed."""
    try:
        import atheris
    except ImportError:
        print("atheris is not installed; mutating seeds", file=sys.stderr)
        return
    atheris.instrument_all()
    limits = [f"-runs={options.runs}", f"-seed={options.seed}", f"-max_len={options.largest}", "-rss_limit_mb=4096"]
    atheris.Setup([sys.argv[0], *limits, str(SEEDS)], one)
    atheris.Fuzz()


def main() -> int:
    """Run; raises what an input made the target raise."""
    sys.path.insert(0, str(Path(__file__).parent))
    from targets import TARGETS

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--blind", action="store_true")
    parser.add_argument("--largest", type=int, default=20_000, help="bytes of an input")
    options = parser.parse_args()
    one = Watch(options.target, TARGETS[options.target])
    start = peak()
    if not options.blind:
        led_by_coverage(one, options)
    seeds = [path.read_bytes() for path in sorted([*SEEDS.iterdir(), *CASES.iterdir()])]
    pick = random.Random(options.seed)
    for _ in range(options.runs):
        one(mutated(seeds, pick, options.largest))
    grown = peak() - start
    print(
        f"{options.target}: {options.runs:,} inputs, none failed; the slowest took {one.slowest:.2f} s; {grown:.0f} MiB more than at the start"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())

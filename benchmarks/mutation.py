"""Mutates the checks and sees whether their tests notice: `python benchmarks/mutation.py [--each 4] [--seed 1] [--minutes 60] [check …]`.

One change at a time is made to a check's module (a comparison, a boolean, a negation, a number, a condition, a result). The
examples of every rule that uses the check run first, then the unit tests that name the check or one of its rules; the first that
fails kills the mutant. What survives is printed with its line: either the change changes nothing that a reader would see, or an
example is missing. Mutants are drawn by chance, the same for a seed; the modules' sources stay as they are.
"""

from __future__ import annotations

import argparse
import ast
import copy
import math
import os
import random
import re
import signal
import sys
import time
import types
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qa.checks import CORPUS, NAMES, registry
from qa.examples import Bench
from qa.policy import Choice, load_policy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qa.rule import Rule

ROOT = Path(__file__).resolve().parent.parent
PROFILES = ("au", "uk", "us", "nz", "ie")
SECONDS = 60
KILLED, SURVIVED = 0, 7
SWAPS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One change: where it stands and the whole changed module."""

    line: int
    change: str
    tree: ast.Module


def sites(tree: ast.AST) -> Iterator[tuple[ast.AST, Callable[[ast.AST], str]]]:
    """Every node that can be changed, with what changes it in place (annotations and docstrings are left alone)."""
    told = {
        id(node.annotation) for node in ast.walk(tree) if isinstance(node, (ast.arg, ast.AnnAssign)) and node.annotation
    }
    skipped = {id(inner) for node in ast.walk(tree) if id(node) in told for inner in ast.walk(node)}
    for node in ast.walk(tree):
        change = _changer(node)
        if change and id(node) not in skipped:
            yield node, change


def _changer(node: ast.AST) -> Callable[[ast.AST], str] | None:
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in SWAPS:
        return _swap
    if isinstance(node, ast.BoolOp):
        return _other_word
    if isinstance(node, ast.Constant) and type(node.value) in (int, bool):
        return _other_value
    if isinstance(node, (ast.If, ast.IfExp, ast.While)) and not _for_types(node):
        return _negate
    return None


def _for_types(node: ast.If | ast.IfExp | ast.While) -> bool:
    return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _swap(node: ast.AST) -> str:
    assert isinstance(node, ast.Compare)  # noqa: S101 -- for the type checker
    node.ops = [SWAPS[type(node.ops[0])]()]
    return "comparison"


def _other_word(node: ast.AST) -> str:
    assert isinstance(node, ast.BoolOp)  # noqa: S101 -- as above
    node.op = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
    return "and/or"


def _other_value(node: ast.AST) -> str:
    assert isinstance(node, ast.Constant)  # noqa: S101 -- as above
    node.value = not node.value if isinstance(node.value, bool) else int(str(node.value)) + 1
    return "constant"


def _negate(node: ast.AST) -> str:
    assert isinstance(node, (ast.If, ast.IfExp, ast.While))  # noqa: S101 -- as above
    node.test = ast.UnaryOp(ast.Not(), node.test)
    return "condition"


def mutants(source: str, number: int, chance: random.Random) -> list[Mutant]:
    """Some mutants of a module, each from a place of its own."""
    tree = ast.parse(source)
    count = sum(1 for _ in sites(tree))
    made = []
    for index in sorted(chance.sample(range(count), min(number, count))):
        changed = copy.deepcopy(tree)
        node, change = list(sites(changed))[index]
        before = ast.unparse(node).split("\n")[0]
        kind = change(node)
        after = ast.unparse(node).split("\n")[0]
        made.append(Mutant(node.lineno, f"{kind}: {before} -> {after}", ast.fix_missing_locations(changed)))
    return made


def unit_tests(check: str, rules: list[Rule]) -> list[str]:
    """Test files that name the check or one of its rules."""
    wanted = re.compile(r"\b(?:" + "|".join([check, *(rule.id for rule in rules)]) + r")\b")
    files = [*ROOT.glob("tests/unit/test_*.py"), *ROOT.glob("tests/property/test_*.py")]
    return [str(path) for path in sorted(files) if wanted.search(path.read_text(encoding="utf-8"))]


def survives(check: str, mutant: Mutant, bench: Bench, rules: list[Rule]) -> bool:
    """Whether no test fails on the mutant; it runs in a process of its own, which ends after a minute."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        code = KILLED
        try:
            signal.alarm(SECONDS)
            devnull = os.open(os.devnull, os.O_WRONLY)
            os.dup2(devnull, 1)
            os.dup2(devnull, 2)
            put_in_place(check, mutant)
            code = KILLED if noticed(check, bench, rules) else SURVIVED
        except BaseException:  # noqa: BLE001 -- a mutant that crashes is noticed
            code = KILLED
        os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == SURVIVED


def put_in_place(check: str, mutant: Mutant) -> None:
    """Make the mutant the module of that name and the check that rules get."""
    name = f"qa.checks.{check}"
    module = types.ModuleType(name)
    module.__file__ = sys.modules[name].__file__
    sys.modules[name] = module
    exec(compile(mutant.tree, str(module.__file__), "exec"), module.__dict__)  # noqa: S102 -- this project's own code, changed
    setattr(sys.modules["qa.checks"], check, module)


def noticed(check: str, bench: Bench, rules: list[Rule]) -> bool:
    """Whether an example or a unit test fails."""
    if any(outcome.failure for outcome in bench.outcomes(rules)):
        return True
    files = unit_tests(check, rules)
    if not files:
        return False
    import pytest

    os.chdir(ROOT)
    return pytest.main(["-o", "addopts=", "-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", *files]) == 1


def interval(hits: int, of: int) -> tuple[float, float]:
    """Between which percentages the share of all possible mutants lies, at 95 %, by what a sample of them shows (Wilson)."""
    if not of:
        return 0.0, 100.0
    z = 1.96
    share, weight = hits / of, z * z / of
    middle = (share + weight / 2) / (1 + weight)
    reach = z / (1 + weight) * math.sqrt(share * (1 - share) / of + weight / of / 4)
    return 100 * (middle - reach), 100 * (middle + reach)


def main() -> int:
    """Print survivors and the score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=4, metavar="N", help="mutants a check")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=60, help="draw no more mutants after this time")
    parser.add_argument("checks", nargs="*")
    options = parser.parse_args()
    every = {rule.id: rule for name in PROFILES for rule in load_policy((), Choice(name), examples=True).rules}
    bench = Bench()
    bench.policy("")
    bench.policy("au")
    killed, made = Counter[str](), Counter[str]()
    ends = time.monotonic() + 60 * options.minutes
    names = options.checks or random.Random(options.seed).sample(NAMES, len(NAMES))
    for check in names:
        if check in CORPUS or time.monotonic() > ends:
            continue
        registry.get(check)
        rules = [rule for rule in every.values() if rule.check == check]
        source = (ROOT / f"qa/checks/{check}.py").read_text(encoding="utf-8")
        for mutant in mutants(source, options.each, random.Random(f"{options.seed} {check}")):
            kind = mutant.change.split(":")[0]
            made[kind] += 1
            if survives(check, mutant, bench, rules):
                print(f"survived  qa/checks/{check}.py:{mutant.line}  {mutant.change}", flush=True)
            else:
                killed[kind] += 1
    for kind in sorted(made):
        print(f"{kind:12}{killed[kind]:5} of {made[kind]}")
    low, high = interval(killed.total(), made.total())
    share = 100 * killed.total() / max(made.total(), 1)
    print(
        f"{'all':12}{killed.total():5} of {made.total()}, {share:.1f} % killed (95 % interval {low:.0f} to {high:.0f})"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())

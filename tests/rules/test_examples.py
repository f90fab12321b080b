"""Every rule's own examples, one test each."""

from __future__ import annotations

import os
import tempfile

import pytest

os.environ.setdefault("QA_CACHE_DIR", tempfile.mkdtemp(prefix="qa-tests-"))

from qa.examples import Bench
from qa.policy import Choice, load_policy

PROFILES = ("au", "uk", "us", "nz", "ie")
RULES = {rule.id: rule for profile in PROFILES for rule in load_policy((), Choice(profile), examples=True).rules}
BENCH = Bench()
CASES = [
    pytest.param(rule, example, wanted, id=f"{rule.id}-{'invalid' if wanted else 'valid'}-{number}")
    for _, rule in sorted(RULES.items())
    for wanted, examples in ((False, rule.valid), (True, rule.invalid))
    for number, example in enumerate(examples, 1)
]


@pytest.mark.parametrize(("rule", "example", "wanted"), CASES)
def test_example(rule, example, wanted):
    assert BENCH.failure(rule, example, wanted=wanted) == ""


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_rule_is_documented(rule):
    assert len(rule.valid) >= 2
    assert len(rule.invalid) >= 2
    assert rule.sources
    assert len(rule.rationale.split()) >= 12
    assert rule.path.endswith(f"{rule.name}.yaml")


def test_every_check_is_used_or_generic():
    from qa.checks import CORPUS, NAMES

    generic = {
        "existence", "substitution", "pattern", "required_section", "required_field", "consistency",
        "count_limit", "length_limit",
    }  # fmt: skip
    used = {rule.check for rule in RULES.values()}
    assert set(NAMES) - used <= generic
    assert used <= {*NAMES, *CORPUS}
    assert list(NAMES) == sorted(NAMES)

"""Every rule's own examples, one test each."""

from __future__ import annotations

import os
import re
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


# Words of cases that no example can bring about, with what shows them instead or why they stand.
SHOWN_ELSEWHERE = {
    ("E19", "offline"),  # all but one of our services are online: tests/unit/test_safety_contacts.py has two that aren't
    ("G01", "not-visible"),  # needs an option that the rule leaves off: tests/unit/test_governance_checks.py
    ("G12", "unknown-rule"), ("G12", "unused"),  # need the other rules: tests/unit/test_suppressions.py
    ("L05", ""), ("T14", ""), ("U02", ""),  # every case is a variant
    ("R01", ""), ("R02", ""),  # need thirty sentences: tests/unit/test_readability.py
    ("U01", "long-line"), ("U03", "too-large"),  # need a large file: tests/unit/test_source_checks.py, test_yamlio.py
}  # fmt: skip


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_examples_show_every_case_that_the_rule_has_words_for(rule):
    said = [message for example in rule.invalid for message in example.messages]
    cases = {"": rule.message, **{name: variant.message for name, variant in rule.variants.items()}}
    for name, template in cases.items():
        pattern = re.compile(".*".join(map(re.escape, re.split(r"\{\w+\}", template))), re.DOTALL)
        if (rule.id, name) not in SHOWN_ELSEWHERE:
            assert any(map(pattern.fullmatch, said)), name or "the rule's own message"


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

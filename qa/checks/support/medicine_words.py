"""Whether a sentence speaks of a medicine rather than of what the body makes."""

from __future__ import annotations

import re

_MEDICINE = re.compile(
    r"\b(?:tablets?|capsules?|inject\w*|autoinjectors?|auto-injectors?|epipens?|anapens?|jext|doses?|dosage|prescri\w+|medicines?"
    r"|medications?|drugs?|take|taking|takes|taken|treat\w*|therapy|replacement|ampoules?|infusions?|nebuli[sz]\w+|drip|pens?|mg|micrograms?"
    r"|anaphyla\w+|an[ae]+sthetics?|brands?|pharmac\w+|side effects?|puffers?|give|given|giving|administer\w*|start\w* on)\b"
)
_HORMONE = re.compile(
    r"\b(?:hormones?|glands?|releas\w+|produc\w+|secret\w+|mak(?:e|es|ing)|made by|surges?|rush|stress|fight[- ]or[- ]flight|levels?|neurotransmitters?"
    r"|reuptake|converts?|body'?s)\b"
)


def speaks_of_medicine(sentence: str) -> bool:
    """Whether a lower-case sentence has words of treatment and none of the body's own production."""
    return _MEDICINE.search(sentence) is not None and _HORMONE.search(sentence) is None

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from qa.links.settings import Settings

sys.path.insert(0, str(Path(__file__).parent))

# A day's pauses in a blink: what is tested is their order, not their length.
QUICK = {
    "interval": 0.0,
    "confirm_after": 0.02,
    "backoff": 0.02,
    "timeout": 0.6,
    "body_timeout": 0.3,
    "allow_networks": ("127.0.0.0/8",),
}


@pytest.fixture
def quick():
    """Settings with short pauses that allow loopback; keyword arguments replace some."""
    return lambda **changes: Settings(**{**QUICK, **changes})

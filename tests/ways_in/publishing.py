"""A publisher's repository, and where the checkout is."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

# The tests of a wheel run without the sources; what installs from a checkout is told where one is.
CHECKOUT = Path(os.environ.get("QA_CHECKOUT", Path(__file__).parent.parent.parent))
SLIP = "# Care\n\nTeh nurse will help.\n"
CLEAN = "# Care\n\nThe nurse will help.\n"


def git(folder: Path, *arguments: str) -> str:
    """Run git as a person with a name."""
    person = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *person, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()

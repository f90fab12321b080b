"""What comes with the tool: national profiles, and where its rules and word lists lie."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

PROFILES = ("au", "uk", "us", "nz", "ie")


def rules_folder() -> str:
    """The folder of the built-in packs: inside the installed package, or beside it in a checkout."""
    here = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120 -- pathlib is dear to import
    installed = os.path.join(here, "_rules")  # noqa: PTH118 -- as above
    return installed if os.path.isdir(installed) else os.path.join(os.path.dirname(here), "rules")  # noqa: PTH112, PTH118, PTH120 -- as above


def rules_root() -> Path:
    """The same folder as a Path."""
    from pathlib import Path

    return Path(rules_folder())


def lexicon_folder() -> str:
    """The folder of the compiled word lists."""
    return f"{rules_folder()}/lexicon/compiled"

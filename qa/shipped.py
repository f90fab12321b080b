"""Where the rules and word lists that come with the tool lie."""

from __future__ import annotations

from pathlib import Path


def rules_root() -> Path:
    """The folder of the built-in packs: inside the installed package, or beside it in a checkout."""
    here = Path(__file__).parent
    installed = here / "_rules"
    return installed if installed.is_dir() else here.parent / "rules"


def lexicon_folder() -> Path:
    """The folder of the compiled word lists."""
    return rules_root() / "lexicon" / "compiled"

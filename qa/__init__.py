"""Quality assurance for consumer-health articles.

`check_text` checks a text in memory, `check_paths` files and folders; a `Checker` keeps what it has read between texts.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qa.api import Checker, ConfigError, FileResult, Finding, Report, check_paths, check_text

__version__ = "0.1.0"

__all__ = ["Checker", "ConfigError", "FileResult", "Finding", "Report", "check_paths", "check_text"]


def __getattr__(name: str) -> Any:
    """Load the API when it is first asked for: `import qa` costs nothing, and neither does the command line."""
    if name in __all__:
        return getattr(import_module("qa.api"), name)
    raise AttributeError(f"module “qa” has no attribute “{name}”")

"""What the safety code needs to know of a run, whoever provides it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable


class Facts(Protocol):
    """The part of a check's context that is used here: reference data, the profile, the day, and a memory for the run."""

    @property
    def today(self) -> dt.date:
        """The day that counts as today."""

    @property
    def profile(self) -> str:
        """The national profile, such as au, uk or us."""

    @property
    def data(self) -> Callable[[str], Any]:
        """Merged reference data of a kind."""

    def derived(self, key: Any, make: Callable[[], Any]) -> Any:
        """What `make()` gave the first time it was asked under this key in this run."""

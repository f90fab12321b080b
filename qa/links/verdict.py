"""What is known about one address."""

from __future__ import annotations

from typing import Any, Literal

from qa.record import record

Kind = Literal["ok", "moved", "broken", "soft-404", "blocked", "unknown", "fragment"]

GOOD: frozenset[str] = frozenset({"ok", "moved"})


@record
class Verdict:
    """The judgement on one address.

    `reason` is a code that a rule puts into words; `status` the last HTTP status, 0 where there was none; `address` where a
    moved page lives now, or where a soft 404 leads; `detail` a title or fragment that explains the reason. `days` is on how
    many different days in a row the address has failed, `checked` the day of the last look (ISO).
    """

    kind: Kind
    reason: str = ""
    status: int = 0
    address: str = ""
    detail: str = ""
    days: int = 0
    checked: str = ""

    @property
    def good(self) -> bool:
        """Whether the address leads readers to what it promises."""
        return self.kind in GOOD

    def plain(self) -> dict[str, Any]:
        """The verdict as plain data, as checks read it."""
        return {
            "kind": self.kind,
            "reason": self.reason,
            "status": self.status,
            "address": self.address,
            "detail": self.detail,
            "days": self.days,
            "checked": self.checked,
        }

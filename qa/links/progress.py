"""What a run tells about itself while it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.record import field, record

if TYPE_CHECKING:
    from collections.abc import Mapping


@record
class Progress:
    """How far a run has come: addresses done and in all, of which good and broken, and how long hosts want to be left alone."""

    total: int
    done: int = 0
    fresh: int = 0
    good: int = 0
    broken: int = 0
    waits: Mapping[str, float] = field(default_factory=dict)

    def line(self, width: int = 80) -> str:
        """One line for a terminal of that many columns: a bar, the counts, and the host that is waited for longest."""
        share = self.done / self.total if self.total else 1.0
        counts = f" {self.done:,}/{self.total:,}  {self.good:,} ok  {self.broken:,} broken"
        if self.waits:
            host, seconds = max(self.waits.items(), key=lambda item: item[1])
            others = f" and {len(self.waits) - 1} more" if len(self.waits) > 1 else ""
            counts += f"  waiting {seconds:.0f} s for {host}{others}"
        room = max(0, min(30, width - len(counts) - 3))
        filled = round(share * room)
        bar = f"[{'█' * filled}{'·' * (room - filled)}]" if room >= 5 else ""
        return (bar + counts)[:width]

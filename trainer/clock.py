"""The machine's clock: the one module that reads real time."""

from __future__ import annotations

import time
from datetime import datetime


class SystemClock:
    """The `Clock` of the machine the trainer runs on."""

    def seconds(self) -> float:
        """Monotonic seconds without suspended time."""
        return time.monotonic()

    def awake(self) -> float:
        """Seconds with suspended time (CLOCK_BOOTTIME), or `seconds()` where there is no such clock."""
        clock = getattr(time, "CLOCK_BOOTTIME", None)
        return time.monotonic() if clock is None else time.clock_gettime(clock)

    def now(self) -> datetime:
        """The wall clock in the local zone."""
        return datetime.now().astimezone()

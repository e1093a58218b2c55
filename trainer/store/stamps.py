"""Stamps: when each version was written, as hybrid logical clock strings that sort the same on every device.

A stamp is `milliseconds-counter-device`. It follows the wall clock while that moves forward and the greatest
stamp seen where it does not, so a clock set back never puts a correction before what it corrects.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from trainer.core.clock import Clock

DAY_MS = 24 * 60 * 60 * 1000
_FORM = re.compile(r"[0-9]{15}-[0-9]{6}-[0-9a-z]{1,32}", re.ASCII)
_LAST_COUNT = 999_999
_LAST_SECOND = datetime(9999, 12, 30, tzinfo=UTC).timestamp()


def is_stamp(text: str) -> bool:
    """Say whether a text is a stamp this program could have given."""
    return _FORM.fullmatch(text) is not None


def device_of(stamp: str) -> str:
    """The device that gave a stamp."""
    return stamp.split("-", 2)[2]


def moment_of(stamp: str) -> datetime:
    """When a stamp was given, by the clock of its device, in UTC; one past the last year is that year's end."""
    seconds = _moment(stamp)[0] / 1000
    return datetime.fromtimestamp(min(seconds, _LAST_SECOND), UTC)


class Stamps:
    """Gives a device's stamps, each greater than all it gave or saw."""

    def __init__(self, clock: Clock, device: str) -> None:
        self._clock = clock
        self._device = device
        self._last = (0, 0)

    def see(self, stamp: str) -> None:
        """Follow a stamp found in a file; an empty one says nothing."""
        if stamp:
            self._last = max(self._last, _moment(stamp))

    def give(self) -> str:
        """Return the next stamp."""
        now = self._now()
        ms, count = self._last
        if now > ms:
            self._last = (now, 0)
        else:
            self._last = (ms, count + 1) if count < _LAST_COUNT else (ms + 1, 0)
        return f"{self._last[0]:015d}-{self._last[1]:06d}-{self._device}"

    def is_ahead(self, stamp: str) -> bool:
        """Say whether a stamp is from more than 24 hours after our clock's now."""
        return bool(stamp) and _moment(stamp)[0] > self._now() + DAY_MS

    def _now(self) -> int:
        return max(0, int(self._clock.now().timestamp() * 1000))


def _moment(stamp: str) -> tuple[int, int]:
    ms, count, _ = stamp.split("-", 2)
    return int(ms), int(count)

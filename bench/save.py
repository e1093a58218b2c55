"""How long a save takes with ten years of history, and how long it takes to open them: `python bench/save.py`."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from trainer.clock import SystemClock
from trainer.core.record import Record
from trainer.store.fs import Fs
from trainer.store.store import Store

ZONE = timezone(timedelta(hours=1))
DAYS = 3653
SAVES = 60
"""As many as a busy month gets in its second half."""


def session(day: int) -> dict[str, Any]:
    """A session as the coach keeps it: ten exercises with what was planned and done."""
    return {
        "items": [
            {
                "exercise": "hamstring-stretch-towel",
                "planned": [15, 30],
                "held": [30, 30, 28, 30],
                "repetitions": 4,
                "side": side,
                "pain": day % 3,
            }
            for side in ("left", "right") * 5
        ]
    }


def ten_years(end: datetime) -> Iterator[list[Record]]:
    """Three records a day, a day's together, the oldest first."""
    for back in range(DAYS, 0, -1):
        at = end - timedelta(days=back)
        yield [
            Record(id=f"s{back}", kind="session", at=at, body=session(back)),
            Record(id=f"w{back}", kind="activity", at=at, body={"activity": "walk", "minutes": 30, "exertion": 4}),
            Record(id=f"c{back}", kind="check-in", at=at, body={"pain": 2, "symptoms": [], "after": "session"}),
        ]


def fill(store: Store, end: datetime) -> None:
    """Write the years, a month at a time."""
    month: list[Record] = []
    for day in ten_years(end):
        if month and month[-1].at.month != day[0].at.month:
            store.save(*month)
            month = []
        month += day
    store.save(*month)


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def report(what: str, times: list[float]) -> None:
    print(f"{what:44} median {median(times):6.2f} ms   p95 {quantiles(times, n=20)[-1]:6.2f} ms")


def measure(root: Path, name: str) -> None:
    """Time opening and saving in one data directory."""
    clock = SystemClock()
    sync = [milliseconds(lambda: Fs().write(root / "probe", bytes(100))) for _ in range(SAVES)]
    report("for comparison: a new file of 100 bytes", sync)
    report(f"open, {name}", [milliseconds(lambda: Store(root, clock)) for _ in range(50)])
    store = Store(root, clock)
    entries = [Record(id=f"n{n}", kind="session", at=clock.now(), body=session(n)) for n in range(SAVES)]
    report(f"save a session, {name}", [milliseconds(partial(store.save, entry)) for entry in entries])
    journal = store.journal()
    journal.begin({"session": "bench"})
    report(f"journal line, {name}", [milliseconds(lambda: journal.append({"event": "held"})) for _ in range(SAVES)])
    journal.finish()


def main() -> None:
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as folder:
        clock = SystemClock()
        new = Path(folder) / "new"
        now = clock.now().astimezone(ZONE)
        Store(new, clock).save(*(entry for day in ten_years(now) for entry in day if (now - entry.at).days < 62))
        measure(new, "two months")
        root = Path(folder) / "years"
        fill(Store(root, clock), now)
        measure(root, "ten years")
        files = list(root.glob("store/*/*.json"))
        print(f"{len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:.1f} MB")
        store = Store(root, clock)
        print(f"read all of it: {milliseconds(store.history):.0f} ms; again: {milliseconds(store.history):.0f} ms")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""A life: years of plausible history in a data directory, the same for the same seed and day, written by the store.

Two devices write it, each with a clock of its own, and see each other's files when a file synchroniser has come by.
Run it as `python bench/life.py DIR --years 10`, or call `live`.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from itertools import groupby
from pathlib import Path

from days import Days
from luck import MAT, Act, Luck
from planned import Weeks
from trained import Gym, Moment

from trainer.clock import SystemClock
from trainer.resources import library_path
from trainer.shelf import load_library
from trainer.store.fs import Fs
from trainer.store.store import Store

BEHIND = timedelta(minutes=3)
"""How much the clock of the second device is slow."""
SEEN = 0.6
"""How likely one device has seen what the other wrote before it writes itself."""


class Hasty(Fs):
    """The real file system, but nobody waits for the platter: a bench whose power is cut begins anew."""

    def sync(self, fd: int) -> None:
        pass


@dataclass
class Device:
    """One machine's copy of the data, and its store."""

    root: Path
    name: str
    moment: Moment
    store: Store = field(init=False)
    seen: dict[Path, int] = field(default_factory=dict)
    """The other machine's files as they were when they came: when each was changed, in nanoseconds."""

    def __post_init__(self) -> None:
        self.store = _christened(self.root, self.name, self.moment)

    def take(self, other: Device) -> None:
        """Get the files of the other machine that have changed, as a file synchroniser brings them."""
        there = self.root / "store" / other.name
        for path in sorted((other.root / "store" / other.name).glob("*.json")):
            changed = path.stat().st_mtime_ns
            if self.seen.get(path) != changed:
                self.seen[path] = changed
                there.mkdir(mode=0o700, exist_ok=True)
                fresh = there / f"{path.name}.part"
                shutil.copy2(path, fresh)
                fresh.replace(there / path.name)


def live(root: Path, *, years: float = 10, seed: int = 1, until: datetime | None = None) -> int:
    """Write the years before `until` (now) into a new data directory; returns how many versions of records it made."""
    end = until or SystemClock().now()
    last = end.date()
    first = last - timedelta(days=round(years * 365.25))
    library, dice = load_library(library_path()), random.Random(seed)
    began = datetime.combine(first, time()).astimezone()
    luck, gym = Luck(dice, first, last), Gym(library, dice, began)
    days = Days(library, gym, luck, Weeks(library, gym, luck))
    acts = sorted((act for act in days.acts() if act.at < end), key=lambda act: act.at)
    with tempfile.TemporaryDirectory(prefix="trainer-life-") as folder:
        laptop = Device(root, f"{dice.getrandbits(48):012x}", Moment(began))
        mat = Device(Path(folder), f"{dice.getrandbits(48):012x}", Moment(began))
        count = _write(acts, (laptop, mat), dice)
        laptop.take(mat)
        there = root / "store" / mat.name
        if there.exists():
            shutil.copytree(mat.root / "store" / mat.name, there, dirs_exist_ok=True)
    return count


def _write(acts: Sequence[Act], devices: tuple[Device, Device], dice: random.Random) -> int:
    """Save what is written on one device on one day at once, in the order of the days."""
    newest: dict[str, str] = {}
    count = 0
    for (number, _, apart), group in groupby(acts, key=lambda act: (act.device, act.at.date(), act.apart)):
        device, other = devices[number], devices[1 - number]
        together = list(group)
        found = [record for act in together for record in act.records]
        known = [newest[record.id] for record in found if record.id in newest]
        if not apart and (dice.random() < SEEN or any(stamp.endswith(other.name) for stamp in known)):
            device.take(other)  # whoever corrects something has seen it
        device.moment.at = together[-1].at - (BEHIND if number == MAT else timedelta())
        saved = device.store.save(*(replace(record, stamp=newest.get(record.id, "")) for record in found))
        newest.update((record.id, record.stamp) for record in saved)
        count += len(saved)
    return count


def _christened(root: Path, name: str, moment: Moment) -> Store:
    """Open a new data directory whose device has a name that is the same in every run."""
    made_up = Store(root, moment, Hasty()).device
    path = root / "local" / "device.json"
    path.write_text(path.read_text().replace(made_up, name))
    (root / "store" / made_up).rmdir()
    return Store(root, moment, Hasty())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root", type=Path, metavar="DIR", help="a data directory that is not there yet, or is empty")
    parser.add_argument("--years", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if given.root.exists() and any(given.root.iterdir()):
        parser.error(f"{given.root} is not empty; name a new directory")
    count = live(given.root, years=given.years, seed=given.seed)
    print(f"{count} records of {given.years:g} years in {given.root}")


if __name__ == "__main__":
    main()

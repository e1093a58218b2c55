"""Two devices that see each other's files at any moment end with one history: the latest word on everything."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fakes import NOVEMBER, FakeClock, steady
from tests.home import named, shipped
from tests.store.support import carry, christen, on, opened
from trainer import amend, late
from trainer.amend import Change, ChangedError, GoneError
from trainer.coach import Coach
from trainer.core.log import Remembered
from trainer.core.record import Record
from trainer.errors import RefusedError
from trainer.store.store import Store

DEVICES = st.integers(0, 1)
WHICH = st.integers(0, 9)
"""Which of what is in sight, counted round."""
TIMES = st.builds(partial(on, 2026), st.sampled_from([9, 10, 11]), st.integers(1, 18), st.sampled_from([7, 23]))
BODIES = st.dictionaries(st.sampled_from(["pain", "note"]), st.integers(0, 9) | st.sampled_from(["", "ok", "ß"]))
JUMPS = st.sampled_from([1, 3600, -3600, 86_400, -86_400])
FILES = st.sampled_from(["*.json", "2026-09.json", "2026-1*.json"])
"""Which files a synchroniser has come to: all, or some of them."""
Step = tuple[Any, ...]
few = settings(steady, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
many = settings(few, max_examples=1000, derandomize=False)


def lives(added: st.SearchStrategy[Step], steps: st.SearchStrategy[Step]) -> st.SearchStrategy[list[Step]]:
    """Give lives that are long enough for something to meet: it begins with things to correct."""
    begun = st.lists(added, min_size=2, max_size=4)
    return st.builds(lambda first, then: [*first, *then], begun, st.lists(steps, min_size=12, max_size=30))


@dataclass
class Machine:
    """One device: its copy of the data, and what its person has just taken away."""

    root: Path
    clock: FakeClock
    store: Store
    gone: list[Record] = field(default_factory=list)
    """What was removed here and can be brought back, as it was; the latest last."""

    @property
    def coach(self) -> Coach:
        """The trainer, started once more."""
        return Coach(self.store, shipped, self.clock)


@contextmanager
def two() -> Iterator[tuple[Machine, Machine]]:
    with tempfile.TemporaryDirectory() as folder:
        one, other = (_machine(Path(folder, name), name) for name in ("one", "two"))
        yield one, other


def _machine(root: Path, name: str) -> Machine:
    christen(root, name)
    clock = FakeClock()
    return Machine(root, clock, opened(root, clock))


def bring(source: Machine, target: Machine, files: str) -> None:
    """Bring some of a device's own files to the other one, whole, as a file synchroniser does."""
    folder = target.root / "store" / source.store.device
    folder.mkdir(exist_ok=True)
    for path in (source.root / "store" / source.store.device).glob(files):
        fresh = folder / f".{path.name}.tmp"
        fresh.write_bytes(path.read_bytes())
        fresh.replace(folder / path.name)


def pick(among: Sequence[Any], which: int) -> Any:
    return among[which % len(among)] if among else None


def assert_agreed(machines: Sequence[Machine], said: Sequence[Record]) -> None:
    """See that when all files have come to all, everyone shows of each record the version with the greatest stamp."""
    newest: dict[str, Record] = {}
    for version in sorted(said, key=lambda record: record.stamp):
        newest[version.id] = version
    wanted = sorted((one for one in newest.values() if not one.deleted), key=lambda one: (one.at, one.id))
    assert len({one.stamp for one in said}) == len(said)
    for store in stores(machines):
        assert list(store.history()) == wanted
        assert all("check the clocks" in notice for notice in store.notices), store.notices
        for identity in newest:
            ours = sorted((one for one in said if one.id == identity), key=lambda one: one.stamp)
            for month in {one.at.date().replace(day=1) for one in ours}:
                assert list(store.versions(identity, month)) == ours


def stores(machines: Sequence[Machine]) -> Iterator[Store]:
    """Give what is running and what a fresh process opens, after both were brought to each other in either order."""
    one, other = machines
    carry(one.root, other.root)
    carry(other.root, one.root)
    for machine in machines:
        yield machine.store
        yield opened(machine.root, machine.clock)


# Through the store


ADDED = st.tuples(st.just("add"), DEVICES, TIMES, BODIES)
STEPS = st.one_of(
    ADDED,
    st.tuples(st.just("correct"), DEVICES, WHICH, BODIES),
    st.tuples(st.just("move"), DEVICES, WHICH, TIMES),
    st.tuples(st.just("remove"), DEVICES, WHICH),
    st.tuples(st.just("undo"), DEVICES),
    st.tuples(st.just("bring"), DEVICES, FILES),
    st.tuples(st.just("jump"), DEVICES, JUMPS),
)
LIVES = lives(ADDED, STEPS)


class Lived:
    """What two people who are one write on two devices, and every version that was acknowledged."""

    def __init__(self, machines: tuple[Machine, Machine]) -> None:
        self.machines = machines
        self.said: list[Record] = []

    def live(self, life: Sequence[Step]) -> None:
        for what, device, *rest in life:
            getattr(self, what)(self.machines[device], *rest)

    def add(self, machine: Machine, at: datetime, body: dict[str, Any]) -> None:
        self._save(machine, Record(id=f"r{len(self.said)}", kind="session", at=at, body=body))

    def correct(self, machine: Machine, which: int, body: dict[str, Any]) -> None:
        self._change(machine, which, lambda one: replace(one, body=body))

    def move(self, machine: Machine, which: int, at: datetime) -> None:
        self._change(machine, which, lambda one: replace(one, at=at))

    def remove(self, machine: Machine, which: int) -> None:
        self._change(machine, which, lambda one: replace(one, deleted=True))

    def undo(self, machine: Machine) -> None:
        if machine.gone:
            self._save(machine, machine.gone.pop())

    def bring(self, machine: Machine, files: str) -> None:
        bring(machine, self._other(machine), files)

    def jump(self, machine: Machine, seconds: int) -> None:
        machine.clock.jump(seconds)

    def _change(self, machine: Machine, which: int, make: Callable[[Record], Record]) -> None:
        one = pick(machine.store.history(), which)
        if one is not None and self._save(machine, make(one)).deleted:
            machine.gone.append(one)

    def _save(self, machine: Machine, record: Record) -> Record:
        (saved,) = machine.store.save(record)
        assert saved.stamp > record.stamp, "a correction follows what it corrects, whatever the clock says"
        self.said.append(saved)
        return saved

    def _other(self, machine: Machine) -> Machine:
        return self.machines[1 - self.machines.index(machine)]


def agree(life: Sequence[Step]) -> None:
    with two() as machines:
        lived = Lived(machines)
        lived.live(life)
        assert_agreed(machines, lived.said)


@few
@given(LIVES)
def test_two_devices_end_with_one_history_and_every_version(life: list[Step]) -> None:
    agree(life)


@pytest.mark.long
@many
@given(LIVES)
def test_two_devices_at_length(life: list[Step]) -> None:
    agree(life)


# As a person does it


THINGS = st.sampled_from(["walk", "swim", "back-pain-stretches", "bridge"])
PAST = st.builds(
    lambda days, hour: NOVEMBER.replace(hour=hour) - timedelta(days=days), st.integers(2, 40), st.integers(6, 20)
)
CHANGES = st.one_of(
    st.builds(Change, exertion=st.none() | st.integers(1, 10)),
    st.builds(Change, note=st.sampled_from(["", "stiff", "גב"]), at=st.none() | PAST),
    st.builds(Change, minutes=st.integers(1, 60)),
    st.builds(Change, at=PAST),
)
TOLD = st.tuples(st.just("tell"), DEVICES, THINGS, PAST)
AMENDMENTS = st.one_of(
    TOLD,
    st.tuples(st.just("correct"), DEVICES, WHICH, CHANGES),
    st.tuples(st.just("remove"), DEVICES, WHICH),
    st.tuples(st.just("undo"), DEVICES),
    st.tuples(st.just("look"), DEVICES),
    st.tuples(st.just("bring"), DEVICES, FILES),
    st.tuples(st.just("jump"), DEVICES, JUMPS),
)
AMENDED = lives(TOLD, AMENDMENTS)


class Amended(Lived):
    """The same through what front ends call, from lists that may be older than what is kept."""

    def __init__(self, machines: tuple[Machine, Machine]) -> None:
        super().__init__(machines)
        self.seen: dict[str, tuple[Remembered, ...]] = {machine.store.device: () for machine in machines}
        """What each device's screen shows."""
        self.taken: dict[str, list[Remembered]] = {machine.store.device: [] for machine in machines}
        """What was removed on each device, the latest last."""

    def look(self, machine: Machine) -> None:
        self.seen[machine.store.device] = machine.coach.history()

    def tell(self, machine: Machine, thing: str, at: datetime) -> None:
        coach = machine.coach
        activity = shipped().activities.get(thing)
        entry = late.Entry(thing=activity or named(thing), minutes=20 if activity else None, at=at)

        def keep() -> Remembered:
            return late.keep(coach, late.remember(coach, entry))

        self._try(machine, keep)
        self.look(machine)

    def correct(self, machine: Machine, which: int, change: Any) -> None:
        one = self._seen(machine, which)
        if one is not None:
            self._try(machine, partial(amend.correct, machine.coach, one, change), one)

    def remove(self, machine: Machine, which: int) -> None:
        one = self._seen(machine, which)
        if one is not None:
            self._try(machine, partial(self._take, machine, one), one, gone=True)

    def _take(self, machine: Machine, one: Remembered) -> Remembered:
        amend.remove(machine.coach, one)
        self.taken[machine.store.device].append(one)
        return one

    def _seen(self, machine: Machine, which: int) -> Remembered | None:
        found: Remembered | None = pick(self.seen[machine.store.device], which)
        return found

    def undo(self, machine: Machine) -> None:
        if self.taken[machine.store.device]:
            one = self.taken[machine.store.device].pop()
            self._try(machine, lambda: amend.restore(machine.coach, one))

    def _try(
        self, machine: Machine, do: Callable[[], Remembered], one: Remembered | None = None, *, gone: bool = False
    ) -> None:
        """Do it, and note what it wrote: nothing where it was refused, and where nothing was to be changed."""
        before = versions(machine)
        try:
            done = do()
        except RefusedError as error:
            assert versions(machine) == before
            assert_meanwhile(machine, one, error)
            return
        fresh = [version for version in versions(machine) if version not in before]
        assert len(fresh) == (done != one or gone)
        self.said += fresh
        shown = [found for found in machine.coach.history() if found.id == done.id]
        assert shown == ([] if gone else [done])


def assert_meanwhile(machine: Machine, one: Remembered | None, error: RefusedError) -> None:
    """See that what is said to have changed meanwhile has, and that nothing that changed was overwritten."""
    if one is None:
        return
    there = next((found for found in machine.coach.history() if found.id == one.id), None)
    assert isinstance(error, GoneError) == (there is None)
    assert isinstance(error, ChangedError) == (there is not None and there != one)


def versions(machine: Machine) -> list[Record]:
    """Return every version of everything that a device knows, the oldest first."""
    return [version.record for version in opened(machine.root, machine.clock).everything()]


def agree_amended(life: Sequence[Step]) -> None:
    with two() as machines:
        lived = Amended(machines)
        lived.live(life)
        assert_agreed(machines, lived.said)


@settings(few, max_examples=40)
@given(AMENDED)
def test_what_is_amended_on_two_devices_ends_as_one_history(life: list[Step]) -> None:
    agree_amended(life)


@pytest.mark.long
@many
@given(AMENDED)
def test_what_is_amended_on_two_devices_at_length(life: list[Step]) -> None:
    agree_amended(life)

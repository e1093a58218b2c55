"""Two devices, a file synchroniser, clocks that jump and power that fails, against a plain dictionary each."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.fakes import FakeClock, steady
from tests.store.diary import content, everything
from tests.store.support import FaultyFs, PowerCutError, carry, christen, on, opened, record
from trainer.core.record import Record
from trainer.store.merging import merge
from trainer.store.store import Store

MONTHS = (8, 9, 10, 11)
IDS = st.sampled_from("abcdef")
DEVICES = st.integers(0, 1)
BODIES = st.dictionaries(st.sampled_from(["pain", "note"]), st.integers(0, 9) | st.sampled_from(["", "ok", "ß"]))
TIMES = st.builds(lambda month, day: on(2026, month, day), st.sampled_from(MONTHS), st.integers(1, 30))
KINDS = {"a": "gate", "b": "gate"}
"""Ids of standing records; the others are history."""


@dataclass
class Machine:
    """One machine: its copy of the data, and what we know that it knows."""

    root: Path
    clock: FakeClock
    fs: FaultyFs
    store: Store
    known: dict[str, Record] = field(default_factory=dict)
    """The newest version of each id, deleted ones too."""

    def restart(self) -> None:
        self.fs = FaultyFs()
        self.store = opened(self.root, self.clock, self.fs)


class Machines(RuleBasedStateMachine):
    """What each machine shows is always what its dictionary says, whole and in every month."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.machines: list[Machine] = []

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @initialize()
    def start(self) -> None:
        for name in ("one", "two"):
            root, clock, fs = self.folder / name, FakeClock(), FaultyFs()
            christen(root, name)
            self.machines.append(Machine(root, clock, fs, opened(root, clock, fs)))

    def is_taken(self, device: int, id_: str) -> bool:
        """Say whether only the other machine knows an id: two never give the same one to different things."""
        return id_ not in self.machines[device].known and id_ in self.machines[1 - device].known

    @rule(device=DEVICES, id_=IDS, at=TIMES, body=BODIES, deleted=st.booleans())
    def write(self, device: int, id_: str, at: datetime, body: dict[str, object], *, deleted: bool) -> None:
        machine = self.machines[device]
        if self.is_taken(device, id_):
            return
        fresh = record(id_, KINDS.get(id_, "note"), at, body, deleted=deleted)
        old = machine.known.get(id_)
        entry = fresh if old is None else replace(old, at=at, body=body, deleted=deleted)
        (saved,) = machine.store.save(entry)
        assert old is None or saved.stamp > old.stamp
        machine.known[id_] = saved

    @rule(device=DEVICES, id_=IDS)
    def delete(self, device: int, id_: str) -> None:
        machine = self.machines[device]
        if id_ in machine.known:
            (machine.known[id_],) = machine.store.save(replace(machine.known[id_], deleted=True))

    @rule(device=DEVICES, id_=IDS, at=TIMES, body=BODIES, step=st.integers(1, 40))
    def crash(self, device: int, id_: str, at: datetime, body: dict[str, object], step: int) -> None:
        machine = self.machines[device]
        if self.is_taken(device, id_):
            return
        old = machine.known.get(id_)
        fresh = record(id_, KINDS.get(id_, "note"), at, body)
        fresh = fresh if old is None else replace(old, at=at, body=body, deleted=False)
        machine.fs.at, machine.fs.cut, machine.fs.steps = step, True, 0
        try:
            (machine.known[id_],) = machine.store.save(fresh)
            machine.restart()
        except PowerCutError:
            machine.restart()
            found = everything(machine.store).get(id_)
            assert content(found) in (content(old), content(fresh))
            if found is not None and (old is None or found.stamp != old.stamp):
                machine.known[id_] = found

    @rule(device=DEVICES)
    def reopen(self, device: int) -> None:
        self.machines[device].restart()

    @rule(device=DEVICES, seconds=st.sampled_from([1, 3600, -3600, 86_400 * 40, -86_400 * 40]))
    def jump(self, device: int, seconds: int) -> None:
        self.machines[device].clock.jump(seconds)

    @rule(source=DEVICES)
    def sync(self, source: int) -> None:
        giver, taker = self.machines[source], self.machines[1 - source]
        carry(giver.root, taker.root)
        taker.known = merge([*taker.known.values(), *giver.known.values()])

    @invariant()
    def all_is_as_it_should_be(self) -> None:
        for machine in self.machines:
            wanted = {id_: found for id_, found in machine.known.items() if not found.deleted}
            assert everything(machine.store) == wanted
            assert machine.store.pending == ()

    @rule(device=DEVICES, month=st.sampled_from(MONTHS))
    def look_at_a_month(self, device: int, month: int) -> None:
        machine = self.machines[device]
        for store in (machine.store, opened(machine.root, machine.clock)):
            shown = store.history(date(2026, month, 1), date(2026, month, 30))
            dated = (found for found in machine.known.values() if found.kind != "gate" and not found.deleted)
            assert {found.id: found for found in shown} == {
                found.id: found for found in dated if found.at.month == month
            }


TestMachines = Machines.TestCase
TestMachines.settings = settings(
    steady, max_examples=30, stateful_step_count=25, suppress_health_check=[HealthCheck.too_slow]
)


@pytest.mark.long
def test_machines_at_length() -> None:
    many = settings(TestMachines.settings, max_examples=1000, stateful_step_count=50, derandomize=False)
    run_state_machine_as_test(Machines, settings=many)

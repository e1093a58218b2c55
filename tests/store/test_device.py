"""Each machine writes under a name of its own, also when homes are copied, shared or damaged."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path

import msgspec
import pytest

from tests.store.support import forget_machine, ids, opened, record
from trainer.store import device as device_module


def test_the_name_is_random_and_stays(tmp_path: Path) -> None:
    one, two = opened(tmp_path / "one"), opened(tmp_path / "two")
    assert re.fullmatch("[0-9a-f]{12}", one.device)
    assert one.device != two.device
    assert opened(tmp_path / "one").device == one.device


def test_the_machines_id_itself_is_not_written_down(tmp_path: Path) -> None:
    opened(tmp_path)
    held = (tmp_path / "local" / "device.json").read_text()
    machine = Path("/etc/machine-id")
    if machine.exists():
        assert machine.read_text().strip() not in held


@pytest.mark.parametrize("node", [0x1A2B3C4D5E6F, None])
def test_without_a_machine_id_the_name_stays_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, node: int | None
) -> None:
    monkeypatch.setattr(device_module, "_MACHINE_IDS", (tmp_path / "none",))
    made_up = count(0xFF00000000FF)
    monkeypatch.setattr("uuid.getnode", lambda: next(made_up) if node is None else node)
    assert opened(tmp_path).device == opened(tmp_path).device
    assert opened(tmp_path).notices == []


def test_a_copied_home_gets_a_name_of_its_own_and_says_so_once(tmp_path: Path) -> None:
    first = opened(tmp_path)
    first.save(record("a"), record("g", "gate"))
    forget_machine(tmp_path)
    copy = opened(tmp_path)
    assert copy.device != first.device
    assert copy.notices == [
        "This data comes from another machine. Everything in it is shown; "
        f"what is saved here goes into a folder of its own, {copy.device}."
    ]
    copy.save(record("b"))
    again = opened(tmp_path)
    assert again.device == copy.device
    assert again.notices == []
    assert ids(again.history()) == ["a", "b"]
    assert ids(again.standing("gate")) == ["g"]


def test_a_home_that_two_machines_share_knows_both(tmp_path: Path) -> None:
    one = opened(tmp_path)
    path = tmp_path / "local" / "device.json"
    here = msgspec.json.decode(path.read_bytes(), type=dict[str, dict[str, str]])["devices"]
    forget_machine(tmp_path)
    two = opened(tmp_path)
    both = msgspec.json.decode(path.read_bytes(), type=dict[str, dict[str, str]])["devices"]
    assert set(both.values()) == {one.device, two.device}
    assert both[next(iter(here))] == two.device


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"garbage",
        b"[]",
        b'{"devices":[]}',
        b'{"devices":{"x":"../../etc"}}',
        b'{"devices":{"x":""}}',
        b"[" * 100_000,
        b"\xff",
        b"x" * 100_000,
    ],
)
def test_a_damaged_table_is_kept_and_a_new_name_taken(tmp_path: Path, bad: bytes) -> None:
    opened(tmp_path).save(record("a"))
    path = tmp_path / "local" / "device.json"
    path.write_bytes(bad)
    store = opened(tmp_path)
    store.save(record("b"))
    assert ids(opened(tmp_path).history()) == ["a", "b"]
    assert opened(tmp_path).device == store.device
    (aside,) = path.parent.glob("device.json.corrupt-*")
    assert aside.read_bytes() == bad

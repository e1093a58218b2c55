"""The device: this machine's own name in the store, and the table that binds names to machines.

`local/device.json` maps a hash of each machine's id to its device id. A home that was copied meets a hash it does
not know and gets a name of its own, so two machines never write one folder; a home that two machines share over
the network has an entry for each.
"""

from __future__ import annotations

import hashlib
import os
import uuid
from dataclasses import dataclass
from pathlib import Path

import msgspec

from trainer.core.clock import Clock
from trainer.store.faults import LOCKED, cause_of
from trainer.store.fs import Fs, OddFileError, TooLargeError
from trainer.store.layout import Layout
from trainer.store.lock import Lock
from trainer.store.recovery import free_name

_CAP = 64 * 1024
_MACHINE_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_COPIED = (
    "This data comes from another machine. Everything in it is shown; what is saved here "
    "goes into a folder of its own, {device}."
)


class _Names(msgspec.Struct, forbid_unknown_fields=True):
    devices: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """The name this machine writes under."""

    id: str
    notice: str = ""
    """What the person should hear about how it was found."""
    why_not: str = ""
    """Why the name could not be written down; it then lasts as long as this process."""


def claim(layout: Layout, lock: Lock, fs: Fs, clock: Clock, wait: float) -> Device:
    """Find this machine's device id, or give it one; never raises."""
    path, machine = layout.local / "device.json", _machine(fs)
    try:
        known = _read(path, fs).get(machine)
        if known:
            return Device(id=known)
        fs.make_folders(layout.local)
        if not lock.take(wait):
            raise TimeoutError(LOCKED)
        try:
            return _register(path, machine, fs, clock)
        finally:
            lock.free()
    except OSError as error:
        return Device(id=_fresh(), why_not=cause_of(error))


def peek(layout: Layout, fs: Fs) -> str | None:
    """This machine's device id as it is on record; None when it has none yet or the table cannot be read."""
    try:
        return _read(layout.local / "device.json", fs).get(_machine(fs))
    except OSError:
        return None


def is_damaged(layout: Layout, fs: Fs) -> bool:
    """Say whether the table of device ids is there and gives none."""
    path = layout.local / "device.json"
    try:
        return fs.look(path) is not None and not _read(path, fs)
    except OSError:
        return True


def _register(path: Path, machine: str, fs: Fs, clock: Clock) -> Device:
    names = _read(path, fs)
    known = names.get(machine)
    if known:  # another process was quicker
        return Device(id=known)
    if not names and fs.look(path) is not None:
        fs.replace(path, free_name(path, fs, clock))
    device = _fresh()
    fs.swap(path, msgspec.json.encode(_Names(devices={**names, machine: device})))
    return Device(id=device, notice=_COPIED.format(device=device) if names else "")


def _read(path: Path, fs: Fs) -> dict[str, str]:
    """The names on disk; empty when there are none or the file is damaged."""
    try:
        names = msgspec.json.decode(fs.read(path, _CAP).data, type=_Names).devices
    except (FileNotFoundError, OddFileError, TooLargeError, msgspec.MsgspecError, ValueError, RecursionError):
        return {}
    return names if all(map(_is_id, names.values())) else {}


def _machine(fs: Fs) -> str:
    for path in _MACHINE_IDS:
        try:
            found = fs.read(path, _CAP).data.strip()
        except OSError:
            continue
        if found:
            return _hash(found)
    node = uuid.getnode()
    made_up = node >> 40 & 1  # no network card was found, and the number is another one in each process
    return _hash(os.uname().nodename.encode() if made_up else str(node).encode())


def _hash(machine: bytes) -> str:
    return hashlib.sha256(b"back-trainer\n" + machine).hexdigest()[:32]


def _fresh() -> str:
    return os.urandom(6).hex()


def _is_id(device: str) -> bool:
    return device.isascii() and device.isalnum() and device == device.lower() and len(device) <= 32

"""Oddities: what in the data directory is not as the trainer makes it; found by names and modes, nothing is opened."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from trainer.store.fs import Fs
from trainer.store.layout import JOURNAL, OWN, Layout, read_name
from trainer.store.recovery import ASIDE

FRESH = ".new"
"""The end of the name of a file that is being written; it stays when the writing is cut short."""
_OURS = frozenset({"store", "local", *OWN})
_LOCAL = frozenset({"device.json", "lock", "live.lock", "incoming.lock", "prompt"})
STAGE = "incoming-"
"""How a folder begins in which an import was made ready; one that stays was cut short, and nothing of it counts."""
_PROMPT = re.compile(r"prompt\.[0-9]+", re.ASCII)
_WIDE = 0o077


class Odd(StrEnum):
    """What can be odd about a path."""

    FOREIGN = "foreign"
    """No trainer made it."""
    LEFTOVER = "leftover"
    """A write that was cut short left it."""
    WIDE = "wide"
    """Others than its owner may read or change it."""
    OWNER = "owner"
    """It belongs to another user."""
    LINK = "link"
    """It is a symbolic link."""
    CLOSED = "closed"
    """A folder that may not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Oddity:
    """One odd thing about one path."""

    path: Path
    what: Odd
    mode: int = 0
    """Its permissions, such as 0o644."""
    folder: bool = False
    user: int = 0
    """The number of its owner."""
    changed: datetime | None = None
    """When it was last written."""
    ours: bool = False
    """Whether it lies where only this device writes, and is owned by this user."""


class Walk:
    """One walk through a data directory."""

    def __init__(self, layout: Layout, device: str | None, fs: Fs, user: int) -> None:
        """Walk; `device` is this machine's name and `user` the number of who looks."""
        self._layout = layout
        self._device = device
        self._fs = fs
        self._user = user
        self.found: list[Oddity] = []
        self.aside: list[Path] = []
        """Damaged files that were put aside and kept."""
        self.size = 0
        """Bytes of everything that is the trainer's or the person's own."""
        self._root()
        self._local()
        for name in OWN:
            self._library(layout.root / name)
        self._store()

    def _root(self) -> None:
        names = self._names(self._layout.root)
        foreign = [name for name in names if name not in _OURS and not name.startswith(".")]
        for name in foreign:
            self._add(self._layout.root / name, Odd.FOREIGN)
        if names and not foreign:  # a directory that holds other things is not ours to close
            self._look(self._layout.root, ours=True)

    def _local(self) -> None:
        folder = self._layout.local
        self._look(folder, ours=True)
        for name in self._names(folder):
            if _PROMPT.fullmatch(name) or is_fresh(name) or name.startswith(STAGE):
                self._add(folder / name, Odd.LEFTOVER, ours=True)
            elif name in _LOCAL or ASIDE in name:
                self._keep(folder / name)
            elif not (name.startswith(".") or name == "cache"):
                self._add(folder / name, Odd.FOREIGN)

    def _library(self, folder: Path) -> None:
        for name in self._names(folder):
            about = self._fs.about(folder / name)
            self.size += 0 if about is None else about.st_size

    def _store(self) -> None:
        self._look(self._layout.store, ours=True)
        for name in self._names(self._layout.store):
            if not name.startswith("."):
                self._device_folder(name)

    def _device_folder(self, device: str) -> None:
        folder, ours = self._layout.folder(device), device == self._device
        is_folder = self._fs.is_folder(folder)
        names = self._names(folder) if is_folder else ()
        if not is_folder or (names and not any(map(is_known, names)) and not ours):
            self._add(folder, Odd.FOREIGN)
            return
        self._look(folder, ours=True)
        for name in names:
            if is_fresh(name):
                self._add(folder / name, Odd.LEFTOVER, ours=ours)
            elif is_known(name):
                self._keep(folder / name)
            elif not name.startswith("."):
                self._add(folder / name, Odd.FOREIGN)

    def _names(self, folder: Path) -> tuple[str, ...]:
        try:
            return self._fs.names(folder)
        except OSError:
            self._add(folder, Odd.CLOSED)
            return ()

    def _keep(self, path: Path) -> None:
        """Look at a file of the trainer's, which may be one that was put aside."""
        if ASIDE in path.name:
            self.aside.append(path)
        self._look(path, ours=True)

    def _look(self, path: Path, *, ours: bool) -> None:
        """Look at something of the trainer's."""
        about = self._fs.about(path)
        if about is None:
            return
        if stat.S_ISLNK(about.st_mode):
            self._note(path, Odd.LINK, about)
            return
        if stat.S_ISREG(about.st_mode):
            self.size += about.st_size
        if about.st_uid != self._user:
            self._note(path, Odd.OWNER, about)
        elif is_wide(about):
            self._note(path, Odd.WIDE, about, ours=ours)

    def _add(self, path: Path, what: Odd, *, ours: bool = False) -> None:
        about = self._fs.about(path)
        if about is not None:
            self._note(path, what, about, ours=ours and about.st_uid == self._user)

    def _note(self, path: Path, what: Odd, about: os.stat_result, *, ours: bool = False) -> None:
        self.found.append(
            Oddity(
                path=path,
                what=what,
                mode=stat.S_IMODE(about.st_mode),
                folder=stat.S_ISDIR(about.st_mode),
                user=about.st_uid,
                changed=datetime.fromtimestamp(about.st_mtime, UTC),
                ours=ours,
            )
        )


def is_known(name: str) -> bool:
    """Say whether a trainer may have given this name to a file in a device's folder, and finished it."""
    return name == JOURNAL or ASIDE in name or read_name(name) is not None


def is_fresh(name: str) -> bool:
    """Say whether a name is that of one of the trainer's files while it is being written."""
    inner = name.removeprefix(".").removesuffix(FRESH)
    return name == f".{inner}{FRESH}" and (is_known(inner) or inner in _LOCAL)


def is_wide(about: os.stat_result) -> bool:
    """Say whether others than the owner have any right to a file or folder."""
    return bool(about.st_mode & _WIDE) and (stat.S_ISREG(about.st_mode) or stat.S_ISDIR(about.st_mode))


def narrowed(mode: int, *, folder: bool) -> int:
    """Take from permissions what only others have; what the owner may not do stays so."""
    return mode & (0o700 if folder else 0o600)

"""A disk that forgets: every state a power cut may leave of the steps a store has taken.

A file's bytes are sure to be there only after it was synced, a name only after its folder was. Of what was not synced
any part may be there, in any combination; nothing is taken for granted because one file system happens to do it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, combinations, product
from pathlib import Path

from trainer.store.fs import Fs

Image = Mapping[str, bytes | None]
"""A tree of files by path; a folder has no bytes."""


@dataclass
class Inode:
    """A file's bytes, apart from its names."""

    data: bytes = b""
    synced: bytes = b""

    def states(self) -> list[bytes]:
        """What may be on the disk of it."""
        if self.data == self.synced:
            return [self.synced]
        fresh = self.data[len(self.synced) :]
        half = self.synced + fresh[: len(fresh) // 2]
        return [self.synced, half, self.synced + bytes(len(fresh)), self.data]


@dataclass
class Change:
    """A change of names: what each path names after it, None for nothing, and the folder that must be synced."""

    folder: Path
    names: dict[Path, Inode | str | None]
    durable: bool = False


@dataclass
class Disk:
    """All that was done since the start, in order."""

    changes: list[Change] = field(default_factory=list)
    now: dict[Path, Inode | str] = field(default_factory=dict)

    def change(self, folder: Path, names: dict[Path, Inode | str | None]) -> None:
        self.changes.append(Change(folder, names))
        apply(self.now, names)

    def sync(self, folder: Path) -> None:
        for change in self.changes:
            change.durable = change.durable or change.folder == folder

    def images(self, every: int) -> Iterator[Image]:
        """Give each state the disk may be in; with more than `every` changes open, only the likelier of them."""
        open_ = [number for number, change in enumerate(self.changes) if not change.durable]
        for kept in subsets(open_, every):
            names: dict[Path, Inode | str] = {}
            for number, change in enumerate(self.changes):
                if change.durable or number in kept:
                    apply(names, change.names)
            yield from self._contents(names)

    def _contents(self, names: Mapping[Path, Inode | str]) -> Iterator[Image]:
        files = {path: inode for path, inode in names.items() if isinstance(inode, Inode) and rooted(path, names)}
        folders = {str(path): None for path, inode in names.items() if inode == "dir" and rooted(path, names)}
        inodes = {id(inode): inode for inode in files.values()}
        for states in product(*(inode.states() for inode in inodes.values())):
            data = dict(zip(inodes, states, strict=True))
            yield {**folders, **{str(path): data[id(inode)] for path, inode in files.items()}}


def apply(names: dict[Path, Inode | str], changed: Mapping[Path, Inode | str | None]) -> None:
    for path, inode in changed.items():
        if inode is None:
            names.pop(path, None)
        else:
            names[path] = inode


def rooted(path: Path, names: Mapping[Path, Inode | str]) -> bool:
    """Say whether all folders above a path are there."""
    return all(names.get(folder) == "dir" for folder in path.parents if folder != Path())


def subsets(numbers: list[int], every: int) -> Iterable[tuple[int, ...]]:
    """All subsets of a few; of many the beginnings, the ones without one, and the single ones."""
    if len(numbers) <= every:
        return chain.from_iterable(combinations(numbers, size) for size in range(len(numbers) + 1))
    beginnings = [tuple(numbers[:size]) for size in range(len(numbers) + 1)]
    without = [tuple(other for other in numbers if other != number) for number in numbers]
    return {*beginnings, *without, *((number,) for number in numbers)}


class WatchedFs(Fs):
    """The real file system, with every step written down; paths are relative to its root."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.disk = Disk()
        self.looked = self.no_look
        self._open: dict[int, Inode] = {}
        self._folders: dict[int, Path] = {}

    def no_look(self) -> None:
        """Called after each step."""

    def open(self, path: Path, flags: int) -> int:
        there = path.exists()
        fd = super().open(path, flags)
        self._open.pop(fd, None)
        self._folders.pop(fd, None)
        if flags & os.O_DIRECTORY:
            self._folders[fd] = self._name(path)
        elif flags & (os.O_WRONLY | os.O_RDWR):
            name = self._name(path)
            if not there:
                self.disk.change(name.parent, {name: Inode()})
            inode = self.disk.now[name]
            assert isinstance(inode, Inode)
            self._open[fd] = inode
            self.looked()
        return fd

    def put(self, fd: int, data: bytes) -> int:
        done = super().put(fd, data)
        self._open[fd].data += data[:done]
        self.looked()
        return done

    def sync(self, fd: int) -> None:
        if fd in self._folders:
            self.disk.sync(self._folders[fd])
        else:
            self._open[fd].synced = self._open[fd].data
        self.looked()

    def link(self, source: Path, target: Path) -> None:
        super().link(source, target)
        self._rename({self._name(target): self.disk.now[self._name(source)]})

    def replace(self, source: Path, target: Path) -> None:
        super().replace(source, target)
        self._rename({self._name(source): None, self._name(target): self.disk.now[self._name(source)]})

    def unlink(self, path: Path) -> None:
        super().unlink(path)
        self._rename({self._name(path): None})

    def mkdir(self, path: Path) -> None:
        super().mkdir(path)
        self._rename({self._name(path): "dir"})

    def _rename(self, names: dict[Path, Inode | str | None]) -> None:
        self.disk.change(next(iter(names)).parent, names)
        self.looked()

    def _name(self, path: Path) -> Path:
        return path.relative_to(self.root)


def restore(image: Image, root: Path) -> None:
    """Make a tree as an image has it."""
    root.mkdir()
    for name, data in sorted(image.items()):
        if data is None:
            (root / name).mkdir()
        else:
            (root / name).write_bytes(data)

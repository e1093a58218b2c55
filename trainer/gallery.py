"""The gallery: every figure there is, read when it is first shown; a broken file is named and left out."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from trainer.codec import CodecError
from trainer.core.figure import Figure
from trainer.core.library import Fault
from trainer.core.text import clean
from trainer.shelf.figures import read_figure
from trainer.shelf.files import MOST_FILES, list_toml

FOLDER = "figures"
YOURS = "yours: "
"""Stands before the names of the person's own files."""


class Gallery:
    """The figures of a library and of the person; theirs stand for their own exercises only."""

    def __init__(self, shipped: Path, own: Path | None = None) -> None:
        self._folders = [(shipped / FOLDER, ""), *([] if own is None else [(own / FOLDER, YOURS)])]
        self._read: dict[str, Figure | None] = {}
        self.faults: list[Fault] = []
        """What is wrong in the files read so far."""

    def figure(self, name: str) -> Figure | None:
        """Give the figure of an exercise or activity by its id; None where there is none, or a broken one."""
        if name not in self._read:
            found = (self._look(folder / f"{name}.toml", label) for folder, label in self._folders)
            self._read[name] = next((figure for figure in found if figure is not None), None)
        return self._read[name]

    def all(self) -> dict[str, Figure]:
        """Read every figure there is, the shipped ones first."""
        names = {path.stem: None for folder, label in self._folders for path in self._paths(folder, label)}
        return {name: figure for name in names if (figure := self.figure(name)) is not None}

    def check(self, known: Collection[str]) -> tuple[Fault, ...]:
        """Read every file and say all that is wrong, also whose id is no known exercise or activity."""
        self.all()
        shipped = {path.stem for path in self._paths(*self._folders[0])}
        for number, (folder, label) in enumerate(self._folders):
            for path in self._paths(folder, label):
                if path.stem not in known:
                    wrong, right = "no exercise or activity has this id", "name it as its exercise's file, or remove it"
                elif number and path.stem in shipped:
                    wrong, right = "the library has a figure for this, which is shown", "remove it"
                else:
                    continue
                self._add(Fault(file=_named(label, path), key="", wrong=wrong, right=right))
        return tuple(self.faults)

    def _paths(self, folder: Path, label: str) -> list[Path]:
        try:
            paths = list_toml(folder)
        except CodecError as error:
            self._blame(f"{label}{FOLDER}", error)
            return []
        if len(paths) > MOST_FILES:
            wrong, right = f"it holds more than {MOST_FILES} files", "take some out; the rest is not read"
            self._add(Fault(file=f"{label}{FOLDER}", key="", wrong=wrong, right=right))
        return paths[:MOST_FILES]

    def _look(self, path: Path, label: str) -> Figure | None:
        try:
            path.lstat()
        except (OSError, ValueError):  # a folder that may not be read is named where its files are listed
            return None
        try:
            return read_figure(path)
        except CodecError as error:
            self._blame(_named(label, path), error)
            return None

    def _blame(self, file: str, error: CodecError) -> None:
        for flaw in error.flaws:
            self._add(Fault(file=file, key=flaw.key, wrong=flaw.wrong, right=flaw.right))

    def _add(self, fault: Fault) -> None:
        if fault not in self.faults:
            self.faults.append(fault)


def _named(label: str, path: Path) -> str:
    return clean(f"{label}{FOLDER}/{path.name}", newlines=False)

"""Incoming: versions from outside come into the store as a folder of their own, whole or not at all.

Everything is written and brought to the disk beside the store first. What then makes it count is one rename into
`store/`, which leaves this device's own files alone, and the other files a hard link each just before it.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from trainer.errors import BusyError, NotSavedError, RefusedError, TrainerError
from trainer.store.documents import Version, to_document
from trainer.store.envelope import seal, unseal
from trainer.store.faults import LOCKED, DamagedError, cause_of
from trainer.store.fs import Fs
from trainer.store.layout import CAP, Layout, place_of
from trainer.store.lock import Lock
from trainer.store.oddities import STAGE

FOLDER = "import"
"""How the folders in the store begin that were brought in; a part of their checksum follows."""
_LOCK = "incoming.lock"
_WAIT = 5.0
_NOT_IMPORTED = "Not imported: {cause}. What you have is as it was; import again once that is mended."
_UNSURE = (
    "The import broke off at its end: {cause}. Import the same file again once that is mended; nothing comes twice."
)
_BUSY = "Another import is under way here: wait until it is done, then try again."
_TOO_MUCH = "{place} would take more than {most} MiB, which is more than the trainer can read; nothing was changed."
_MEANWHILE = "{file} was made by somebody else just now; nothing was changed. Import again."
_UNREADABLE = "It holds values that the trainer cannot keep; nothing was changed. Make a new export."

Told = Callable[[int, int], None]
"""Is told how many of how many files are written."""
Undo = Callable[[], None]


class Incoming:
    """Brings in what an import gives. One at a time; other processes may save and train meanwhile."""

    def __init__(self, layout: Layout, lock: Lock, fs: Fs) -> None:
        self._layout = layout
        self._lock = lock
        self._fs = fs
        self._alone = Lock(layout.local / _LOCK, fs)

    def bring(self, versions: Sequence[Version], beside: Mapping[str, bytes], told: Told) -> None:
        """Bring in versions, and files beside the store by their path under the data directory, all or nothing.

        Nothing is written over. BusyError while another import runs; RefusedError for more than a file of the store
        may hold; NotSavedError, with all as it was, when the disk refuses.
        """
        sealed = {f"{place}.json": _sealed(place, found) for place, found in _places(versions).items()}
        try:
            with self._only():
                self._bring(sealed, beside, told)
        except OSError as error:
            raise NotSavedError(_NOT_IMPORTED.format(cause=cause_of(error))) from error

    def _bring(self, sealed: Mapping[str, bytes], beside: Mapping[str, bytes], told: Told) -> None:
        name = FOLDER + _checksum(sealed)
        stage = self._layout.local / f"{STAGE}{name}"
        try:
            self._stage(stage, {**{f"store/{file}": data for file, data in sealed.items()}, **beside}, told)
            with self._locked():
                fresh = bool(sealed) and not self._is_in(name, sealed)
                self._commit(stage, name if fresh else "", beside)
        except (OSError, TrainerError, KeyboardInterrupt):
            _clear(stage)
            raise
        _clear(stage)

    def _stage(self, stage: Path, files: Mapping[str, bytes], told: Told) -> None:
        """Write every file to the disk where nothing reads it."""
        for number, (name, data) in enumerate(files.items()):
            told(number, len(files))
            path = stage / name
            self._fs.make_folders(path.parent)
            self._fs.write(path, data)
        for folder in sorted({(stage / name).parent for name in files}):
            self._fs.sync_folder(folder)

    def _commit(self, stage: Path, name: str, beside: Mapping[str, bytes]) -> None:
        undo: list[Undo] = []
        try:
            for file, data in beside.items():
                self._settle(stage / file, self._layout.root / file, data, undo)
            for folder in sorted({(self._layout.root / file).parent for file in beside}):
                self._fs.sync_folder(folder)
            if name:
                self._join(stage / "store", name, undo)
        except (OSError, RefusedError, KeyboardInterrupt) as error:
            undone = [_undone(step) for step in reversed(undo)]
            if isinstance(error, OSError) and not all(undone):
                raise NotSavedError(_UNSURE.format(cause=cause_of(error))) from error
            raise

    def _settle(self, staged: Path, target: Path, data: bytes, undo: list[Undo]) -> None:
        """Give a staged file its place, where nothing may be yet but the same."""
        self._fs.make_folders(target.parent)
        if self._holds(target, data):
            return
        try:
            self._fs.link(staged, target)
        except OSError:  # no links there, or another file system behind a link to a folder
            if target.name in self._fs.names(target.parent):
                raise RefusedError(_MEANWHILE.format(file=target.name)) from None
            undo.append(lambda: self._fs.unlink(target))
            self._fs.swap(target, data)
        else:
            undo.append(lambda: self._fs.unlink(target))

    def _is_in(self, name: str, sealed: Mapping[str, bytes]) -> bool:
        """Say whether all of it is in the store already: another import was quicker, and it is whole."""
        folders = (self._layout.folder(one) for one in self._fs.names(self._layout.store) if _is_of(one, name))
        return any(all(self._holds(folder / file, data) for file, data in sealed.items()) for folder in folders)

    def _holds(self, path: Path, data: bytes) -> bool:
        try:
            return self._fs.read(path, len(data)).data == data
        except OSError:
            return False

    def _join(self, staged: Path, name: str, undo: list[Undo]) -> None:
        """Rename the staged folder into the store: from here on it counts."""
        self._fs.make_folders(self._layout.store)
        taken = self._fs.names(self._layout.store)
        names = (name if number == 1 else f"{name}x{number}" for number in count(1))
        target = self._layout.folder(next(free for free in names if free not in taken))
        self._fs.replace(staged, target)
        undo.append(lambda: self._fs.replace(target, staged))
        self._fs.sync_folder(self._layout.store)

    @contextmanager
    def _only(self) -> Iterator[None]:
        """Be the only import, and clear away what a crash left of another."""
        self._fs.make_folders(self._layout.local)
        if not self._alone.take():
            raise BusyError(_BUSY)
        try:
            for name in self._fs.names(self._layout.local):
                if name.startswith(STAGE):
                    _clear(self._layout.local / name)
            yield
        finally:
            try:
                with suppress(OSError):  # nobody needs it any more, and who is waiting for it looks again
                    self._fs.unlink(self._layout.local / _LOCK)
            finally:
                self._alone.free()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        if not self._lock.take(_WAIT):
            raise TimeoutError(LOCKED)
        try:
            yield
        finally:
            self._lock.free()


def _places(versions: Sequence[Version]) -> dict[str, list[Version]]:
    """Say which file each version goes to: its own month's, and the one that holds every version of it."""
    places: dict[str, list[Version]] = {}
    for version in versions:
        for place in dict.fromkeys((place_of(version.record), version.home)):
            places.setdefault(place, []).append(version)
    return dict(sorted(places.items()))


def _sealed(place: str, versions: Sequence[Version]) -> bytes:
    """Give a file's bytes as the store writes them, and see that they read back."""
    try:
        data = seal({"records": {str(at): to_document(found) for at, found in enumerate(versions, 1)}})
        unseal(data)
    except (DamagedError, ValueError, OverflowError, TypeError, RecursionError) as error:
        raise RefusedError(_UNREADABLE) from error
    if len(data) > CAP:
        raise RefusedError(_TOO_MUCH.format(place=place, most=CAP // 1024 // 1024))
    return data


def _checksum(sealed: Mapping[str, bytes]) -> str:
    """The same for the same versions, so that two machines that import one file make one folder."""
    total = hashlib.sha256()
    for name, data in sealed.items():
        total.update(b"%s %d\n" % (name.encode(), len(data)) + data)
    return total.hexdigest()[:12]


def _is_of(folder: str, name: str) -> bool:
    """Say whether a folder was made by an import of that name, be it the second one."""
    return folder.partition("x")[0] == name


def _undone(step: Undo) -> bool:
    try:
        step()
    except FileNotFoundError:  # it did not come to that
        return True
    except OSError:
        return False
    return True


def _clear(stage: Path) -> None:
    shutil.rmtree(stage, ignore_errors=True)

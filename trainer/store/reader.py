"""The reader: what all devices' files hold now, each file parsed again only when it has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from trainer.store.documents import Version
from trainer.store.faults import DamagedError, NewerError, OversizeError
from trainer.store.fs import Fs, Key
from trainer.store.layout import Layout, Source, is_conflict, read_name
from trainer.store.stamps import Stamps, device_of
from trainer.store.table import Loaded, load, load_older

Tell = Callable[[str], None]
Wanted = Callable[[str], bool]
"""Says of a place whether its files are to be read."""
Mend = Callable[[Path], bool]
"""Mend a damaged file of ours; False when that was not possible."""
_FAULTS = (DamagedError, NewerError, OSError)


class Reader:
    """Reads the files under `store/`. What a file is like goes to `tell`; nothing is raised for it."""

    def __init__(self, layout: Layout, device: str, fs: Fs, stamps: Stamps, *, mend: Mend, tell: Tell) -> None:
        self._layout = layout
        self._device = device
        self._fs = fs
        self._stamps = stamps
        self._mend = mend
        self._tell = tell
        self._cache: dict[Path, Loaded] = {}
        self._moved: dict[Path, tuple[Source, Loaded]] = {}
        self._homes: dict[str, str] = {}
        self.unread: dict[Path, str] = {}
        """What could not be read in full when it was last looked at, and what was said of it."""

    def sources(self, wanted: Wanted) -> tuple[Source, ...]:
        """The files of records for the places wanted, also those of which only an older generation is left."""
        return tuple(source for device in self.names(self._layout.store) for source in self._of(device, wanted))

    def versions(self, wanted: Wanted) -> list[Version]:
        """All versions in the places wanted, and in the places where their first versions lie."""
        found: list[Version] = []
        done: set[str] = set()
        sources = self.sources(wanted)
        while sources:
            fresh = [version for source in sources for version in self.load(source).versions]
            found += fresh
            done |= {source.place for source in sources}
            homes = {version.home for version in fresh} - done
            sources = self.sources(homes.__contains__) if homes else ()
        return found

    def load(self, source: Source) -> Loaded:
        """What a file holds, mended where that is needed and ours to do."""
        known = self._cache.get(source.path)
        if known is None or known.key is None or known.key != self._look(source.path):
            self.unread.pop(source.path, None)
            known = self._cache[source.path] = self._load(source)
            self._learn(source, known)
        return known

    def home(self, id_: str) -> str | None:
        """Where a record's first version lies, if a file read so far has it."""
        return self._homes.get(id_)

    def note(self, version: Version) -> None:
        """Learn where a record's versions lie."""
        id_ = version.record.id
        self._homes[id_] = min(version.home, self._homes.get(id_, version.home))

    def strays(self) -> Iterator[Version]:
        """Versions of ours that reached the month they were moved to and not their first one: a crash between."""
        for source, loaded in list(self._moved.values()):
            for version in loaded.moved:
                if version.home != source.place and not self._is_home(version):
                    yield version

    def state(self, source: Source) -> Loaded:
        """What a file is like, left as it is and without a word."""
        try:
            return load(source.path, self._fs)
        except _FAULTS as error:
            return Loaded(state=_state(error))

    def names(self, folder: Path) -> tuple[str, ...]:
        """What a folder holds; nothing, and that is told, when it cannot be read."""
        try:
            found = self._fs.names(folder)
        except OSError as error:
            self._miss(folder, f"{folder} cannot be read ({error.strerror}); what it holds is not shown.")
            return ()
        self.unread.pop(folder, None)
        return found

    def _is_home(self, version: Version) -> bool:
        path = self._layout.file(self._device, version.home)
        home = self.load(Source(path=path, device=self._device, place=version.home, ours=True))
        return any(_same(version, other) for other in home.versions)

    def _of(self, device: str, wanted: Wanted) -> Iterable[Source]:
        folder = self._layout.folder(device)
        for name, place in dict(filter(None, map(read_name, self.names(folder)))).items():
            if wanted(place):
                ours = device == self._device and not is_conflict(name)
                yield Source(path=folder / name, device=device, place=place, ours=ours)

    def _load(self, source: Source) -> Loaded:
        try:
            return self._checked(source, load(source.path, self._fs))
        except DamagedError as error:
            if not source.ours or not self._mend(source.path):
                return self._older(source, error)
        except (NewerError, OSError) as error:
            return self._older(source, error)
        try:
            return load(source.path, self._fs)
        except _FAULTS as error:
            return self._older(source, error)

    def _miss(self, path: Path, sentence: str) -> None:
        self.unread[path] = sentence
        self._tell(sentence)

    def _checked(self, source: Source, loaded: Loaded) -> Loaded:
        name = f"{source.device}/{source.path.name}"
        if loaded.state == "newer":
            self._tell(f"{name} was written by a newer trainer: it is read, and changed only by that one.")
        if loaded.strange:
            self._tell(f"{name} has entries that are no records ({loaded.strange}); they are left as they are.")
        return loaded

    def _older(self, source: Source, error: Exception) -> Loaded:
        older = load_older(source.path, self._fs)
        name = f"{source.device}/{source.path.name}"
        shown = "no older copy of it can be read" if older is None else "the copy before its last change is read"
        self._miss(source.path, f"{name} {_trouble(error)}; {shown}.")
        passing = isinstance(error, OSError)  # what could not be read now is tried again at the next look
        key = None if passing else self._look(source.path)
        return replace(older or Loaded(), state=_state(error), key=key)

    def _learn(self, source: Source, loaded: Loaded) -> None:
        self._moved.pop(source.path, None)
        if source.ours and loaded.moved:
            self._moved[source.path] = (source, loaded)
        for version in loaded.versions:
            self.note(version)
        latest = max((version.record.stamp for version in loaded.versions), default="")
        self._stamps.see(latest)
        if self._stamps.is_ahead(latest):
            device = device_of(latest)
            self._tell(f"Device {device} wrote records more than 24 hours ahead of this clock: check the clocks.")

    def _look(self, path: Path) -> Key | None:
        try:
            return self._fs.look(path)
        except OSError:
            return None


def _same(version: Version, other: Version) -> bool:
    return (version.record.id, version.record.stamp) == (other.record.id, other.record.stamp)


def _trouble(error: Exception) -> str:
    if isinstance(error, NewerError):
        return "was written by a newer trainer and cannot be understood by this one"
    if isinstance(error, DamagedError):
        return f"is damaged ({error})"
    return f"cannot be read ({getattr(error, 'strerror', None) or error})"


def _state(error: Exception) -> str:
    for kind, state in ((OversizeError, "too large"), (DamagedError, "damaged"), (NewerError, "newer")):
        if isinstance(error, kind):
            return state
    return "unreadable"

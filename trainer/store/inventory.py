"""The inventory: each file of records, what it holds and whether it is whole; looking changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from trainer.store.documents import Version
from trainer.store.faults import DamagedError, NewerError, OversizeError
from trainer.store.fs import Fs
from trainer.store.layout import GENERATIONS, Source, is_conflict
from trainer.store.reader import Reader
from trainer.store.recovery import ASIDE
from trainer.store.stamps import moment_of
from trainer.store.table import Loaded, load, load_older


@dataclass(frozen=True, slots=True, kw_only=True)
class Older:
    """What the newest good generation of a damaged file holds."""

    records: int
    written: datetime | None
    """When its newest record was written, by its device's clock, in UTC; None when it is empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileInfo:
    """One file of records."""

    path: Path
    place: str
    """`standing`, or the month as `2026-11`."""
    size: int
    """Bytes; 0 when it is missing."""
    device: str
    ours: bool
    """Only this device writes it, so that it is ours to mend."""
    state: str
    """`ok`, `damaged`, `newer`, `too large` or `unreadable`."""
    why: str = ""
    """What is wrong, in a few words; empty when nothing is."""
    records: int = 0
    """Different ids in it."""
    strange: int = 0
    """Documents in it that are no records; they stay where they are."""
    generations: int = 0
    """Older copies beside it."""
    corrupt: int = 0
    """Damaged copies of it that were kept."""
    older: Older | None = None
    """What the newest good older copy holds, where it is not good itself; None where none is."""

    @property
    def conflict(self) -> bool:
        """Whether a file synchroniser made this copy."""
        return is_conflict(self.path.name)

    @property
    def well(self) -> bool:
        """Whether nothing about it needs a word."""
        return self.state == "ok" and not (self.strange or self.corrupt or self.conflict)

    @property
    def damaged(self) -> bool:
        """Whether its bytes are not what was written."""
        return self.state in {"damaged", "too large"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """One file and the versions in it."""

    info: FileInfo
    versions: tuple[Version, ...]
    """What is shown of it: of a file that is not good, what its newest good older copy holds."""


def take_stock(reader: Reader, fs: Fs) -> tuple[FileInfo, ...]:
    """Look at every file of records under `store/`."""
    sources = reader.sources(lambda _: True)
    return tuple(look_at(source, reader.names(source.path.parent), fs).info for source in sources)


def look_at(source: Source, names: tuple[str, ...], fs: Fs) -> Looked:
    """Look at one file; `names` are those of its folder."""
    name = source.path.name
    loaded, why = _load(source.path, fs)
    good = loaded.key is not None or loaded.state == "ok"
    spare = None if good else load_older(source.path, fs)
    info = FileInfo(
        path=source.path,
        place=source.place,
        size=_size(source.path, fs),
        device=source.device,
        ours=source.ours,
        state=loaded.state,
        why=why,
        records=len({version.record.id for version in loaded.versions}),
        strange=loaded.strange,
        generations=sum(name + ending in names for ending in GENERATIONS),
        corrupt=sum(other.startswith(name + ASIDE) for other in names),
        older=None if spare is None else _older(spare),
    )
    return Looked(info=info, versions=loaded.versions if spare is None else spare.versions)


def _load(path: Path, fs: Fs) -> tuple[Loaded, str]:
    try:
        return load(path, fs), ""
    except OversizeError as error:
        return Loaded(state="too large"), str(error)
    except DamagedError as error:
        return Loaded(state="damaged"), str(error)
    except NewerError:
        return Loaded(state="newer"), "it cannot be understood by this trainer"
    except OSError as error:
        return Loaded(state="unreadable"), error.strerror or str(error)


def _older(loaded: Loaded) -> Older:
    newest = max((version.record.stamp for version in loaded.versions), default=None)
    written = None if newest is None else moment_of(newest)
    return Older(records=len({version.record.id for version in loaded.versions}), written=written)


def _size(path: Path, fs: Fs) -> int:
    try:
        key = fs.look(path)
    except OSError:
        return 0
    return 0 if key is None else key[2]

"""The inventory: what lies in the store and whether it is whole, for `trainer doctor`; it changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from trainer.store.fs import Fs
from trainer.store.layout import JOURNAL, Layout, Source, read_name
from trainer.store.reader import Reader
from trainer.store.recovery import ASIDE


@dataclass(frozen=True, slots=True, kw_only=True)
class FileInfo:
    """One file of the store."""

    path: Path
    size: int
    """Bytes; 0 when it is missing."""
    device: str
    state: str
    """`ok`, `damaged`, `newer`, `too large`, `unreadable`, or `foreign` for what no trainer wrote."""
    records: int = 0
    """Different ids in it."""
    corrupt: int = 0
    """Damaged copies of it that were kept."""


def take_stock(layout: Layout, reader: Reader, fs: Fs) -> tuple[FileInfo, ...]:
    """Look at every file under `store/`; what is no device's folder or record file is foreign."""
    known = [_look(source, reader, fs) for source in reader.sources(lambda _: True)]
    return (*known, *_foreign(layout, reader, fs))


def _look(source: Source, reader: Reader, fs: Fs) -> FileInfo:
    loaded = reader.state(source)
    return FileInfo(
        path=source.path,
        size=_size(source.path, fs),
        device=source.device,
        state=loaded.state,
        records=len({version.record.id for version in loaded.versions}),
        corrupt=sum(name.startswith(source.path.name + ASIDE) for name in reader.names(source.path.parent)),
    )


def _foreign(layout: Layout, reader: Reader, fs: Fs) -> Iterator[FileInfo]:
    for device in reader.names(layout.store):
        folder = layout.folder(device)
        if not folder.is_dir():
            yield FileInfo(path=folder, size=_size(folder, fs), device="", state="foreign")
        for name in reader.names(folder):
            if not _is_known(name):
                yield FileInfo(path=folder / name, size=_size(folder / name, fs), device=device, state="foreign")


def _is_known(name: str) -> bool:
    if name.startswith("."):  # what a crash left of a save, and what synchronisers put down
        return True
    return name == JOURNAL or ASIDE in name or read_name(name) is not None


def _size(path: Path, fs: Fs) -> int:
    try:
        key = fs.look(path)
    except OSError:
        return 0
    return 0 if key is None else key[2]

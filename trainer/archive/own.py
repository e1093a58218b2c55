"""The person's own library files: their names and texts, and which of them are fit to travel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from trainer.codec.words import shorten
from trainer.core.text import find_hostile
from trainer.errors import RefusedError
from trainer.shelf.files import MOST_BYTES, MOST_FILES
from trainer.store.fs import Fs, OddFileError, TooLargeError
from trainer.store.layout import OWN

FOLDERS = OWN
"""The folders of a person's own files under the data directory."""
ENDING = ".toml"
BESIDE = ".imported"
"""What is added to the name of an own file that differs: the trainer reads only names that end in .toml."""
_LONGEST_NAME = 200
"""Bytes of a file's name."""

Own = Mapping[str, Mapping[str, str]]
"""Texts by folder and file name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The files of a data directory."""

    texts: Own
    left_out: tuple[str, ...] = ()
    """A sentence for each file that cannot travel."""
    unread: tuple[str, ...] = ()
    """Those of them, and of the folders, that the disk did not give: what they hold may well be good."""
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Every name that is taken, by folder."""
    beside: Own = field(default_factory=dict)
    """What earlier imports put beside files that differ."""


def find(root: Path, fs: Fs) -> Found:
    """Read the own files of a data directory; nothing is raised for one that cannot be read."""
    unread: list[str] = []
    names = {folder: _names(root / folder, fs, unread) for folder in FOLDERS}
    texts: dict[str, dict[str, str]] = {folder: {} for folder in FOLDERS}
    left_out = [*unread]
    for folder, name in _ours(names):
        try:
            texts[folder][name] = _read(root / folder / name, fs)
        except _UnfitError as error:
            left_out.append(f"{folder}/{shorten(name)} is left out: {error}.")
            unread += left_out[-1:] if isinstance(error, _UnreadError) else []
    return Found(
        texts=texts,
        left_out=tuple(left_out),
        unread=tuple(unread),
        names={folder: frozenset(taken) for folder, taken in names.items()},
        beside={folder: dict(_put_beside(root / folder, taken, fs)) for folder, taken in names.items()},
    )


def check(own: Own) -> None:
    """Raise RefusedError for names that 'trainer export' never writes: paths, hidden files, control characters."""
    for folder in FOLDERS:
        if len(own[folder]) > MOST_FILES:
            raise RefusedError(f"The export has more than {MOST_FILES} own {folder}; nothing was changed.")
        for name in own[folder]:
            if not _is_fit(name):
                raise RefusedError(
                    f"The export names a file of yours '{shorten(name)}', which the trainer would never do; "
                    "nothing was changed. Do not trust this file."
                )


def fault(text: str) -> str | None:
    """Say why a text is not fit to be a library file; None when it is."""
    if len(text.encode(errors="replace")) > MOST_BYTES:
        return f"it is larger than {MOST_BYTES // 1024} KiB"
    hostile = find_hostile(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\t", " "))
    return None if hostile is None else f"it holds a character that steers a terminal ({hostile}); take it out first"


class _UnfitError(Exception):
    """Why a file cannot travel."""


class _UnreadError(_UnfitError):
    """The disk did not give a file."""


def _names(folder: Path, fs: Fs, unread: list[str]) -> tuple[str, ...]:
    try:
        return fs.names(folder)
    except OSError as error:
        unread.append(f"Your own {folder.name} are left out: their folder cannot be read ({error.strerror}).")
        return ()


def _put_beside(folder: Path, names: Iterable[str], fs: Fs) -> Iterator[tuple[str, str]]:
    for name in names:
        if f"{ENDING}{BESIDE}" in name:
            with suppress(OSError, UnicodeDecodeError):
                yield name, fs.read(folder / name, MOST_BYTES).data.decode()


def _ours(names: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    for folder, found in names.items():
        ours = (name for name in found if name.endswith(ENDING) and not name.startswith("."))
        yield from ((folder, name) for name, _ in zip(ours, range(MOST_FILES), strict=False))


def _read(path: Path, fs: Fs) -> str:
    if not _is_fit(path.name):
        raise _UnfitError("its name is too long, or holds characters that no name should have; give it another")
    try:
        text = fs.read(path, MOST_BYTES).data.decode()
    except TooLargeError:
        raise _UnfitError(f"it is larger than {MOST_BYTES // 1024} KiB") from None
    except OddFileError:
        raise _UnfitError("it is no regular file") from None
    except UnicodeDecodeError:
        raise _UnfitError("it is not UTF-8 text") from None
    except OSError as error:
        raise _UnreadError(f"it cannot be read ({error.strerror})") from None
    why = fault(text)
    if why is not None:
        raise _UnfitError(why)
    return text


def _is_fit(name: str) -> bool:
    """Whether a name is that of a plain file in its folder."""
    return (
        name.endswith(ENDING)
        and not name.startswith(".")
        and "/" not in name
        and "\\" not in name
        and name.isprintable()
        and len(name.encode(errors="replace")) <= _LONGEST_NAME
    )

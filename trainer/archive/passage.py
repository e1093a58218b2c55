"""The passage: an export's bytes out to a file and in from one; whole or not at all, private, and never too many."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from trainer.archive.document import CAP, too_large
from trainer.codec.words import shorten
from trainer.errors import NotFoundError, NotSavedError, RefusedError
from trainer.store.faults import cause_of
from trainer.store.fs import Fs, OddFileError, TooLargeError


def check_place(name: str, fs: Fs, *, force: bool) -> Path:
    """Return where an export may be written; RefusedError where something is that must not be lost."""
    path = _path(name)
    try:
        taken = path.is_symlink() or fs.look(path) is not None
    except OSError as error:
        raise _unwritten(name, error) from None
    if taken and not path.is_file():
        raise RefusedError(f"'{shorten(name)}' is no file; name a new one, or - for the standard output.")
    if taken and not force:
        raise _taken(name)
    return path.resolve() if taken else path


def write(path: Path, data: bytes, fs: Fs, *, force: bool) -> None:
    """Write a private file, on the disk when this returns; NotSavedError, with none of it left, when it cannot be."""
    try:
        if force:
            fs.swap(path, data)
        else:
            _write_new(path, data, fs)
    except FileExistsError:
        raise _taken(path.name) from None
    except OSError as error:
        raise _unwritten(path.name, error) from None


def read(name: str, fs: Fs) -> bytes:
    """Read a file that may be an export; refused in a sentence, and unread, when it is too large."""
    path = _path(name)
    try:
        return fs.read(path, CAP).data
    except FileNotFoundError:
        raise NotFoundError(
            f"There is no file '{shorten(name)}'; name one that 'trainer export' has written."
        ) from None
    except TooLargeError:
        raise too_large() from None
    except OddFileError:
        raise RefusedError(f"'{shorten(name)}' is no file; name one, or pipe it into 'trainer import -'.") from None
    except OSError as error:
        raise RefusedError(f"'{shorten(name)}' cannot be read: {error.strerror}.") from None


def read_stream(stream: BinaryIO | None) -> bytes:
    """Read an export from a pipe, no further than an export can reach."""
    if stream is None:
        raise RefusedError("There is no input to read from; name a file.")
    data = stream.read(CAP + 1)
    if len(data) > CAP:
        raise too_large()
    return data


def standard_input() -> BinaryIO | None:
    """The standard input as bytes; None when it is closed."""
    return getattr(sys.stdin, "buffer", None)


def _write_new(path: Path, data: bytes, fs: Fs) -> None:
    """Write beside, then give it its name where nothing has it, at once."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        fs.write(fresh, data)
        _name(fresh, path, fs)
        try:
            fs.sync_folder(path.parent)
        except OSError:
            with suppress(OSError):
                fs.unlink(path)
            raise
    finally:
        with suppress(OSError):
            fs.unlink(fresh)


def _name(fresh: Path, path: Path, fs: Fs) -> None:
    try:
        fs.link(fresh, path)
    except FileExistsError:
        raise
    except OSError:  # no links on this file system
        if fs.look(path) is not None:
            raise
        fs.replace(fresh, path)


def _path(name: str) -> Path:
    try:
        return Path(name).expanduser().absolute()
    except (RuntimeError, ValueError):
        raise RefusedError(f"'{shorten(name)}' is no name of a file; name another.") from None


def _taken(name: str) -> RefusedError:
    return RefusedError(f"'{shorten(name)}' is there already: name another file, or say --force to replace it.")


def _unwritten(name: str, error: OSError) -> NotSavedError:
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return NotSavedError(f"Not written: the folder of '{shorten(name)}' is not there; name one that is.")
    return NotSavedError(f"Not written: '{shorten(name)}' cannot be written, {cause_of(error)}.")

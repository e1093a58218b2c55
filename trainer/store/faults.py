"""Faults: what can be wrong with a file, and the sentence a person gets for each cause."""

from __future__ import annotations

import errno

from trainer.errors import NotSavedError

LOCKED = "another trainer is saving and did not finish"
_CAUSES = {
    errno.ENOSPC: "the disk is full: free some space",
    errno.EDQUOT: "the disk quota is used up: free some space",
    errno.EROFS: "the directory is read-only",
    errno.EACCES: "the directory may not be written by this account",
    errno.EPERM: "the directory may not be written by this account",
    errno.EFBIG: "the file would become too large",
}


class DamagedError(Exception):
    """A file's bytes are not what was written."""


class OversizeError(DamagedError):
    """A file is larger than any the trainer writes; it was not read."""


class NewerError(Exception):
    """A file was written by a newer trainer; it is never overwritten."""


def cause_of(error: Exception) -> str:
    """Say in a few words why writing failed."""
    if isinstance(error, NewerError):
        return "the file was written by a newer trainer: update this one"
    if isinstance(error, DamagedError):
        return f"the file is damaged ({error})"
    if not isinstance(error, OSError):
        return str(error)
    if error.errno is None:
        return str(error)
    return _CAUSES.get(error.errno) or f"the disk reports an error ({error.strerror})"


def not_saved(cause: str, *, part: bool = False) -> NotSavedError:
    """The error for records that wait in memory; `part` says that some of what belongs to them is on disk."""
    kept = "Only a part of it is kept" if part else "Nothing of it is kept"
    return NotSavedError(
        f"Not saved: {cause}. It is kept in memory and tried again.",
        at_end=f"Not saved: {cause}. {kept}: do it again once that is mended.",
    )

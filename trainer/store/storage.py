"""The storage under TinyDB: each write a whole new file, with the two generations before it kept."""

from __future__ import annotations

import errno
import re
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from trainer.store.envelope import seal, unseal
from trainer.store.faults import DamagedError, NewerError, OversizeError
from trainer.store.fs import Content, Fs, Key, OddFileError, TooLargeError
from trainer.store.layout import CAP, GENERATIONS
from trainer.store.migrations import Tables

_HOSTILE = re.compile(
    rb"\\[bfrtu]|[\x7f]|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]|\xef\xbb\xbf"
)
"""What `is_hostile` would find, as it stands in JSON; a few harmless texts too, which are then looked at closely."""


class SafeStorage(Storage):
    """A TinyDB file that is whole at every moment. Who writes holds the store's lock."""

    def __init__(self, path: Path, fs: Fs) -> None:
        super().__init__()
        self._path = path
        self._fs = fs
        self.key: Key | None = None
        """The state of the file that was last read."""
        self.newer = False
        """The file that was last read is of a newer format."""
        self._tables: Tables | None = None
        self._raw = b""

    @property
    def hostile(self) -> bool:
        """Whether the file that was last read may hold characters that steer a terminal."""
        return is_suspect(self._raw)

    def read(self) -> Tables | None:
        """Return the tables, None for no file; DamagedError, or NewerError when a newer one is not understood."""
        if self.key is None or self.key != self._fs.look(self._path):
            content = _content(self._path, self._fs)
            if content is None:
                return None
            self._keep(content)
        if self._tables is None:
            raise NewerError(self._path.name)
        # TinyDB reads twice for one insert, and changes the tables but not the documents in them.
        return {name: dict(table) for name, table in self._tables.items()}

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replace the file; returns when it is on disk, raises with the old file as it was."""
        if self.newer:
            raise NewerError(self._path.name)
        whole = seal(data)
        if len(whole) > CAP:
            raise TooLargeError(errno.EFBIG, "too large", str(self._path))
        self._fs.swap(self._path, whole, self._keep_generation)

    def _keep(self, content: Content) -> None:
        held = unseal(content.data)
        self._tables, self._raw = held.tables, content.data
        self.key, self.newer = content.key, held.newer

    def _keep_generation(self) -> None:
        now = self._fs.look(self._path)
        before, older = generations(self._path)
        kept = self._fs.look(before)
        if now is None or (kept is not None and kept[-1] == now[-1]):
            return  # nothing to keep, or an earlier try has kept it: once more would push out the older one
        if kept is not None:
            self._fs.replace(before, older)
        self._fs.keep(self._path, before)


def is_suspect(raw: bytes) -> bool:
    """Say whether JSON text may hold characters that steer a terminal, without parsing it."""
    return _HOSTILE.search(raw) is not None


def generations(path: Path) -> tuple[Path, Path]:
    """The files of the generation before, and of the one before that."""
    before, older = (path.with_name(path.name + ending) for ending in GENERATIONS)
    return before, older


def _content(path: Path, fs: Fs) -> Content | None:
    try:
        return fs.read(path, CAP)
    except FileNotFoundError:
        if any(fs.look(generation) for generation in generations(path)):
            raise DamagedError("it is missing") from None
        return None
    except OddFileError:
        raise DamagedError("it is no regular file") from None
    except TooLargeError:
        raise OversizeError("it is too large") from None

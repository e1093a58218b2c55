"""The line for a shell's prompt: worked out once, and told again from a file as long as no other file has changed.

A prompt is shown after every command, and nobody waits for it: this module imports next to nothing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from trainer import __version__
from trainer.core.clock import Clock

FOLDERS = ("store", "exercises", "routines")
"""What of the data directory the line is made from, beside the day."""
SETTLED = timedelta(seconds=2)
"""How long files must have stood still: a clock of files is coarse, and a later change could have the same time."""


def is_kept(root: Path) -> bool:
    """Say whether anything was ever kept; what may not be looked at counts as nothing."""
    return os.path.isdir(os.path.join(root, "store"))  # noqa: PTH112, PTH118 - a path object raises where it may not look


def tell(root: Path, clock: Clock) -> bool:
    """Print the line as it was kept; False when there is none that still holds."""
    try:
        key, line = _file(root).read_text(encoding="utf-8").split("\n", 1)
    except (OSError, ValueError):
        return False
    if not key or key != key_of(root, clock):
        return False
    with suppress(OSError, AttributeError):  # nobody listens, or there is nowhere to write
        sys.stdout.write(line)
        sys.stdout.flush()
    return True


def encoding() -> str:
    """Return how the line is written."""
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def keep(root: Path, clock: Clock, line: str, key: str) -> None:
    """Keep a line, fit for where it was printed; nothing is kept where it cannot be, or may change at once.

    `key` is what the line was made from, taken before it was made.
    """
    if not key or key != key_of(root, clock):
        return
    path = _file(root)
    new = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        try:
            with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:  # noqa: PTH123 - private from the start
                file.write(f"{key}\n{line}")
            new.replace(path)
        finally:
            new.unlink(missing_ok=True)


def key_of(root: Path, clock: Clock) -> str:
    """Return what a line depends on: the day, the encoding, and every file; empty while files are still changing."""
    from hashlib import blake2b

    now = clock.now()
    seen = sorted(_look(root))
    newest = max((changed for _, changed, _ in seen), default=0)
    if newest > (now - SETTLED).timestamp() * 1e9:
        return ""
    files = blake2b(repr(seen).encode(errors="surrogateescape"), digest_size=16).hexdigest()
    return f"{__version__} {now.date()} {now.utcoffset()} {encoding()} {files}"


def _file(root: Path) -> Path:
    return root / "local" / "prompt"


def _look(root: Path) -> Iterator[tuple[str, int, int]]:
    """Return name, time and size of all files that tell anything."""
    folders = [os.path.join(root, name) for name in FOLDERS]  # noqa: PTH118 - a path object for each costs more than the look
    while folders:
        with suppress(OSError), os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir() and entry.is_symlink():  # it may lead round in a circle, so that nothing is kept
                    yield entry.path, sys.maxsize, 0
                    continue
                if entry.is_dir():
                    folders.append(entry.path)
                found = entry.stat()
                yield entry.path, found.st_mtime_ns, found.st_size

"""Recovery: a damaged file of ours is put aside, never thrown away, and its newest good generation takes its place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from itertools import count
from pathlib import Path

from trainer.core.clock import Clock
from trainer.store.documents import Version
from trainer.store.faults import DamagedError, NewerError
from trainer.store.fs import Fs
from trainer.store.layout import CAP, STANDING_PLACE
from trainer.store.stamps import moment_of
from trainer.store.storage import generations
from trainer.store.table import load

ASIDE = ".corrupt-"


def recover(path: Path, fs: Fs, clock: Clock) -> str | None:
    """Mend a file, holding the lock, and tell it in a sentence; None when it is good. OSError when it cannot be.

    The damaged file is renamed first: a crash after that leaves a missing file with older copies, which is mended
    the same way at the next look.
    """
    damage = _put_aside(path, fs, clock)
    if damage is None:
        return None
    for generation in generations(path):
        if _put_aside(generation, fs, clock) is None and fs.look(generation) is not None:
            fs.swap(path, fs.read(generation, CAP).data)
            return f"{damage} {_recovered(load(path, fs).versions, clock)}"
    fs.sync_folder(path.parent)
    return f"{damage} There was no good older copy: {lost(path.name)}"


def lost(name: str) -> str:
    """Say what is missing when a file gives nothing any more, as the end of a sentence."""
    if name.partition(".")[0] != STANDING_PLACE:
        return "what it held is missing."
    return (
        "what you told about yourself, your settings, the gates that were closed and the exercises set aside are "
        "missing. Tell them again ('trainer profile', 'trainer check-in')."
    )


def free_name(path: Path, fs: Fs, clock: Clock) -> Path:
    """A name for a damaged file that nothing has yet."""
    name = f"{path.name}{ASIDE}{clock.now().astimezone(UTC):%Y%m%dT%H%M%SZ}"
    taken = fs.names(path.parent)
    names = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return path.with_name(next(free for free in names if free not in taken))


def _put_aside(path: Path, fs: Fs, clock: Clock) -> str | None:
    try:
        load(path, fs)
    except NewerError:
        return None
    except DamagedError as error:
        if path.name not in fs.names(path.parent):
            return f"{path.name} was missing."
        aside = free_name(path, fs, clock)
        fs.replace(path, aside)
        return f"{path.name} was damaged ({error}); it is kept as {aside.name}."
    return None


def _recovered(versions: Sequence[Version], clock: Clock) -> str:
    newest = max((version.record.stamp for version in versions), default=None)
    if newest is None:
        return "The copy from before its last change is used; it was empty."
    moment = moment_of(newest).astimezone(clock.now().tzinfo)
    number = len({version.record.id for version in versions})
    records = f"{number} record{'' if number == 1 else 's'}, the last written {moment:%Y-%m-%d %H:%M}"
    return f"The copy from before its last change is used: {records}. What was saved after it is missing."

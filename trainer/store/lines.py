"""Lines: a journal's text, each line with its own time and checksum, so a torn end never hides what came before.

{"format":1,"at":"2026-11-03T07:10:00+01:00","sum":"…","line":{…}}
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from trainer.store.documents import plain
from trainer.store.faults import NewerError

_FORMAT = 1
_ENCODER = msgspec.json.Encoder(order="deterministic")


class _Line(msgspec.Struct):
    format: int
    at: str
    sum: str
    line: msgspec.Raw


_LINES = msgspec.json.Decoder(_Line)
_BODIES = msgspec.json.Decoder(dict[str, Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What a journal holds: its good lines, from the first on."""

    header: Mapping[str, Any]
    lines: tuple[Mapping[str, Any], ...]
    at: datetime
    """When the last good line was written."""
    text: bytes
    """The good lines as they stand in the file."""
    dropped: int
    """Bytes after them which are torn or damaged."""


def to_line(body: Mapping[str, Any], at: datetime) -> bytes:
    """Return one line; ValueError when JSON cannot hold the body."""
    try:
        return _whole(at.isoformat(), _ENCODER.encode(plain(body)))
    except (UnicodeEncodeError, OverflowError) as error:
        raise ValueError(f"not text that can be kept: {error}") from error


def parse(raw: bytes) -> Left | None:
    """Read lines until the first that is not exactly as it was written; None when not even the header is good.

    NewerError for the journal of a newer trainer.
    """
    bodies: list[Mapping[str, Any]] = []
    good, at = 0, None
    for text in raw.splitlines(keepends=True):
        try:
            body, at = _open(text)
        except (msgspec.MsgspecError, ValueError, OverflowError, RecursionError):
            break
        bodies.append(body)
        good += len(text)
    if at is None:
        return None
    return Left(header=bodies[0], lines=tuple(bodies[1:]), at=at, text=raw[:good], dropped=len(raw) - good)


def _open(text: bytes) -> tuple[dict[str, Any], datetime]:
    line = _LINES.decode(text)
    if line.format > _FORMAT:
        raise NewerError("a newer journal")
    data = bytes(line.line)
    body = _BODIES.decode(data)
    if _whole(line.at, data) != text or _ENCODER.encode(body) != data:
        raise ValueError("the checksum does not fit")
    at = datetime.fromisoformat(line.at)
    if at.tzinfo is None:
        raise ValueError("a time without an offset")
    return body, at


def _whole(at: str, data: bytes) -> bytes:
    digest = hashlib.sha256(b"%d\n%s\n" % (_FORMAT, at.encode()) + data).hexdigest()[:16]
    return b'{"format":%d,"at":"%s","sum":"%s","line":%s}\n' % (_FORMAT, at.encode(), digest.encode(), data)

"""Documents: a record as TinyDB keeps it, and back; the only place that knows the keys."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import msgspec

from trainer.core.record import Record
from trainer.core.text import clean
from trainer.store.layout import is_place, place_of
from trainer.store.stamps import is_stamp

_DEEPEST = 32
_FIRST, _END = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
"""Between these a record has its time: reckoning with days and zones must not leave the calendar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a record and where its first version lies."""

    record: Record
    home: str
    """The place that holds every version of it; a month it was moved to holds copies."""


class _Document(msgspec.Struct):
    id: str
    stamp: str
    kind: str
    at: str
    body: dict[str, Any]
    home: str | None = None
    deleted: bool = False


def to_document(version: Version) -> dict[str, Any]:
    """Return what TinyDB keeps; what is usual (not deleted, at home) is left out."""
    record = version.record
    document: dict[str, Any] = {
        "id": record.id,
        "stamp": record.stamp,
        "kind": record.kind,
        "at": record.at.isoformat(),
        "body": record.body,
    }
    if version.home != place_of(record):
        document["home"] = version.home
    if record.deleted:
        document["deleted"] = True
    return document


def to_version(document: Mapping[str, Any], *, hostile: bool = False) -> Version | None:
    """Return the version a document speaks of, or None when it is not one of ours."""
    try:
        held = msgspec.convert(plain(document) if hostile else document, _Document)
        record = Record(
            id=held.id,
            kind=held.kind,
            at=datetime.fromisoformat(held.at),
            body=held.body,
            stamp=held.stamp,
            deleted=held.deleted,
        )
    except (msgspec.ValidationError, ValueError):
        return None
    home = held.home or place_of(record)
    fits = is_stamp(held.stamp) and is_place(home) and _is_time(record.at)
    return Version(record=record, home=home) if fits else None


def to_versions(documents: Iterable[Mapping[str, Any]], *, hostile: bool) -> tuple[Version, ...]:
    """Return the versions that can be understood, their text cleaned where a file has hostile characters."""
    found = (to_version(document, hostile=hostile) for document in documents)
    return tuple(version for version in found if version is not None)


def unique(versions: Iterable[Version]) -> tuple[Version, ...]:
    """Leave out copies of the same version and put the rest in the order they were written."""
    found: dict[tuple[str, str], list[Version]] = {}
    for version in versions:
        same = found.setdefault((version.record.stamp, version.record.id), [])
        if all(version.record != other.record for other in same):
            same.append(version)
    ordered = (sorted(same, key=_text_of) if len(same) > 1 else same for _, same in sorted(found.items()))
    return tuple(version for same in ordered for version in same)


def _text_of(version: Version) -> bytes:
    return msgspec.json.encode(to_document(version), order="deterministic")


def checked(record: Record) -> Record:
    """Return the record as it will read back from disk; ValueError when it could not."""
    if not record.id or not record.kind:
        raise ValueError("a record has an id and a kind")
    if not _is_time(record.at):
        raise ValueError(f"{record.at} is no time of a record")
    fixed = replace(record, at=datetime.fromisoformat(record.at.isoformat()), body=plain(record.body))
    try:
        msgspec.json.encode(to_document(Version(record=fixed, home=place_of(fixed))))
    except (UnicodeEncodeError, OverflowError) as error:
        raise ValueError(f"not text that can be kept: {error}") from error
    return fixed


def plain(value: Any, depth: int = 0) -> Any:
    """Copy a JSON value with its text cleaned; ValueError for what JSON cannot hold.

    A copy, so that what the caller changes later is not taken for what was saved.
    """
    if depth > _DEEPEST:
        raise ValueError("the body is nested too deeply")
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise ValueError("a key of the body is no text")
        return {_text(key): plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item, depth + 1) for item in value]
    return _leaf(value)


def _is_time(at: datetime) -> bool:
    return _FIRST <= at < _END


def _leaf(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float) and math.isfinite(value):
        return float(value)
    raise ValueError(f"JSON has no such value: {value!r}")


def _text(value: str) -> str:
    return str(value) if value.isprintable() else clean(value)

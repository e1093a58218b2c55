"""Merging: which version of a record counts, the same whatever the order the files were read in."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from trainer.core.record import Record

_ENCODER = msgspec.json.Encoder(order="deterministic")


def merge(records: Iterable[Record]) -> dict[str, Record]:
    """Keep the newest version of each id: the greatest stamp, or of equal stamps the greater text."""
    newest: dict[str, Record] = {}
    for record in records:
        other = newest.get(record.id)
        if other is None or _beats(record, other):
            newest[record.id] = record
    return newest


def shown(newest: Iterable[Record]) -> tuple[Record, ...]:
    """Leave out what was deleted and put the rest in the order it happened."""
    kept = (record for record in newest if not record.deleted)
    return tuple(sorted(kept, key=lambda record: (record.at, record.id)))


def distinct(records: Iterable[Record]) -> tuple[Record, ...]:
    """Leave out copies of the same version."""
    return tuple({(record.id, record.stamp, _canonical(record)): record for record in records}.values())


def _beats(record: Record, other: Record) -> bool:
    if record.stamp != other.stamp:
        return record.stamp > other.stamp
    return record is not other and _canonical(record) > _canonical(other)


def _canonical(record: Record) -> bytes:
    return _ENCODER.encode((record.kind, record.at.isoformat(), record.body, record.deleted))

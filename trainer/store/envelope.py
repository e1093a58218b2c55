"""The envelope: a file's bytes, with format and checksum around the tables; nothing else is believed.

    {"format":1,"checksum":"sha256:…","data":{…tables…}}

The text is canonical (compact, sorted keys), so a file is good only if writing what was read gives the same bytes:
that refuses duplicate keys, NaN, odd numbers and stray spaces. The checksum covers the format number and the data;
without the number, one flipped bit would turn format 1 into a format 9 that nothing may overwrite.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from trainer.store.faults import DamagedError
from trainer.store.migrations import FORMAT, STEPS, Step, Tables, migrate

_ENCODER = msgspec.json.Encoder(order="deterministic")
_TABLES = msgspec.json.Decoder(Tables)
_BAD_JSON = (msgspec.MsgspecError, ValueError, OverflowError, RecursionError, TypeError)


class _Envelope(msgspec.Struct):
    format: int
    checksum: str
    data: msgspec.Raw


_ENVELOPES = msgspec.json.Decoder(_Envelope)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsealed:
    """What an envelope held."""

    tables: Tables | None
    """None when a newer format could not be understood."""
    newer: bool


def seal(tables: Tables, version: int = FORMAT) -> bytes:
    """Put tables into an envelope."""
    return _whole(version, _ENCODER.encode(tables))


def unseal(raw: bytes, version: int = FORMAT, steps: Mapping[int, Step] = STEPS) -> Unsealed:
    """Take tables out of an envelope, migrated; DamagedError when a byte is not as it was written."""
    try:
        envelope = _ENVELOPES.decode(raw)
        if envelope.format > version:
            return _unseal_newer(raw, envelope, version)
        tables = _open(raw, envelope)
        return Unsealed(tables=migrate(tables, envelope.format, steps, version), newer=False)
    except KeyError as error:
        raise DamagedError("no such format") from error
    except _BAD_JSON as error:
        raise DamagedError("not what was written") from error


def _open(raw: bytes, envelope: _Envelope) -> Tables:
    data = bytes(envelope.data)
    if _whole(envelope.format, data) != raw:
        raise DamagedError("the checksum does not fit")
    tables = _TABLES.decode(data)
    if _ENCODER.encode(tables) != data or not all(map(_are_numbers, tables.values())):
        raise DamagedError("not what was written")
    return tables


def _unseal_newer(raw: bytes, envelope: _Envelope, version: int) -> Unsealed:
    data = bytes(envelope.data)
    if any(envelope.checksum == _checksum(known, data) for known in range(1, version + 1)):
        raise DamagedError("the format number does not fit")
    try:
        return Unsealed(tables=_open(raw, envelope), newer=True)
    except (DamagedError, *_BAD_JSON):
        return Unsealed(tables=None, newer=True)


def _are_numbers(table: Mapping[str, object]) -> bool:
    """Document numbers as TinyDB writes them: any other would make it stumble."""
    return all(key.isascii() and key.isdecimal() and len(key) < 16 and str(int(key)) == key for key in table)


def _whole(version: int, data: bytes) -> bytes:
    return b'{"format":%d,"checksum":"%s","data":%s}' % (version, _checksum(version, data).encode(), data)


def _checksum(version: int, data: bytes) -> str:
    return "sha256:" + hashlib.sha256(b"%d\n" % version + data).hexdigest()

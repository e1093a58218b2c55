"""The document: an export as its bytes, and back; anything that was not written here is refused in a sentence."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from trainer.archive.own import FOLDERS, Own
from trainer.errors import RefusedError
from trainer.store.documents import Version, to_document, to_version, unique
from trainer.store.layout import place_of

VERSION = 1
"""The format that is written."""
CAP = 64 * 1024 * 1024
"""The most bytes of an export: ten years of training each day take about 16 MiB."""
_MOST_VALUES = 8_000_000
"""Commas and brackets, of which ten years have 1.3 million: no more than this is taken apart."""
_MOST_MONTHS = 1500
"""Months that records may be of: each becomes a file."""
_LAST_MOMENT = 253_402_300_800_000
"""The year 10000 in milliseconds: a stamp after it leaves no room for the next ones."""
_HEAD = re.compile(
    rb'\{"format":"trainer-export","version":([0-9]{1,9}),"checksum":"sha256:([0-9a-f]{64})",\n', re.ASCII
)
_BEGIN = b'{"format":"trainer-export"'
_END = b"\n}}\n"
_KEYS = {"format", "version", "checksum", "written", "trainer", "device", "content"}
_MEBIBYTES = CAP // 1024 // 1024
_TOO_LARGE = f"This is larger than any export, more than {_MEBIBYTES} MiB; name a file that 'trainer export' wrote."
_TOO_MANY = "This export holds more entries than a life has; do not trust this file."
_TOO_MUCH = f"There is more here than one export can hold ({_MEBIBYTES} MiB): copy the data directory as it is instead."
_NOT_OURS = "This is no export of the trainer; name a file that 'trainer export' has written."
_NEWER = "This export was written by a newer trainer (format {found}, known is {known}): update this one, then import."
_SHORT = "This export ends too early: copy it once more, or make a new one with 'trainer export'."
_ALTERED = "This export is not as it was written: copy it once more, or make a new one with 'trainer export'."


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What an export holds."""

    written: str
    """When, in ISO 8601; text from outside."""
    trainer: str
    """The version of the trainer that wrote it; text from outside."""
    device: str
    """The machine it was written on; text from outside."""
    versions: tuple[Version, ...]
    """Every version of everything, each once, in the order they were written."""
    own: Own
    """The person's own library files."""


def render(export: Export) -> bytes:
    """Write an export; RefusedError when it would be too large to be read again."""
    documents = [to_document(version) for version in export.versions]
    raw = _render((export.written, export.trainer, export.device), export.own, documents)
    if len(raw) > CAP:
        raise RefusedError(_TOO_MUCH)
    return raw


def parse(raw: bytes) -> Export:
    """Read an export; RefusedError, in a sentence, for whatever is not exactly what `render` gives."""
    _check(raw)
    document = _decode(raw)
    try:
        about = tuple(_text(document[key]) for key in ("written", "trainer", "device"))
        content = document["content"]
        records = content["records"]
        own = {folder: content[folder] for folder in FOLDERS}
        if set(document) != _KEYS or _render(about, own, records) != raw:
            raise ValueError("not canonical")
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise RefusedError(_ALTERED) from None
    versions = unique(map(_version, records))
    if len({place for version in versions for place in (version.home, place_of(version.record))}) > _MOST_MONTHS:
        raise RefusedError(_TOO_MANY)
    return Export(written=about[0], trainer=about[1], device=about[2], versions=versions, own=own)


def too_large() -> RefusedError:
    """The error for more bytes than are read."""
    return RefusedError(_TOO_LARGE)


def _render(about: Sequence[str], own: Mapping[str, Mapping[str, str]], records: Sequence[Any]) -> bytes:
    """Put the lines together, the checksum over all that follows the first."""
    rest = "\n".join(_lines(about, own, records)).encode("ascii")
    return b'{"format":"trainer-export","version":%d,"checksum":"%s",\n%s' % (VERSION, _checksum(rest).encode(), rest)


def _lines(about: Sequence[str], own: Mapping[str, Mapping[str, str]], records: Sequence[Any]) -> Iterator[str]:
    written, trainer, device = map(_json, about)
    yield f'"written":{written},"trainer":{trainer},"device":{device},"content":{{'
    for folder in FOLDERS:
        yield f'"{folder}":{{'
        texts = sorted(own[folder].items())
        yield from _listed(f"{_json(_text(name))}:{_json(_text(text))}" for name, text in texts)
        yield "},"
    yield '"records":['
    yield from _listed(map(_json, records))
    yield "]"
    yield "}}"
    yield ""


def _listed(items: Iterator[str]) -> Iterator[str]:
    """Put a comma after all but the last."""
    before: str | None = None
    for item in items:
        if before is not None:
            yield f"{before},"
        before = item
    if before is not None:
        yield before


def _json(value: object) -> str:
    """One line of JSON in ASCII: what steers a terminal is written as an escape."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not text")
    return value


def _checksum(rest: bytes) -> str:
    total = hashlib.sha256(b"%d\n" % VERSION)
    total.update(rest)
    return f"sha256:{total.hexdigest()}"


def _check(raw: bytes) -> None:
    """Refuse what can be told without taking it apart."""
    if len(raw) > CAP:
        raise too_large()
    head = _HEAD.match(raw)
    if head is None:
        raise RefusedError(_ALTERED if raw.startswith(_BEGIN) else _NOT_OURS)
    if int(head[1]) > VERSION:
        raise RefusedError(_NEWER.format(found=int(head[1]), known=VERSION))
    if not raw.endswith(_END):
        raise RefusedError(_SHORT)
    if f"sha256:{head[2].decode()}" != _checksum(raw[head.end() :]):
        raise RefusedError(_ALTERED)
    if sum(map(raw.count, (b",", b"[", b"{"))) > _MOST_VALUES:
        raise RefusedError(_TOO_MANY)


def _decode(raw: bytes) -> dict[str, Any]:
    try:
        document = json.loads(raw, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise RefusedError(_ALTERED) from None
    if not isinstance(document, dict):
        raise RefusedError(_ALTERED)
    return document


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _version(document: object) -> Version:
    """Read a record as the store does, its text cleaned; what the store could not take refuses the whole export."""
    version = to_version(document, hostile=True) if isinstance(document, dict) else None
    if version is None or not version.record.id or not version.record.kind:
        raise RefusedError(_ALTERED)
    if int(version.record.stamp.partition("-")[0]) >= _LAST_MOMENT:
        raise RefusedError(_ALTERED)
    return version

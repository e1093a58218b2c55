"""The envelope believes nothing that is not exactly what a trainer wrote."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import steady
from tests.store.support import document
from trainer.core.text import is_hostile
from trainer.store.documents import to_versions
from trainer.store.envelope import Unsealed, seal, unseal
from trainer.store.faults import DamagedError
from trainer.store.layout import CAP
from trainer.store.migrations import Tables
from trainer.store.storage import is_suspect

TABLES: Tables = {"records": {"1": document("a"), "2": document("b", 2)}}
GOOD = seal(TABLES)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def forged(data: bytes, version: int = 1) -> bytes:
    """Put any bytes into an envelope whose checksum fits."""
    digest = hashlib.sha256(b"%d\n" % version + data).hexdigest()
    return b'{"format":%d,"checksum":"sha256:%s","data":%s}' % (version, digest.encode(), data)


def test_the_form_is_the_one_described() -> None:
    held = json.loads(GOOD)
    assert list(held) == ["format", "checksum", "data"]
    assert held["data"] == TABLES
    assert forged(json.dumps(TABLES, separators=(",", ":"), sort_keys=True).encode()) == GOOD


@steady
@given(st.dictionaries(st.text(max_size=5), JSON, max_size=5))
def test_what_goes_in_comes_out(body: dict[str, object]) -> None:
    tables: Tables = {"records": {"7": {"body": body}}}
    assert unseal(seal(tables)) == Unsealed(tables=tables, newer=False)


def test_every_single_flipped_bit_is_noticed() -> None:
    for place in range(len(GOOD)):
        for bit in range(8):
            bad = bytearray(GOOD)
            bad[place] ^= 1 << bit
            with pytest.raises(DamagedError):
                unseal(bytes(bad))


def test_every_truncation_is_noticed() -> None:
    for length in range(len(GOOD)):
        with pytest.raises(DamagedError):
            unseal(GOOD[:length])


@steady
@given(st.binary(max_size=200), st.integers(0, len(GOOD)), st.integers(0, len(GOOD)))
def test_bytes_put_in_or_over_are_noticed(extra: bytes, start: int, end: int) -> None:
    bad = GOOD[:start] + extra + GOOD[max(start, end) :]
    if bad != GOOD:
        with pytest.raises(DamagedError):
            unseal(bad)


@pytest.mark.parametrize(
    "data",
    [
        b'{"records":{"1":{"x":NaN}}}',
        b'{"records":{"1":{"x":Infinity}}}',
        b'{"records":{"1":{"x":1,"x":2}}}',
        b'{"records":{},"records":{}}',
        b'{"records":{"1":{},"1":{}}}',
        b'{"records":{"01":{}}}',
        b'{"records":{"-1":{}}}',
        b'{"records":{"x":{}}}',
        '{"records":{"٣":{}}}'.encode(),
        b'{"records":{"99999999999999999999":{}}}',
        b'{"records":{"1":[]}}',
        b'{"records":[]}',
        b"[]",
        b"null",
        b"",
        b'{"records": {}}',
        b'{"b":{},"a":{}}',
        b'{"records":{"1":{"x":1e999}}}',
        b'{"records":{"1":{"x":1.50}}}',
        b'{"records":{"1":{"x":"\\ud800"}}}',
        b'{"records":{"1":{"x":"\xff"}}}',
        b'{"records":{"1":{"x":"\\u0041"}}}',
        b'{"records":{"1":{"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}}}",
        b'{"records":{"1":' + b'{"a":' * 50_000 + b"1" + b"}" * 50_000 + b"}}",
    ],
)
def test_hostile_json_is_refused_though_its_checksum_fits(data: bytes) -> None:
    with pytest.raises(DamagedError):
        unseal(forged(data))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0" * 4096,
        b"{}",
        b"[" * 200_000,
        b'{"format":1}',
        b'{"format":"1","checksum":"","data":{}}',
        b'{"format":1.0,"checksum":"","data":{}}',
        b'{"format":true,"checksum":"","data":{}}',
        GOOD + b"\n",
        b" " + GOOD,
        GOOD.replace(b'"format":1,', b'"format":1,"format":1,'),
        GOOD.replace(b'"format":1,', b'"format":1,"extra":1,'),
        forged(b'{"records":{}}', 0),
        forged(b'{"records":{}}', -1),
    ],
)
def test_what_is_no_envelope_is_refused(raw: bytes) -> None:
    with pytest.raises(DamagedError):
        unseal(raw)


def test_an_older_format_is_migrated_step_by_step() -> None:
    steps = {
        1: lambda tables: {"records": {key: {**row, "two": True} for key, row in tables["records"].items()}},
        2: lambda tables: {"entries": tables["records"]},
    }
    assert unseal(seal({"records": {"1": {}}}), 3, steps).tables == {"entries": {"1": {"two": True}}}
    assert unseal(seal({"entries": {}}, 3), 3, steps).tables == {"entries": {}}


def test_an_older_format_is_checked_like_any() -> None:
    old = seal({"records": {"1": {}}}, 1)
    with pytest.raises(DamagedError):
        unseal(old.replace(b"{}", b"[]"), 2, {1: lambda tables: tables})
    with pytest.raises(DamagedError, match="no such format"):
        unseal(old, 2, {})


def test_a_newer_format_is_read_where_it_can_be() -> None:
    assert unseal(seal(TABLES, 2)) == Unsealed(tables=TABLES, newer=True)
    strange = b'{"format":3,"checksum":"blake9:ab","data":[1,2],"more":{}}'
    assert unseal(strange) == Unsealed(tables=None, newer=True)


def test_hostile_characters_are_found_in_the_bytes() -> None:
    for code in range(0x10000):
        char = chr(code)
        if is_hostile(char) and not 0xD800 <= code < 0xE000:
            assert is_suspect(seal({"records": {"1": {"x": char}}})), hex(code)
    assert not is_suspect(seal({"records": {"1": {"x": "größer – 漢字 “ok” …\n", "y": "3 × 10 s"}}}))


def test_documents_that_are_no_records_are_left_out() -> None:
    good = document("a")
    strange = [
        {},
        {**good, "id": 1},
        {**good, "at": "yesterday"},
        {**good, "at": "2026-11-03T10:00:00"},
        {**good, "at": 5},
        {**good, "body": []},
        {**good, "stamp": "later"},
        {**good, "deleted": "no"},
        {**good, "home": "/etc/passwd"},
        {**good, "home": 1},
        {key: value for key, value in good.items() if key != "kind"},
    ]
    assert len(to_versions([*strange, good, {**good, "added by": "a later trainer"}], hostile=False)) == 2


def test_the_cap_leaves_room_for_years_in_a_month() -> None:
    assert len(GOOD) * 1000 < CAP

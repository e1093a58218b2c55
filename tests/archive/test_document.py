"""The document: what is not exactly an export is refused in a sentence, and nothing hostile comes through."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.archive.support import CALF, content, exported, forged, live, put, sealed
from tests.fakes import steady
from tests.home import Home
from tests.store.support import record
from trainer.archive import document
from trainer.archive.document import CAP, Export, parse, render
from trainer.archive.own import Own
from trainer.core.text import clean, find_hostile
from trainer.errors import RefusedError
from trainer.store.documents import Version

STAMP = "001795155000000-000000-ff"
ALTERED = "This export is not as it was written: copy it once more, or make a new one with 'trainer export'."
NOT_OURS = "This is no export of the trainer; name a file that 'trainer export' has written."
SHORT = "This export ends too early: copy it once more, or make a new one with 'trainer export'."
TOO_LARGE = "This is larger than any export, more than 64 MiB; name a file that 'trainer export' wrote."
TOO_MANY = "This export holds more entries than a life has; do not trust this file."
ABOUT = (
    '"written":"w","trainer":"t","device":"d","content":{\n'
    '"exercises":{\n},\n"figures":{\n},\n"routines":{\n},\n"records":[\n'
)
END = "\n]\n}}\n"
NO_FILES: Own = {"exercises": {}, "figures": {}, "routines": {}}


@pytest.fixture
def raw(home: Home) -> bytes:
    live(home, ["tell", "walk"])
    put(home.root / "exercises/calf-stretch.toml", CALF)
    return exported(home.coach())


def refusal(raw: bytes) -> str:
    with pytest.raises(RefusedError) as refused:
        parse(raw)
    return refused.value.sentence


def with_record(line: str) -> bytes:
    return sealed(ABOUT + line + END)


def one(body: str = "{}", *, stamp: str = STAMP, at: str = "2026-11-20T12:00:00+01:00", more: str = "") -> str:
    return f'{{"at":"{at}","body":{body},"id":"a","kind":"note","stamp":"{stamp}"{more}}}'


# What is read


def test_it_is_json_that_any_program_reads(raw: bytes) -> None:
    read = json.loads(raw)
    assert (read["format"], read["version"], read["written"]) == (
        "trainer-export",
        1,
        "2026-11-20T13:10:00+01:00",
    )
    assert [one["kind"] for one in read["content"]["records"]] == ["settings", "profile", "profile", "activity"]
    assert read["content"]["exercises"] == {"calf-stretch.toml": CALF}
    assert raw.isascii()


def test_reading_and_writing_gives_the_same_bytes(raw: bytes) -> None:
    assert render(parse(raw)) == raw


def test_a_record_made_by_hand_is_read(raw: bytes) -> None:
    [version] = parse(with_record(one('{"x":[1,0.5,null,true,"y"]}'))).versions
    assert version.record == replace(record("a", "note", body={"x": [1, 0.5, None, True, "y"]}), stamp=STAMP)


def test_copies_of_one_version_count_once(raw: bytes) -> None:
    doubled = forged(lambda d: d["content"].update(records=2 * d["content"]["records"]), raw)
    assert parse(doubled) == parse(raw)
    assert content(render(parse(doubled))) == content(raw)


def test_the_content_does_not_depend_on_when_and_where_it_was_written(raw: bytes) -> None:
    other = render(replace(parse(raw), written="another day", device="another machine"))
    assert other != raw
    assert content(other) == content(raw)


# What is refused


def test_every_shorter_export_is_refused(raw: bytes) -> None:
    heads = raw.index(b",\n")
    for length in range(0, len(raw), 7):
        assert refusal(raw[:length]) == (SHORT if length > heads + 1 else NOT_OURS if length < 26 else ALTERED)


@steady
@given(data=st.data())
def test_every_changed_byte_outside_the_first_words_is_refused(data: st.DataObject) -> None:
    raw = with_record(one('{"x":"hello"}'))
    at = data.draw(st.integers(0, len(raw) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda drawn: drawn != raw[at]))
    assert refusal(raw[:at] + bytes([byte]) + raw[at + 1 :])


@pytest.mark.parametrize("raw", [b"", b"{}", b"[]", b"hello", b"\x00\xff", b'{"format":1}', b"PK\x03\x04"])
def test_what_is_no_export_is_refused(raw: bytes) -> None:
    assert refusal(raw) == NOT_OURS


def test_a_newer_version_is_refused_before_anything_else(raw: bytes) -> None:
    newer = raw.replace(b'"version":1', b'"version":2', 1)
    assert refusal(newer) == (
        "This export was written by a newer trainer (format 2, known is 1): update this one, then import."
    )
    assert refusal(newer[:200]) == refusal(newer)


def test_a_wrong_checksum_is_refused(raw: bytes) -> None:
    assert refusal(raw.replace(b"walk", b"swim")) == ALTERED
    assert refusal(raw.replace(b"\n", b"\r\n")) == ALTERED


def test_more_than_the_cap_is_refused_unparsed() -> None:
    assert refusal(b"[" * (CAP + 1)) == TOO_LARGE


def test_more_values_than_a_life_has_are_refused_unparsed(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = with_record(one(f"{{{','.join(f'{chr(34)}k{n:03}{chr(34)}:[]' for n in range(100))}}}"))
    assert parse(raw).versions
    monkeypatch.setattr(document, "_MOST_VALUES", 200)
    assert refusal(raw) == TOO_MANY


def test_an_export_that_could_not_be_read_again_is_not_written(monkeypatch: pytest.MonkeyPatch, raw: bytes) -> None:
    monkeypatch.setattr(document, "CAP", len(raw) - 1)
    export = Export(
        written="w", trainer="t", device="d", versions=(), own={"exercises": {}, "figures": {}, "routines": {}}
    )
    assert render(export)
    with pytest.raises(RefusedError, match="more here than one export can hold"):
        render(replace(export, own={**NO_FILES, "exercises": {"a.toml": "x" * len(raw)}}))


def test_more_months_than_a_life_has_are_refused() -> None:
    dates = [f"{year:04d}-{month:02d}-01T12:00:00+01:00" for year in range(1970, 2100) for month in range(1, 13)]
    assert len(parse(with_record(",\n".join(one(at=at) for at in dates[:1500]))).versions) == 1500
    assert refusal(with_record(",\n".join(one(at=at) for at in dates))) == TOO_MANY


@pytest.mark.parametrize(
    "line",
    [
        one('{"x":NaN}'),
        one('{"x":Infinity}'),
        one('{"x":1e999}'),
        one('{"x":1,"x":2}'),
        one('{"x":1.50}'),
        one('{"x": 1}'),
        one('{"y":1,"x":2}'),
        one('{"x":"\\u0041"}'),
        one("{" + '"x":{' * 40 + "}" * 41),
        one('{"x":' + "[" * 100_000 + "]" * 100_000 + "}"),
        one(f'{{"x":{"9" * 5000}}}'),
        one("[]"),
        one("null"),
        one(stamp="yesterday"),
        one(stamp="999999999999999-000000-ff"),
        one(stamp="001795155000000-000000-FF"),
        one(at="yesterday"),
        one(at="2026-11-20T12:00:00"),
        one(at="0001-01-01T00:00:00+14:00"),
        one(at="9999-12-31T23:59:59-12:00"),
        one(at="1969-12-31T23:59:59+00:00"),
        one(at="2200-01-01T00:00:00+00:00"),
        '{"home":"2026-13",' + one()[1:],
        '{"home":"0000-01",' + one()[1:],
        one(more=',"unknown":"key","stamp":"x"'),
        one().replace('"id":"a"', '"id":""'),
        one().replace('"id":"a"', '"id":7'),
        one().replace('"kind":"note"', '"kind":""'),
        '{"home":"../../etc",' + one()[1:],
        "7",
        "null",
        '"text"',
        "[]",
        "{}",
        one() + one(),
        one() + ",\n",
        "\n" + one(),
    ],
)
def test_a_record_that_no_trainer_writes_refuses_the_whole_export(line: str) -> None:
    assert refusal(with_record(line)) == ALTERED


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.update(written=7),
        lambda d: d["content"]["exercises"].update({"a.toml": 7}),
        lambda d: d["content"]["routines"].update({"a.toml": None}),
        lambda d: d["content"]["exercises"].update({"a.toml": ["x"]}),
    ],
)
def test_what_has_another_shape_is_refused(raw: bytes, change: Callable[[dict[str, Any]], object]) -> None:
    assert refusal(forged(change, raw)) == ALTERED


@pytest.mark.parametrize(
    "rest",
    [
        ABOUT.replace('"exercises":{\n},\n', "") + END,
        ABOUT.replace('"device":"d",', "") + END,
        ABOUT.replace('"device":"d",', '"device":"d","more":1,') + END,
        '"content":[\n}}\n',
        "7\n}}\n",
        "\n}}\n",
        ABOUT + END.replace("}}", "}} "),
    ],
)
def test_a_document_of_other_parts_is_refused(rest: str) -> None:
    assert refusal(sealed(rest)) in {ALTERED, SHORT}


def test_bytes_that_are_no_ascii_are_refused() -> None:
    rest = ABOUT + one('{"x":"ü"}') + END
    assert refusal(sealed(rest)) == ALTERED


# What is made harmless


HOSTILE = "\x1b]0;owned\x07[red]x[/]\u202e\u009b2J\ud800=cmd()"


def test_text_that_steers_a_terminal_is_taken_out(raw: bytes) -> None:
    def poison(read: dict[str, Any]) -> None:
        for number, entry in enumerate(read["content"]["records"]):
            entry.update(id=f"{HOSTILE}{number}", kind=f"{HOSTILE}", body={HOSTILE: [HOSTILE, {HOSTILE: HOSTILE}]})

    versions = parse(forged(poison, raw)).versions
    assert versions
    for version in versions:
        record_ = version.record
        texts = [record_.id, record_.kind, *record_.body, json.dumps(record_.body, ensure_ascii=False)]
        assert [find_hostile(text) for text in texts] == [None] * len(texts)


@steady
@given(st.text(max_size=40))
def test_any_text_is_written_in_ascii_and_read_as_the_store_reads_it(text: str) -> None:
    kept = clean(text)  # as the store does with what it is given
    version = Version(record=replace(record("a", "note", body={"x": kept}), stamp=STAMP), home="2026-11")
    export = Export(
        written="w", trainer="t", device="d", versions=(version,), own={"exercises": {}, "figures": {}, "routines": {}}
    )
    assert render(export).isascii()
    assert parse(render(export)) == export

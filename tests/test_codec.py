"""The codec: strict both ways, and every flaw says where, what and what instead."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.codec import CodecError, decode, encode
from trainer.core.dosage import Dosage, Phase, Range, Sides, Tempo
from trainer.core.exercise import (
    Caution,
    Counts,
    Equipment,
    Exercise,
    Instruction,
    Kind,
    Level,
    Position,
    Purpose,
    Region,
    Related,
    Relation,
    Variant,
)
from trainer.core.library import Routine, RoutineItem, Rule
from trainer.core.record import Record
from trainer.core.text import find_hostile

T = TypeVar("T")

HELD = {"handout": "sheet", "hold": [15, 30], "repetitions": 3, "sides": "each"}
BRIDGE: dict[str, Any] = {
    "id": "bridge",
    "name": "Bridge",
    "kind": "strengthen",
    "counts": {"strengthen": 1.0},
    "regions": ["glutes"],
    "positions": ["supine"],
    "handouts": ["sheet"],
    "steps": [{"text": "Lie down.", "handouts": ["sheet"]}],
    "dosages": [HELD],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kitchen:
    """One field of every kind that is not in the library."""

    at: datetime
    day: date = date(2026, 11, 20)
    hour: time = time(7, 10)
    things: frozenset[Equipment] = frozenset()
    notes: Mapping[str, Any] = field(default_factory=dict)
    days: Mapping[date, int] = field(default_factory=dict)


def flaws(kind: type, data: object, *, strict_text: bool = True) -> dict[str, tuple[str, str]]:
    with pytest.raises(CodecError) as caught:
        decode(kind, data, strict_text=strict_text)
    return {flaw.key: (flaw.wrong, flaw.right) for flaw in caught.value.flaws}


def bridge(**changes: object) -> dict[str, Any]:
    return BRIDGE | changes


def dosage(**changes: object) -> dict[str, Any]:
    return bridge(dosages=[HELD, HELD | changes])


texts = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cf"]), max_size=12)
names = st.text("abc -'", min_size=1, max_size=12).filter(lambda text: any(map(str.isalpha, text)))
ids = st.sampled_from(["bridge", "sheet", "knee-to-chest"])


def ranges(most: int) -> st.SearchStrategy[Range]:
    pairs = st.tuples(st.integers(1, most), st.integers(1, most))
    return pairs.map(lambda pair: Range(min(pair), max(pair)))


def several(items: st.SearchStrategy[T], least: int = 0) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(items, min_size=least, max_size=3).map(tuple)


tempos = st.builds(Tempo, counts=several(texts, 1), breath=st.booleans())
phases = st.builds(
    Phase,
    name=texts,
    hold=st.none() | ranges(600),
    repetitions=st.none() | ranges(100),
    sides=st.sampled_from(Sides),
)


@st.composite
def dosages(draw: st.DrawFn) -> Dosage:
    handout = draw(st.none() | ids)
    hold = draw(st.none() | ranges(600))
    repetitions = draw(st.none() | ranges(100))
    return Dosage(
        handout=handout,
        stated=handout is not None,
        label=draw(st.none() | texts),
        hold=hold,
        tempo=None if hold else draw(st.none() | tempos),
        repetitions=repetitions,
        start=draw(st.none() | ranges(repetitions.high)) if repetitions else None,
        sets=draw(st.none() | ranges(10)),
        sides=draw(st.sampled_from(Sides)),
        then=draw(st.none() | phases),
        duration=draw(st.none() | ranges(7200)),
        times_per_day=draw(st.none() | ranges(24)),
        order=draw(st.none() | st.integers(1, 100)),
    )


exercises = st.builds(
    Exercise,
    id=ids,
    name=names,
    kind=st.sampled_from(Kind),
    counts=st.builds(Counts, stretch=st.floats(0, 0.5), strengthen=st.floats(0, 0.5)),
    regions=several(st.sampled_from(Region)),
    positions=several(st.sampled_from(Position), 1),
    handouts=several(ids),
    steps=several(st.builds(Instruction, text=texts, handouts=several(ids)), 1),
    dosages=several(dosages()),
    family=st.none() | ids,
    also=several(names),
    equipment=several(st.sampled_from(Equipment)),
    optional_equipment=several(st.sampled_from(Equipment)),
    purposes=several(st.builds(Purpose, text=texts, handout=st.none() | ids)),
    cautions=several(st.builds(Caution, level=st.sampled_from(Level), text=texts, handout=st.none() | ids)),
    variants=several(st.builds(Variant, level=st.sampled_from([Relation.EASIER, Relation.HARDER]), text=texts)),
    related=several(st.builds(Related, relation=st.sampled_from(Relation), exercise=ids, why=texts)),
    silent=several(texts),
    own=st.booleans(),
    reviewed=st.booleans(),
)
items = st.builds(RoutineItem, exercise=ids, handout=st.none() | ids, hold=st.none() | st.integers(1, 600))
routines = st.builds(Routine, id=ids, name=names, items=several(items, 1), ordered=st.booleans(), purpose=texts)
rules = st.builds(
    Rule, id=ids, kind=st.just("goal"), text=texts, does=texts, numbers=st.dictionaries(ids, ranges(99), max_size=3)
)
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
kitchens = st.builds(
    Kitchen,
    at=st.datetimes(timezones=offsets),
    day=st.dates(),
    hour=st.times(),
    things=st.frozensets(st.sampled_from(Equipment)),
    notes=st.dictionaries(texts, st.none() | st.booleans() | st.integers(-9, 9) | st.lists(texts)),
    days=st.dictionaries(st.dates(), st.integers(0, 9)),
)
junk = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.just(10**4000)
    | st.floats()
    | st.text()
    | st.dates()
    | st.datetimes()
    | st.binary(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text() | st.sampled_from([f.name for f in fields(Exercise)]), inner, max_size=4)
    ),
    max_leaves=12,
)


def plain(value: object) -> bool:
    """Say whether a value is of the kinds that JSON has, and nothing else."""
    if isinstance(value, dict):
        return all(type(key) is str and plain(item) for key, item in value.items())
    if isinstance(value, list):
        return all(map(plain, value))
    return value is None or type(value) in {str, int, float, bool}


@given(dosages() | exercises | routines | rules | kitchens)
def test_what_is_encoded_decodes_to_the_same(value: object) -> None:
    encoded = encode(value)
    assert plain(encoded)
    assert decode(type(value), encoded) == value


def test_encodes_ranges_enums_tuples_and_times_as_plain_values() -> None:
    at = datetime(2026, 11, 20, 7, 10, tzinfo=timezone(timedelta(hours=1)))
    kitchen = Kitchen(at=at, things=frozenset({Equipment.WALL, Equipment.BAND}), notes={"a": (1, Sides.EACH)})
    assert encode(kitchen) == {
        "at": "2026-11-20T07:10:00+01:00",
        "day": "2026-11-20",
        "hour": "07:10:00",
        "things": ["band", "wall"],
        "notes": {"a": [1, "each"]},
        "days": {},
    }
    assert encode(Range(10)) == [10, 10]


def test_a_single_number_is_a_range_of_one() -> None:
    assert decode(Dosage, HELD | {"hold": 10}).hold == Range(10, 10)
    assert decode(Dosage, HELD | {"hold": [15, 30]}).hold == Range(15, 30)


def test_aware_times_come_back_with_their_offset() -> None:
    record = Record(id="r", kind="session", at=datetime(2026, 11, 20, 7, 10, tzinfo=UTC), body={"held": [10, 12]})
    assert decode(Record, encode(record)) == record
    assert flaws(Record, {"id": "r", "kind": "note", "at": "2026-11-20T07:10:00"}).keys() == {"at"}


@pytest.mark.parametrize(
    ("changes", "key", "wrong", "right"),
    [
        (
            {"hold": "ten"},
            "dosages[1].hold",
            "'ten' is text",
            "write a whole number or a range such as [15, 30]",
        ),
        ({"hold": 3.7}, "dosages[1].hold", "3.7 is a number with a point", "write a whole number"),
        ({"hold": True}, "dosages[1].hold", "true is yes or no", "write a whole number"),
        ({"hold": [1, 2, 3]}, "dosages[1].hold", "[1, 2, 3] is a list", "write a whole number or a range"),
        ({"hold": [True, 2]}, "dosages[1].hold", "[true, 2] is a list", "write a whole number or a range"),
        ({"hold": []}, "dosages[1].hold", "[] is a list", "write a whole number or a range"),
        ({"hold": 2**60}, "dosages[1].hold", "is no number that fits", "write a smaller one"),
        ({"hold": {"low": 1}}, "dosages[1].hold", "it is a table", "write a whole number or a range"),
        ({"hold": [5, 3]}, "dosages[1].hold", "a range goes from low to high, but 5 is more than 3", "write [3, 5]"),
        ({"hold": -4}, "dosages[1].hold", "a range cannot be negative, but [-4, -4] is", "write numbers from 0 up"),
        ({"hold": 0}, "dosages[1].hold", "hold is 0", "it may be 1 to 600"),
        ({"hold": [1, 900]}, "dosages[1].hold", "hold is 1 to 900", "it may be 1 to 600"),
        ({"then": {"name": "both", "hold": 900}}, "dosages[1].then.hold", "then.hold is 900", "it may be 1 to 600"),
        ({"then": {"hold": 9}}, "dosages[1].then.name", "it is missing", "write text in quotes"),
        ({"tempo": {"counts": []}}, "dosages[1].tempo.counts", "counts has 0 entries", "a tempo has 1 to 8"),
        ({"tempo": {"counts": ["in"]}}, "dosages[1]", "a dosage has a hold or a tempo, not both", "make two dosages"),
        ({"start": 4}, "dosages[1].start", "start lies within the repetitions", "lower it or raise them"),
        ({"order": 1.0}, "dosages[1].order", "1.0 is a number with a point", "write a whole number"),
        ({"order": 0}, "dosages[1].order", "order is 0", "it may be 1 to 100"),
        ({"stated": "no"}, "dosages[1].stated", "'no' is text", "write true or false"),
        ({"stated": 1}, "dosages[1].stated", "1 is a number", "write true or false"),
        ({"stated": False}, "dosages[1]", "a dosage with stated = false is ours and names no handout", "take one"),
        ({"sides": "eech"}, "dosages[1].sides", "'eech' is text", "did you mean 'each'?"),
        ({"sides": "xyz"}, "dosages[1].sides", "'xyz' is text", "write one of none, each, alternate"),
        ({"handout": 3}, "dosages[1].handout", "3 is a number", "write text in quotes"),
        ({"handout": date(2026, 1, 2)}, "dosages[1].handout", "2026-01-02 is a date", "write text in quotes"),
        ({"repititions": 3}, "dosages[1].repititions", "there is no key 'repititions'", "did you mean 'repetitions'?"),
        ({"xyz": 3}, "dosages[1].xyz", "there is no key 'xyz'", "take it out; known are handout, label, hold"),
    ],
)
def test_a_wrong_dosage_says_where_what_and_what_instead(
    changes: dict[str, object], key: str, wrong: str, right: str
) -> None:
    found = flaws(Exercise, dosage(**changes))
    assert list(found) == [key]
    assert wrong in found[key][0]
    assert found[key][1].startswith(right)


@pytest.mark.parametrize(
    ("changes", "key", "wrong", "right"),
    [
        ({"positions": []}, "positions", "positions is empty", "write at least one"),
        ({"positions": "supine"}, "positions", "'supine' is text", "write a list; for each, write one of standing"),
        ({"positions": ["supin"]}, "positions[0]", "'supin' is text", "did you mean 'supine'?"),
        ({"name": ""}, "name", "name has no letters", "write what you call it"),
        ({"name": "x" * 81}, "name", "name has 81 characters", "it may have 80"),
        ({"also": ["--"]}, "also", "also has no letters", "write what you call it"),
        ({"counts": {"stretch": 0.9, "strengthen": 0.2}}, "counts", "counts are shares of 1", "write numbers from 0"),
        ({"counts": {"stretch": float("nan")}}, "counts.stretch", "nan is no number that fits", "write a smaller one"),
        ({"counts": {"stretch": "x"}}, "counts.stretch", "'x' is text", "write a number such as 0.5"),
        ({"counts": {"strech": 1.0}}, "counts.strech", "there is no key 'strech'", "did you mean 'stretch'?"),
        ({"counts": 1.0}, "counts", "1.0 is a number with a point", "write a table with its keys"),
        ({"steps": {"text": "a"}}, "steps", "it is a table", "write a list; for each, write a table with text"),
        ({"steps": [3]}, "steps[0]", "3 is a number", "write a table with text, handouts"),
        ({"variants": [{"level": "opposes", "text": "x"}]}, "variants[0].level", "level is 'opposes'", "a variant is"),
        ({"kind": None}, "kind", "it is empty", "write one of stretch, strengthen, activity, relax"),
        ({"dosage": []}, "dosage", "there is no key 'dosage'", "did you mean 'dosages'?"),
    ],
)
def test_a_wrong_exercise_says_where_what_and_what_instead(
    changes: dict[str, object], key: str, wrong: str, right: str
) -> None:
    found = flaws(Exercise, bridge(**changes))
    assert list(found) == [key]
    assert wrong in found[key][0]
    assert found[key][1].startswith(right)


def test_every_flaw_is_told_not_only_the_first() -> None:
    wrong = dosage(hold="ten", sides="left") | {"kind": "yoga", "colour": "red", "steps": [{}, {"text": 3}]}
    del wrong["name"]
    assert set(flaws(Exercise, wrong)) == {
        "name",
        "kind",
        "colour",
        "steps[0].text",
        "steps[0].handouts",
        "steps[1].text",
        "steps[1].handouts",
        "dosages[1].hold",
        "dosages[1].sides",
    }


def test_the_error_is_a_sentence_for_the_person() -> None:
    with pytest.raises(CodecError) as caught:
        decode(Exercise, dosage(hold="ten"))
    assert caught.value.sentence == ("dosages[1].hold: 'ten' is text; write a whole number or a range such as [15, 30]")


def test_a_number_too_long_to_print_is_refused() -> None:
    for key in ("id", "kind", "steps", "counts", "dosages", "huge"):
        assert flaws(Exercise, bridge(**{key: 16**9999}))
    assert flaws(Dosage, HELD | {"order": -(16**9999), "hold": [1, 16**9999]}).keys() == {"order", "hold", "hold[1]"}


def test_a_flood_of_flaws_is_cut_off() -> None:
    assert len(flaws(Exercise, bridge(steps=[{}] * 5000))) <= 50


def test_tables_of_numbers_name_the_key() -> None:
    rule = {"id": "r", "kind": "goal", "text": "t", "does": "d", "numbers": {"days": [3, 1], "hours": "x"}}
    assert set(flaws(Rule, rule)) == {"numbers.days", "numbers.hours"}


@pytest.mark.parametrize("bad", ["\x1b[31m", "a\x00", "a\nb", "\x9b", "\u202e", "\ud800", "\u2028", "a\tb", "\x7f"])
def test_text_that_could_steer_a_terminal_is_refused_anywhere(bad: str) -> None:
    for changes in (
        {"name": bad},
        {"steps": [{"text": bad, "handouts": []}]},
        {"also": ["Fine", bad]},
        {bad: 1},
        {"kind": bad},
    ):
        for wrong, right in flaws(Exercise, bridge(**changes)).values():
            assert find_hostile(wrong + right, newlines=False) is None
    char = find_hostile(bad, newlines=False)
    wrong, right = flaws(Exercise, bridge(silent=["ok", bad]))["silent[1]"]
    assert wrong == f"it holds the character {char}, which is not allowed in text"


def test_text_of_any_kind_is_taken_where_asked_for() -> None:
    record = {"id": "r", "kind": "note", "at": "2026-11-20T07:10:00Z", "body": {"text": "one\ntwo"}}
    assert decode(Record, record, strict_text=False).body == {"text": "one\ntwo"}
    assert "body.text" in flaws(Record, record)


def test_what_is_nested_too_deeply_is_refused() -> None:
    deep: Any = {}
    for _ in range(100_000):
        deep = {"a": deep}
    assert flaws(Record, {"id": "r", "kind": "note", "at": "2026-11-20T07:10:00Z", "body": deep}).keys() == {""}
    while deep:
        deep = deep["a"]


def test_two_spellings_of_one_key_are_taken_as_the_last() -> None:
    at = "2026-11-20T07:10:00+01:00"
    days = {"2026-11-20": 1, date(2026, 11, 20): 2}
    assert decode(Kitchen, {"at": at, "days": days}, strict_text=False).days == {date(2026, 11, 20): 2}


def test_unknown_keys_are_found_beside_sound_values() -> None:
    assert set(flaws(Rule, {"id": "r", "kind": "goal", "text": "t", "does": "d", "hand": "x"})) == {"hand"}
    assert set(flaws(Routine, {"id": "r", "name": "R", "items": [{"exercise": "e", "reps": 3}]})) == {"items[0].reps"}


@given(junk)
def test_junk_gives_flaws_and_never_another_error(data: object) -> None:
    for kind in (Exercise, Dosage, Routine, Rule, Kitchen, Record):
        for wrong, right in flaws(kind, data).values():
            assert wrong
            assert right
            assert find_hostile(wrong + right, newlines=False) is None


def replaced(value: Any, path: list[int], new: object) -> Any:
    """Put something new in a place of a plain value; the path chooses among what is there."""
    if not path or not isinstance(value, dict | list) or not value:
        return new
    if isinstance(value, list):
        at = path[0] % len(value)
        return [*value[:at], replaced(value[at], path[1:], new), *value[at + 1 :]]
    key = list(value)[path[0] % len(value)]
    return value | {key: replaced(value[key], path[1:], new)}


@given(exercises, st.lists(st.integers(0, 30), min_size=1, max_size=5), junk)
def test_one_wrong_place_in_a_sound_exercise_never_raises_anything_else(
    exercise: Exercise, path: list[int], new: object
) -> None:
    data = replaced(encode(exercise), path, new)
    with suppress(CodecError):
        found = decode(Exercise, data)
        assert decode(Exercise, encode(found)) == found

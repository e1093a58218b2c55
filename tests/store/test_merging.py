"""Merging gives the same whatever is merged first, in any groups, however often."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import steady
from tests.store.support import NOON, ids
from trainer.core.record import Record
from trainer.store.merging import distinct, merge, shown

STAMPS = st.sampled_from([f"{ms:015d}-{count:06d}-{device}" for ms in (1, 2) for count in (0, 1) for device in "ab"])
RECORDS = st.builds(
    Record,
    id=st.sampled_from("xyz"),
    kind=st.sampled_from(["session", "note"]),
    at=st.sampled_from([NOON, NOON + timedelta(hours=1), NOON.astimezone(None)]),
    body=st.dictionaries(st.sampled_from("ab"), st.integers(0, 1) | st.none(), max_size=2),
    stamp=STAMPS,
    deleted=st.booleans(),
)
GROUPS = st.lists(RECORDS, max_size=12)


def exact(merged: dict[str, Record]) -> dict[str, tuple[Record, str]]:
    """Tell apart what compares equal: one instant written with two offsets."""
    return {id_: (found, found.at.isoformat()) for id_, found in merged.items()}


@steady
@given(GROUPS, GROUPS)
def test_it_is_commutative(one: list[Record], two: list[Record]) -> None:
    assert exact(merge([*one, *two])) == exact(merge([*two, *one]))


@steady
@given(GROUPS, st.randoms(use_true_random=False))
def test_order_does_not_matter(records: list[Record], random: object) -> None:
    mixed = list(records)
    getattr(random, "shuffle")(mixed)  # noqa: B009 - hypothesis types its Random as an object
    assert exact(merge(mixed)) == exact(merge(records))


@steady
@given(GROUPS, GROUPS, GROUPS)
def test_it_is_associative(one: list[Record], two: list[Record], three: list[Record]) -> None:
    left = merge([*merge([*one, *two]).values(), *three])
    right = merge([*one, *merge([*two, *three]).values()])
    assert exact(left) == exact(right)


@steady
@given(GROUPS)
def test_it_is_idempotent(records: list[Record]) -> None:
    merged = merge(records)
    assert exact(merge([*records, *records, *merged.values()])) == exact(merged)
    assert exact(merge(merged.values())) == exact(merged)


@steady
@given(GROUPS)
def test_the_greatest_stamp_wins_and_what_is_deleted_is_not_shown(records: list[Record]) -> None:
    merged = merge(records)
    for id_, found in merged.items():
        assert found.stamp == max(record.stamp for record in records if record.id == id_)
    assert set(ids(shown(merged.values()))) == {id_ for id_, found in merged.items() if not found.deleted}


def test_copies_of_a_version_count_once() -> None:
    one = Record(id="x", kind="note", at=NOON, stamp="s")
    two = Record(id="x", kind="note", at=NOON, stamp="s", body={"a": 1})
    assert distinct([one, two, one, two]) == (one, two)

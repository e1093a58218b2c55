"""Which one is meant: hours that the clocks repeat, and what may be there though it cannot be read."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.fakes import FakeClock
from tests.home import Home
from tests.store.support import ShutFs
from trainer.core.log import ActivityLog, Remembered
from trainer.errors import NotFoundError
from trainer.moments import AmbiguousError
from trainer.records import record_of
from trainer.which import find, find_removed

BERLIN = ZoneInfo("Europe/Berlin")
REPEATED = "2026-10-25 02:30"


@pytest.fixture
def winter(home: Home) -> Home:
    """A month after the clocks were put back."""
    return Home(home.root, FakeClock(datetime(2026, 11, 20, 8, tzinfo=BERLIN)))


def walked(home: Home, *times: str) -> list[str]:
    """Keep walks that began at these times; returns their ids."""
    walk = ActivityLog(activity="walk", name="Walking", seconds=600.0)
    made = [Remembered(id=f"id-{time[-6:]}", at=datetime.fromisoformat(time), what=walk) for time in times]
    home.coach().store.save(*map(record_of, made))
    return [one.id for one in made]


@pytest.mark.parametrize("time", ["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"])
def test_the_only_one_of_a_repeated_hour_is_found(winter: Home, time: str) -> None:
    (one,) = walked(winter, time)
    assert find(winter.coach(), REPEATED).id == one


def test_one_of_two_in_a_repeated_hour_is_named_by_its_offset(winter: Home) -> None:
    first, second = walked(winter, "2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00")
    with pytest.raises(AmbiguousError, match="The clocks were changed then: "):
        find(winter.coach(), REPEATED)
    assert find(winter.coach(), "2026-10-25 02:30+02:00").id == first
    assert find(winter.coach(), "2026-10-25 02:30+01:00").id == second


@pytest.mark.parametrize("word", ["last", "yesterday", "yesterday 18:00", "0123abcd", "nothing"])
def test_where_not_all_can_be_read_nobody_is_told_that_it_is_not_there(winter: Home, word: str) -> None:
    walked(winter, "2026-11-19T18:00:00+01:00")
    coach = winter.coach(ShutFs("store"))
    with pytest.raises(NotFoundError) as told:
        find(coach, word)
    assert told.value.sentence == (
        f"Not found, but not everything can be read: {winter.root}/store cannot be read (Permission denied); what it "
        "holds is not shown. 'trainer doctor' says what to do."
    )
    with pytest.raises(NotFoundError, match="not everything can be read"):
        find_removed(coach, "last")

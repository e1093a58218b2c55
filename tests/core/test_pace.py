from __future__ import annotations

import pytest

from trainer.core.pace import LIMITS, FirstSide, Pace


def test_the_timings_are_those_the_design_names() -> None:
    pace = Pace()

    assert (pace.prepare, pace.fetch) == (10, 20)
    assert (pace.release, pace.switch, pace.move, pace.count) == (4, 6, 4, 2)
    assert pace.first_side is FirstSide.LEFT
    assert not pace.own_pace
    assert not pace.wait


@pytest.mark.parametrize("name", LIMITS)
def test_a_timing_may_be_its_limit_and_no_more(name: str) -> None:
    assert getattr(Pace(**{name: LIMITS[name]}), name) == LIMITS[name]  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=f"{name} is {LIMITS[name] + 1}"):
        Pace(**{name: LIMITS[name] + 1})  # type: ignore[arg-type]


@pytest.mark.parametrize("name", LIMITS)
def test_no_timing_is_negative(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        Pace(**{name: -1})  # type: ignore[arg-type]


@pytest.mark.parametrize("name", sorted(LIMITS.keys() - {"prepare", "fetch"}))
def test_only_getting_ready_can_be_left_out(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        Pace(**{name: 0})  # type: ignore[arg-type]


def test_getting_ready_can_be_left_out() -> None:
    assert Pace(prepare=0, fetch=0).prepare == 0


def test_every_timing_has_a_limit() -> None:
    defaults = Pace()
    timings = {name for name in Pace.__dataclass_fields__ if type(getattr(defaults, name)) is int}

    assert timings == LIMITS.keys()

"""Reasons: every way of being closed has words, whole and on one line."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest

from tests.fakes import NOVEMBER
from tests.home import shipped
from trainer import reasons, wording
from trainer.core.checkin import Symptom
from trainer.core.closed import RULES, Bar, Closed, Gate, Lift, Reach
from trainer.core.events import StopReason
from trainer.core.exercise import Equipment
from trainer.core.gates import RECORD
from trainer.core.profile import Direction

DAY = NOVEMBER.date()
ABOUT: dict[Gate | Bar, tuple[str, ...]] = {
    Gate.CHEST: ("chest-pain",),
    Gate.NERVE: ("numbness", "other", "radiating", "pain up twice"),
    Gate.HEART: ("guidance", "restart"),
    Gate.SPASM: ("spasm",),
    Gate.ACUTE: ("flare-up", "spasm"),
    Gate.RULES: ("", RECORD),
    Bar.CONTRAINDICATION: ("knee-pain",),
    Bar.SET_ASIDE: tuple(StopReason),
    Bar.FAMILY: tuple(StopReason),
    Bar.EQUIPMENT: tuple(Equipment),
    Bar.DIRECTION: tuple(Direction),
    Bar.LIST: ("",),
    Bar.LEFT_OUT: ("",),
    Bar.OWN: ("",),
}
EVERY = [(by, str(about)) for by, abouts in ABOUT.items() for about in abouts]


def closed(by: Gate | Bar, about: str, lift: Lift = Lift.PERSON, *, until: int | None = 4) -> Closed:
    day = None if until is None else DAY + timedelta(days=until)
    rule = RULES[by]
    handout = shipped().rules[rule].handout
    return Closed(by=by, rule=rule, reach=Reach.ALL, lift=lift, since=DAY, until=day, about=about, handout=handout)


def test_nothing_that_closes_is_left_out_here() -> None:
    assert set(ABOUT) == {*Gate, *Bar}
    assert {symptom.value for symptom in Symptom} <= set(reasons.SYMPTOMS)


@pytest.mark.parametrize(("by", "about"), EVERY)
@pytest.mark.parametrize("until", [None, 4])
def test_every_reason_is_one_whole_line(by: Gate | Bar, about: str, until: int | None) -> None:
    for lift in Lift:
        if lift is Lift.DAY and until is None:
            continue
        said = reasons.sentence(closed(by, about, lift, until=until), shipped())
        assert said.isprintable()
        assert said.endswith(".")
        assert not [bad for bad in ("  ", ": –", "– .", ": .", "..", "None") if bad in said]


@pytest.mark.parametrize("by", [Gate.CHEST, Gate.NERVE, Gate.SPASM, Gate.ACUTE])
@pytest.mark.parametrize("about", ["", "a\nb", "new in 2031"])
def test_what_a_newer_trainer_wrote_is_not_shown_raw(by: Gate, about: str) -> None:
    assert reasons.reason(closed(by, about)) == "something you told on Fri 20 Nov"


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (
            closed(Gate.ACUTE, "flare-up", Lift.DAY),
            "Exercises are closed until Tue 24 Nov: an injury or flare-up on Fri 20 Nov – {help}. "
            "It opens on Tue 24 Nov, or with a clinician's dated clearance.",
        ),
        (
            closed(Gate.SPASM, "spasm", Lift.CHECK_IN),
            "Exercises are closed until Tue 24 Nov: a spasm on Fri 20 Nov – {help}. "
            "From Tue 24 Nov on a check-in without spasm opens it.",
        ),
        (
            closed(Gate.SPASM, "spasm", Lift.CHECK_IN, until=None),
            "Exercises are closed: a spasm on Fri 20 Nov – {help}. A check-in without spasm opens it.",
        ),
        (
            closed(Gate.RULES, RECORD, Lift.REPAIR, until=None),
            "Exercises are closed: something that you told cannot be read – ours. "
            "Install the newest back-trainer, and answer again under You; it opens when all can be read.",
        ),
        (
            closed(Gate.RULES, "", Lift.REPAIR, until=None),
            "Exercises are closed: the safety rules cannot be read – ours. "
            "Install back-trainer again; 'trainer library check' says what is wrong.",
        ),
    ],
)
def test_it_says_until_when_why_whose_rule_and_what_lifts_it(one: Closed, said: str) -> None:
    assert reasons.sentence(one, shipped()) == said.format(help=wording.source(shipped().handouts["help-your-back"]))


@pytest.mark.parametrize(("today", "said"), [(0, "closed until Tue"), (3, "closed until Tue"), (4, "closed")])
def test_the_prompt_says_until_which_day_while_it_is_to_come(today: int, said: str) -> None:
    assert reasons.short(closed(Gate.ACUTE, "flare-up", Lift.DAY), DAY + timedelta(days=today)) == said
    assert reasons.short(closed(Gate.CHEST, "chest-pain", until=None), DAY) == "closed"


def test_every_rule_that_closes_names_its_own_handout_or_ours() -> None:
    for by, about in product(Gate, ["spasm"]):
        if by is Gate.HEART:
            continue
        one = closed(by, about)
        handout = shipped().handouts.get(one.handout or "")
        assert reasons.source(one, shipped()) == (wording.OURS if handout is None else handout.title)

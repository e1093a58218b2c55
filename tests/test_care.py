"""Care: what the person told is kept on real files, closes what it should, and opens by nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fakes import NOVEMBER, FakeClock, prescription
from tests.home import Disk, shipped
from tests.store.support import forget_machine
from trainer import reasons
from trainer.care import Care
from trainer.core.checkin import After, CheckIn, Symptom
from trainer.core.closed import Bar, Gate, Reach
from trainer.core.events import StopReason
from trainer.core.exercise import Equipment
from trainer.core.gates import closings_of_stop
from trainer.core.journal import Head
from trainer.core.library import Library
from trainer.core.pace import Pace
from trainer.core.profile import Direction, Profile, Slot
from trainer.core.record import Record
from trainer.errors import ClosedError, NotFoundError, NotSavedError, RefusedError
from trainer.records import set_aside
from trainer.store.store import Store

DAY = NOVEMBER.date()
HOUR = 3600
NIGHT = 24 * HOUR


def days(count: int) -> date:
    return DAY + timedelta(days=count)


@dataclass
class Person:
    """One person with their data on a real disk."""

    root: Path
    clock: FakeClock = field(default_factory=FakeClock)
    disk: Disk = field(default_factory=Disk)

    def care(self, clock: FakeClock | None = None, library: Library | None = None) -> Care:
        """Start afresh: nothing is known but what is on disk."""
        return Care(self.store(clock), lambda: library or shipped(), clock or self.clock)

    def store(self, clock: FakeClock | None = None) -> Store:
        return Store(self.root, clock or self.clock, self.disk)

    def later(self, days: float) -> None:
        self.clock.jump(days * NIGHT)

    def says(self, *symptoms: Symptom, pain: int = 2, after: After | None = None, day: date | None = None) -> Care:
        told = day or self.clock.now().date() if Symptom.FLARE_UP in symptoms else None
        care = self.care()
        care.check_in(CheckIn(at=self.clock.now(), pain=pain, symptoms=frozenset(symptoms), after=after, day=told))
        return care

    def shut(self) -> list[Gate]:
        return [Gate(one.by) for one in self.care().gates()]

    def trained(self, kind: str = "session", at: datetime | None = None) -> None:
        self.store().save(Record(id=str(uuid4()), kind=kind, at=at or self.clock.now()))

    def stopped(self, exercise: str, reason: StopReason = StopReason.PAIN) -> None:
        head = Head(
            session="s",
            name="Session",
            routine=None,
            began=self.clock.now(),
            prescriptions=(prescription(exercise),),
            pace=Pace(),
        )
        record = set_aside(head, 0, reason, self.clock.now())
        assert record is not None
        self.store().save(record)

    def closed(self, exercise: str) -> list[Bar]:
        care = self.care()
        return [Bar(one.by) for one in care.closed(shipped().exercises[exercise])]


@pytest.fixture
def person(tmp_path: Path) -> Person:
    return Person(tmp_path)


def put(person: Person, kind: str, body: dict[str, Any], at: datetime | None = None) -> None:
    """Put a record as another trainer may have written it."""
    person.store().save(Record(id=str(uuid4()), kind=kind, at=at or person.clock.now(), body=body))


# The profile

TOLD: list[tuple[str, Any]] = [
    ("knee_pain", True),
    ("heart_problem", False),
    ("heart_guidance", days(-3)),
    ("equipment", frozenset({Equipment.BAND, Equipment.WALL})),
    ("equipment", frozenset()),
    ("allowlist", ("bridge", "side-stretch")),
    ("left_out", frozenset({"bridge"})),
    ("direction", frozenset({Direction.BENDING})),
    ("usual_activity", 90),
    ("phone", "116 117"),
    ("free", {"mon": (Slot(at=time(7), minutes=15),), "2026-12-24": ()}),
    ("activity_days", 4),
    ("screened", True),
]


@pytest.mark.parametrize(("key", "value"), TOLD)
def test_each_answer_is_kept_and_can_be_unset(person: Person, key: str, value: Any) -> None:
    person.care().tell(**{key: value})
    assert person.care().profile == Profile(**{key: value})
    person.care().tell(**{key: getattr(Profile(), key)})
    assert person.care().profile == Profile()


def test_answers_come_together_whatever_their_order(person: Person) -> None:
    for key, value in TOLD:
        person.care().tell(**{key: value})
    assert person.care().profile == Profile(**dict(TOLD))


@pytest.mark.parametrize(
    "told",
    [
        {"allowlist": ()},
        {"usual_activity": -1},
        {"activity_days": 8},
        {"heart_guidance": days(1)},
        {"heart_guidance": DAY.replace(year=2016) - timedelta(days=1)},
        {"phone": "1\x1b[2J"},
        {"knee_pain": "yes"},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(person: Person, told: dict[str, Any]) -> None:
    with pytest.raises(RefusedError):
        person.care().tell(**{"screened": True, **told})
    assert person.care().profile == Profile()


@pytest.mark.parametrize("told", [DAY, DAY.replace(year=2016)])
def test_guidance_is_taken_from_today_back_to_ten_years(person: Person, told: date) -> None:
    assert person.care().tell(heart_guidance=told).heart_guidance == told


@pytest.mark.parametrize("later", [-40, 365 * 10 + 30])
def test_knee_pain_can_be_told_whatever_became_of_the_date_of_an_old_guidance(person: Person, later: int) -> None:
    person.care().tell(heart_guidance=DAY)
    person.later(later)
    assert person.care().tell(knee_pain=True).knee_pain


def test_two_machines_answers_merge(person: Person) -> None:
    person.care().tell(knee_pain=True, usual_activity=60)
    one = person.store().device
    forget_machine(person.root)
    person.clock.advance(60)
    assert person.store().device != one
    person.care().tell(usual_activity=90, heart_problem=True)
    told = person.care().profile
    assert (told.knee_pain, told.usual_activity, told.heart_problem) == (True, 90, True)
    assert person.shut() == [Gate.HEART]


def test_two_machines_at_once_see_what_the_other_closes_and_opens(person: Person) -> None:
    here = person.care()
    forget_machine(person.root)
    there = person.care()
    here.check_in(CheckIn(at=NOVEMBER, symptoms=frozenset({Symptom.NUMBNESS})))
    assert [one.by for one in there.gates()] == [Gate.NERVE]
    person.clock.advance(60)
    there.clear("nerve", on=DAY, clinician=True)
    assert here.gates() == ()
    person.clock.advance(60)
    here.check_in(CheckIn(at=person.clock.now(), symptoms=frozenset({Symptom.NUMBNESS})))
    assert [one.by for one in there.gates()] == [Gate.NERVE]


@pytest.mark.parametrize("body", [{"key": "usual_activity", "value": "many"}, {"key": "shoe_size", "value": 42}, {}])
def test_an_answer_that_cannot_be_read_is_left_out_alone(person: Person, body: dict[str, Any]) -> None:
    person.care().tell(knee_pain=True, equipment=frozenset({Equipment.BAND}))
    put(person, "profile", body)
    assert person.care().profile == Profile(knee_pain=True, equipment=frozenset({Equipment.BAND}))
    assert person.shut() == []


@pytest.mark.parametrize("key", ["heart_problem", "knee_pain", "allowlist"])
def test_an_answer_that_may_close_and_cannot_be_read_closes_until_it_is_told_again(person: Person, key: str) -> None:
    put(person, "profile", {"key": key, "value": {"newer": 1}}, person.clock.now() - timedelta(hours=1))
    assert person.shut() == [Gate.RULES]
    person.clock.advance(1)
    person.care().tell(**{key: getattr(Profile(), key)})
    assert person.shut() == []


# Check-ins


@pytest.mark.parametrize(
    ("symptom", "closed"),
    [
        (Symptom.CHEST_PAIN, [Gate.CHEST]),
        (Symptom.NUMBNESS, [Gate.NERVE]),
        (Symptom.OTHER, [Gate.NERVE]),
        (Symptom.RADIATING, [Gate.NERVE]),
        (Symptom.SPASM, [Gate.SPASM, Gate.ACUTE]),
        (Symptom.FLARE_UP, [Gate.ACUTE]),
    ],
)
def test_what_is_told_at_a_check_in_is_closed_after_a_new_start(
    person: Person, symptom: Symptom, closed: list[Gate]
) -> None:
    person.says(symptom)
    assert person.shut() == closed
    last = person.care().last()
    assert last is not None
    assert last.symptoms == {symptom}


def test_the_closings_are_written_before_the_check_in(person: Person) -> None:
    person.says(Symptom.SPASM)
    store = person.store()
    (said,) = [record for record in store.recent() if record.kind == "check-in"]
    gates = store.standing("gate")
    assert len(gates) == 2
    assert all(record.stamp < said.stamp for record in gates)


def test_what_could_not_be_written_is_in_force_all_the_same(person: Person) -> None:
    care = person.care()
    person.disk.full = True
    with pytest.raises(NotSavedError):
        care.check_in(CheckIn(at=NOVEMBER, pain=9, symptoms=frozenset({Symptom.CHEST_PAIN})))
    assert [one.by for one in care.gates()] == [Gate.CHEST]
    with pytest.raises(ClosedError, match="chest pain"):
        care.refuse_exercise()
    with pytest.raises(ClosedError, match="chest pain"):
        care.refuse_activity()


@pytest.mark.parametrize("part", ["standing.json", "2026-11.json"])
def test_with_a_disk_that_takes_only_a_part_the_gate_is_never_what_is_lost(person: Person, part: str) -> None:
    care = person.care()
    person.disk.full_for = part
    with pytest.raises(NotSavedError):
        care.check_in(CheckIn(at=NOVEMBER, symptoms=frozenset({Symptom.NUMBNESS})))
    assert [one.by for one in care.gates()] == [Gate.NERVE]
    on_disk = person.care()
    assert bool(on_disk.gates()) or on_disk.last() is None


def test_the_same_told_twice_closes_once_and_opens_by_one_word(person: Person) -> None:
    person.says(Symptom.NUMBNESS)
    person.clock.advance(HOUR)
    person.says(Symptom.NUMBNESS)
    assert len(person.care().facts().closings) == 1
    person.care().clear("nerve", on=DAY, clinician=True)
    assert person.shut() == []
    person.clock.advance(HOUR)
    person.says(Symptom.NUMBNESS)
    assert person.shut() == [Gate.NERVE]


def test_pain_up_after_two_sessions_running_closes_nerve(person: Person) -> None:
    person.says(after=After.UP)
    person.later(1)
    assert person.shut() == []
    person.says(after=After.UP)
    assert person.shut() == [Gate.NERVE]


def test_pain_up_twice_is_seen_though_a_clock_was_ahead_between(person: Person) -> None:
    person.later(300)
    person.says(after=After.SAME)
    person.later(-300)
    person.says(after=After.UP)
    person.later(1)
    person.says(after=After.UP)
    assert person.shut() == [Gate.NERVE]


@pytest.mark.parametrize("reason", [StopReason.CHEST, StopReason.NUMBNESS, StopReason.SPASM, StopReason.PAIN])
def test_what_ends_a_session_is_kept_closed(person: Person, reason: StopReason) -> None:
    person.care().hurt("bridge", reason, "a session")
    assert person.shut() == [one.gate for one in closings_of_stop(reason, DAY)]
    assert person.care().set_aside() == {"bridge"}


def test_unknown_pain_is_asked_about_against_the_usual_one(person: Person) -> None:
    for pain in (1, 1, 2):
        person.says(pain=pain)
        person.clock.advance(HOUR)
    care = person.care()
    assert [care.asks_flare_up(pain) for pain in (3, 4, 7)] == [False, True, True]


# When to ask


def test_it_asks_once_in_four_hours(person: Person) -> None:
    assert person.care().is_due()
    person.says()
    assert not person.care().is_due()
    person.clock.jump(4 * HOUR - 1)
    assert not person.care().is_due()
    person.clock.jump(1)
    assert person.care().is_due()


@pytest.mark.parametrize("symptom", [Symptom.CHEST_PAIN, Symptom.NUMBNESS, Symptom.FLARE_UP])
def test_it_does_not_ask_where_no_answer_opens_anything(person: Person, symptom: Symptom) -> None:
    person.says(symptom)
    person.later(1)
    assert not person.care().is_due()


def test_while_a_spasm_waits_for_an_answer_it_always_asks(person: Person) -> None:
    person.says(Symptom.SPASM)
    person.later(3)
    assert not person.care().is_due()
    person.clock.jump(16.5 * HOUR)
    person.says()
    assert person.shut() == [Gate.SPASM, Gate.ACUTE]
    person.clock.jump(0.5 * HOUR)
    assert (person.shut(), person.care().is_due()) == ([Gate.SPASM], True)
    person.says()
    assert (person.shut(), person.care().is_due()) == ([], False)


def test_a_graver_gate_beside_a_spasm_leaves_nothing_to_ask(person: Person) -> None:
    person.says(Symptom.SPASM, Symptom.NUMBNESS)
    person.later(5)
    assert not person.care().is_due()


def test_a_clock_set_back_or_ahead_neither_asks_again_and_again_nor_never(person: Person) -> None:
    person.later(300)
    person.says()
    person.later(-300)
    assert person.care().is_due()
    person.says()
    assert not person.care().is_due()
    person.clock.jump(-HOUR)
    assert person.care().is_due()
    person.says()
    assert not person.care().is_due()


@pytest.mark.parametrize(
    ("before", "asks"),
    [
        ([], False),
        (["session"], True),
        (["check-in", "session"], True),
        (["session", "check-in"], True),
        (["session", "night", "check-in"], False),
        (["activity"], False),
        (["check-in"], False),
    ],
)
def test_the_first_check_in_of_a_day_after_a_session_asks_for_the_pain(
    person: Person, before: list[str], asks: bool
) -> None:
    for what in before:
        if what == "night":
            person.later(1)
        elif what == "check-in":
            person.says()
        else:
            person.trained(what)
        person.clock.jump(60)
    assert not person.care().asks_after()
    person.later(1)
    assert person.care().asks_after() is asks


# Clearing


@pytest.mark.parametrize(("gate", "symptom"), [("chest", Symptom.CHEST_PAIN), ("nerve", Symptom.OTHER)])
def test_chest_and_nerve_stay_closed_until_a_word_is_recorded(person: Person, gate: str, symptom: Symptom) -> None:
    person.says(symptom)
    person.later(60)
    person.says()
    assert person.shut() == [Gate(gate)]
    person.care().clear(gate, on=days(10), why="asked")
    assert person.shut() == []


def test_a_clearance_opens_acute_and_nothing_else(person: Person) -> None:
    person.care().tell(knee_pain=True, heart_problem=True)
    person.stopped("bridge")
    person.says(Symptom.SPASM, Symptom.NUMBNESS, Symptom.CHEST_PAIN)
    person.care().clear("acute", on=DAY, clinician=True)
    assert person.shut() == [Gate.CHEST, Gate.NERVE, Gate.HEART, Gate.SPASM]
    assert (person.closed("childs-pose"), person.closed("bridge")) == ([Bar.CONTRAINDICATION], [Bar.SET_ASIDE])


@pytest.mark.parametrize(
    ("symptoms", "what", "word", "why"),
    [
        ([], "chest", {"on": DAY}, "not closed"),
        ([], "acute", {"on": DAY, "clinician": True}, "not closed"),
        ([], "bridge", {"on": DAY, "clinician": True}, "not closed"),
        ([Symptom.CHEST_PAIN], "chest", {}, "when a clinician"),
        ([Symptom.NUMBNESS], "nerve", {"clinician": True}, "when a clinician"),
        ([Symptom.FLARE_UP], "acute", {"on": DAY}, "--clinician 2026-11-20"),
        ([Symptom.CHEST_PAIN], "chest", {"on": days(-1)}, "before it began"),
        ([Symptom.CHEST_PAIN], "chest", {"on": days(1)}, "still to come"),
        ([Symptom.SPASM], "spasm", {"on": DAY, "clinician": True}, "check-in without spasm"),
    ],
)
def test_a_word_that_opens_nothing_is_refused(
    person: Person, symptoms: list[Symptom], what: str, word: dict[str, Any], why: str
) -> None:
    person.says(*symptoms)
    before = person.shut()
    with pytest.raises(RefusedError, match=why):
        person.care().clear(what, **word)
    assert person.shut() == before
    assert [one for one in person.care().facts().clears if one.clinician] == []


def test_heart_opens_by_guidance_alone(person: Person) -> None:
    person.care().tell(heart_problem=True)
    with pytest.raises(RefusedError, match="guidance"):
        person.care().clear("heart", on=DAY, clinician=True)
    assert person.shut() == [Gate.HEART]
    person.care().tell(heart_guidance=DAY)
    assert person.shut() == []


def test_rules_that_cannot_be_read_close_and_no_word_opens_them(person: Person) -> None:
    bare = replace(shipped(), rules={})
    care = person.care(library=bare)
    assert [one.by for one in care.gates()] == [Gate.RULES]
    with pytest.raises(ClosedError, match="safety rules"):
        care.refuse_exercise()
    with pytest.raises(RefusedError, match="safety rules"):
        care.clear("rules", on=DAY, clinician=True)


def test_childs_pose_is_cleared_by_any_of_its_names_and_closes_again_when_told_again(person: Person) -> None:
    person.care().tell(knee_pain=True)
    with pytest.raises(RefusedError, match="trainer clear childs-pose --clinician"):
        person.care().clear("childs-pose")
    person.care().clear("Midback stretch", on=DAY, clinician=True)
    assert person.closed("childs-pose") == []
    person.care().tell(phone="116 117")
    assert person.closed("childs-pose") == []
    person.care().tell(knee_pain=True)
    assert person.closed("childs-pose") == [Bar.CONTRAINDICATION]
    person.care().tell(knee_pain=False)
    assert person.closed("childs-pose") == []


def test_what_was_stopped_is_closed_until_cleared_and_again_when_stopped_again(person: Person) -> None:
    person.stopped("pelvic-tilt-held")
    assert person.closed("pelvic-tilt-held") == [Bar.SET_ASIDE]
    assert person.closed("pelvic-tilt-rocking") == [Bar.FAMILY]
    with pytest.raises(RefusedError, match="not closed"):
        person.care().clear("pelvic-tilt-rocking")
    person.care().clear("Pelvic tilt, held")
    assert person.closed("pelvic-tilt-held") == person.closed("pelvic-tilt-rocking") == []
    person.clock.advance(60)
    person.stopped("pelvic-tilt-held")
    assert person.closed("pelvic-tilt-held") == [Bar.SET_ASIDE]


def test_a_clinicians_list_is_changed_and_not_cleared(person: Person) -> None:
    person.care().tell(allowlist=("bridge",))
    with pytest.raises(RefusedError, match="list changes"):
        person.care().clear("side-stretch", on=DAY, clinician=True)
    assert person.closed("side-stretch") == [Bar.LIST]


def test_nothing_of_that_name_is_not_found(person: Person) -> None:
    with pytest.raises(NotFoundError):
        person.care().clear("yoga")


# Heart and its days


def test_training_keeps_heart_open_and_a_log_after_a_long_break_does_not_open_it_again(person: Person) -> None:
    person.care().tell(heart_problem=True, heart_guidance=DAY)
    for _ in range(4):
        person.later(14)
        assert person.shut() == []
        person.trained("activity")
    person.later(15)
    assert person.shut() == [Gate.HEART]
    person.trained("activity")
    assert person.shut() == [Gate.HEART]
    person.care().tell(heart_guidance=person.clock.now().date())
    assert person.shut() == []


def test_a_clock_set_back_does_not_open_heart(person: Person) -> None:
    person.care().tell(heart_problem=True, heart_guidance=DAY)
    person.later(20)
    person.says()
    person.later(-10)
    assert person.shut() == [Gate.HEART]
    person.care().tell(heart_guidance=days(10))
    assert person.shut() == []


def test_a_clock_that_was_ahead_does_not_keep_heart_shut_for_ever(person: Person) -> None:
    person.later(365)
    person.trained()
    person.says()
    person.later(-365)
    person.care().tell(heart_problem=True, heart_guidance=DAY)
    assert person.shut() == []


# Days, clocks and machines


def test_midnight_opens_acute(person: Person) -> None:
    person.says(Symptom.FLARE_UP)
    person.clock.jump(3 * NIGHT + 16 * HOUR + 49 * 60 + 59)
    assert person.shut() == [Gate.ACUTE]
    person.clock.jump(1)
    assert person.shut() == []


@pytest.mark.parametrize(("month", "day", "before", "after"), [(3, 27, 1, 2), (10, 23, 2, 1)])
def test_both_changes_of_the_clock_leave_days_as_they_are(
    person: Person, month: int, day: int, before: int, after: int
) -> None:
    late = datetime(2026, month, day, 23, 59, tzinfo=timezone(timedelta(hours=before)))
    person.clock = FakeClock(late)
    person.says(Symptom.FLARE_UP)
    there = timezone(timedelta(hours=after))
    eve = datetime(2026, month, day + 3, 23, 59, tzinfo=there)
    assert [one.by for one in person.care(FakeClock(eve)).gates()] == [Gate.ACUTE]
    assert person.care(FakeClock(eve + timedelta(minutes=1))).gates() == ()


def test_a_clock_set_back_after_a_flare_up_opens_nothing_early(person: Person) -> None:
    person.says(Symptom.FLARE_UP)
    person.later(-10)
    for _ in range(4):
        assert person.shut() == [Gate.ACUTE]
        person.says()
        person.later(1)
    person.later(6)
    assert person.clock.now() == NOVEMBER
    assert person.shut() == [Gate.ACUTE]


@pytest.mark.parametrize("symptom", [Symptom.SPASM, Symptom.FLARE_UP])
def test_told_by_a_clock_far_ahead_it_opens_on_the_4th_day_after_the_next_check_in(
    person: Person, symptom: Symptom
) -> None:
    person.later(365)
    person.says(symptom)
    person.later(-365)
    for _ in range(4):
        person.says()
        assert Gate.ACUTE in person.shut()
        person.later(1)
    person.says()
    assert person.shut() == []


def test_another_zone_means_that_zones_days(person: Person) -> None:
    person.says(Symptom.FLARE_UP)
    away = FakeClock((NOVEMBER + timedelta(days=4)).astimezone(timezone(timedelta(hours=-10))))
    assert away.now().date() == days(3)
    assert [one.by for one in person.care(away).gates()] == [Gate.ACUTE]
    away.jump(4 * HOUR)
    assert person.care(away).gates() == ()


def test_a_word_of_another_machine_about_an_older_trouble_does_not_open_a_newer_one(person: Person) -> None:
    person.says(Symptom.CHEST_PAIN)
    person.later(10)
    person.says(Symptom.CHEST_PAIN)
    put(person, "clear", {"what": "chest", "on": days(2).isoformat(), "clinician": True})
    assert person.shut() == [Gate.CHEST]


# What cannot be read


@pytest.mark.parametrize(
    "body", [{}, {"gate": "brain", "day": DAY.isoformat(), "about": "x"}, {"gate": "acute", "day": "soon", "about": ""}]
)
def test_a_gate_that_cannot_be_read_closes_exercise_and_activity(person: Person, body: dict[str, Any]) -> None:
    put(person, "gate", body)
    assert person.shut() == [Gate.RULES]
    with pytest.raises(ClosedError, match="cannot be read"):
        person.care().refuse_exercise()
    with pytest.raises(ClosedError, match="cannot be read"):
        person.care().refuse_activity()


def test_a_graver_gate_that_can_be_read_is_still_the_one_shown(person: Person) -> None:
    put(person, "gate", {"gate": "brain"})
    person.says(Symptom.NUMBNESS)
    assert person.shut() == [Gate.NERVE, Gate.RULES]


@pytest.mark.parametrize(
    "body", [{}, {"what": "chest", "on": "soon"}, {"what": "chest", "on": DAY.isoformat(), "x": 1}]
)
def test_a_word_that_cannot_be_read_opens_nothing(person: Person, body: dict[str, Any]) -> None:
    person.says(Symptom.CHEST_PAIN)
    put(person, "clear", body)
    assert person.shut() == [Gate.CHEST]


@pytest.mark.parametrize("rest", [{"reason": "a newer one"}, {"reason": 7, "more": True}, {}])
def test_a_stop_of_which_only_the_exercise_can_be_read_keeps_that_out(person: Person, rest: dict[str, Any]) -> None:
    put(person, "set-aside", {"exercise": "bridge", **rest})
    assert person.closed("bridge") == [Bar.SET_ASIDE]
    assert person.shut() == []


def test_a_stop_of_which_not_even_the_exercise_can_be_read_closes_all(person: Person) -> None:
    put(person, "set-aside", {"reason": "pain"})
    assert person.shut() == [Gate.RULES]


def test_a_check_in_that_cannot_be_read_is_asked_for_again(person: Person) -> None:
    put(person, "check-in", {"pain": 99})
    assert person.care().last() is None
    assert person.care().is_due()


# What the morning after tells of a session


def test_pain_that_was_up_belongs_to_the_last_day_of_training_however_long_ago(person: Person) -> None:
    for later, after in ((0, None), (1, After.SAME), (2, After.UP), (0, None)):
        person.later(later)
        person.says(after=after)
        person.trained()
        person.clock.jump(60)
    assert person.care().risen() == {days(1)}
    person.later(90)
    assert person.care().risen() == {days(1)}


# A property: whatever is told, in whatever order, over days

SYMPTOMS = st.frozensets(st.sampled_from(Symptom), max_size=2)
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("says"), SYMPTOMS),
        st.tuples(st.just("clears"), st.sampled_from(["chest", "nerve", "acute", "spasm", "heart", "childs-pose"])),
        st.tuples(st.just("days"), st.integers(-2, 4)),
        st.tuples(st.just("stops"), st.sampled_from(["bridge", "childs-pose"])),
        st.tuples(st.just("knee"), st.booleans()),
    ),
    max_size=8,
)


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(DEEDS, st.sampled_from(Symptom), st.integers(0, 3))
def test_whatever_came_before_what_is_told_last_is_closed_and_has_words(
    tmp_path: Path, deeds: list[tuple[str, Any]], last: Symptom, later: int
) -> None:
    person = Person(tmp_path / str(uuid4()))
    for deed, what in deeds:
        act(person, deed, what)
        person.clock.advance(60)
    person.says(last)
    person.later(later)
    care = person.care()
    expected = {
        Symptom.CHEST_PAIN: Gate.CHEST,
        Symptom.SPASM: Gate.SPASM,
        Symptom.FLARE_UP: Gate.ACUTE,
    }.get(last, Gate.NERVE)
    shut = care.gates()
    assert expected in {one.by for one in shut}
    assert list(dict.fromkeys(one.by for one in shut)) == [gate for gate in Gate if gate in {one.by for one in shut}]
    with pytest.raises(ClosedError) as refused:
        care.refuse_exercise()
    assert refused.value.sentence == reasons.sentence(shut[0], shipped())
    assert refused.value.sentence.isprintable()
    for exercise in shipped().exercises.values():
        for one in care.closed(exercise):
            assert one.rule in shipped().rules


def act(person: Person, deed: str, what: Any) -> None:
    """Do one thing; a refusal is an answer too."""
    today = person.clock.now().date()
    match deed:
        case "says":
            person.says(*what)
        case "clears":
            closed = person.shut()
            try:
                person.care().clear(what, on=today, clinician=True)
            except RefusedError:
                return
            assert set(closed) - set(person.shut()) <= {what}
        case "days":
            person.later(what)
        case "stops":
            person.stopped(what)
            assert Reach.ALL in {one.reach for one in person.care().closed(shipped().exercises[what])}
        case _:
            person.care().tell(knee_pain=what)


def test_what_is_on_disk_is_what_the_codec_gives(person: Person) -> None:
    person.says(Symptom.SPASM)
    assert {record.body["gate"] for record in person.store().standing("gate")} == {"spasm", "acute"}
    assert all("stamp" not in record.body for record in person.store().standing("gate"))
    person.later(5)
    person.says()
    (over,) = person.store().standing("clear")
    assert (over.body["what"], over.body["on"]) == ("spasm", days(5).isoformat())

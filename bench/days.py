"""The days of a life: mornings, weeks with and without a plan, holidays, flare-ups and the way back, day by day.

Only what happens and on which of two devices it is written; `life` has the store write it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from uuid import NAMESPACE_URL, uuid5

from amended import amendments
from luck import CAUSES, LAPTOP, Act, Luck
from planned import DAY, THINGS, Weeks
from trained import Gym, Odd

from trainer import records
from trainer.codec import encode
from trainer.core.checkin import After, CheckIn, Symptom
from trainer.core.closed import Clear, Gate
from trainer.core.events import StopReason
from trainer.core.gates import REST, clears, closings, closings_of_stop
from trainer.core.library import Library
from trainer.core.log import ActivityLog, SessionLog
from trainer.core.plan import monday_of
from trainer.core.prescription import Prescription
from trainer.core.profile import Slot
from trainer.core.progression import HARD
from trainer.core.record import Record
from trainer.core.settings import Settings

CALM = timedelta(days=25)
"""How long flare-ups are apart; and the last days have neither one nor a holiday: what is opened then is open."""
ZONES = tuple(timezone(timedelta(hours=hours)) for hours in (-5, 5.5, 9))
"""Where holidays are far away."""
LATELY = (timedelta(days=9), timedelta(days=4))
"""How long ago something was set aside that still is."""


@dataclass
class Days:
    """A person, from day to day."""

    library: Library
    gym: Gym
    luck: Luck
    weeks: Weeks
    pain: float = 3.0
    away: date = date.min
    """The first day back from the last holiday."""
    shut: date = date.min
    """The first day on which exercise may be open again."""
    by: Symptom | None = None
    """What still waits for a check-in or a word to open it."""
    flared: date = date.min
    after: After | None = None
    trained: bool = False
    """Whether there was a session since the last check-in."""
    steps: dict[str, int] = field(default_factory=dict)
    clean: dict[str, int] = field(default_factory=dict)
    aside: dict[str, date] = field(default_factory=dict)
    """What is set aside, and the day on which it is cleared."""
    later: list[Act] = field(default_factory=list)
    """What is corrected on another day."""

    def acts(self) -> Iterator[Act]:
        """Tell it from the first day to the last; not quite in the order in which it is written."""
        yield self._told(self.luck.first)
        day = self.luck.first
        while day <= self.luck.last:
            self._turn(day)
            if day.weekday() == 0 or day == self.luck.first:
                yield from self._planned(monday_of(day))
            yield from self._holiday(day) if day < self.away else self._home(day)
            yield from self.later
            self.later.clear()
            day += DAY

    # What a day is like

    def _turn(self, day: date) -> None:
        """Let the pain drift, and a holiday begin."""
        self.pain = min(9.0, max(0.0, self.pain + self.luck.dice.gauss((2.2 - self.pain) * 0.06, 0.6)))
        if day == self.away:
            self.luck.offset = None
        if day.weekday() == 5 and day >= self.away and day < self.luck.last - CALM and self.luck.chance(0.06):
            self.away = day + timedelta(days=self.luck.any([7, 9, 9, 14, 16, 22]))
            self.luck.offset = self.luck.any([*ZONES, None, None])
            if (self.away - day).days > 14:
                self.steps.clear()

    def _planned(self, monday: date) -> Iterator[Act]:
        """Plan most weeks that are spent at home."""
        self.weeks.skip()
        if monday + 6 * DAY >= self.away and self.luck.chance(0.85):
            yield from self.weeks.plan(monday, self.aside)

    def _holiday(self, day: date) -> Iterator[Act]:
        if self.luck.chance(0.25):
            yield from self._bout(day, 10 * self.luck.dice.randint(2, 9), LAPTOP)

    def _home(self, day: date) -> Iterator[Act]:
        yield from self._cleared(day)
        if day in {self.luck.last - ago for ago in LATELY}:
            yield self._sore(day)
        if self._flares(day):
            yield from self._flare(day)
            return
        if (self.by is not None and day >= self.shut) or self.luck.chance(0.85):
            yield from self._check_in(day)
        open_ = day >= self.shut and self.by is None
        if open_:
            yield from self._morning(day)
        yield from self._activity(day, gentle=not open_)
        if open_ and self.luck.chance(0.12):
            yield from self._trained(day, "Relax and Rest", None, [self.gym.asked("relax-and-rest", 0)], hour=20)

    def _flares(self, day: date) -> bool:
        calm = day - self.flared > CALM and self.luck.first + timedelta(days=10) < day < self.luck.last - CALM
        return calm and self.luck.chance(0.009 + 0.002 * self.pain)

    def _flare(self, day: date) -> Iterator[Act]:
        """Close: by a check-in in the morning, or by a spasm that ends the session."""
        self.flared, self.shut, self.pain = day, day + REST, self.luck.dice.uniform(6.0, 9.0)
        self.steps = {name: max(0, step - 1) for name, step in self.steps.items()}
        if self.luck.chance(0.3):
            self.by = Symptom.SPASM
            yield from self._trained(day, *self._unplanned(), odd=Odd.SPASM)
            return
        self.by = self.luck.dice.choices([Symptom.SPASM, Symptom.FLARE_UP, Symptom.NUMBNESS], [5, 4, 1])[0]
        at = self.luck.at(day, 7)
        said = day - timedelta(days=self.luck.dice.randint(0, 1)) if self.by is Symptom.FLARE_UP else None
        told = CheckIn(at=at, pain=round(self.pain), symptoms=frozenset({self.by}), day=said)
        shut = [records.closing(one, at) for one in closings(told)]
        yield Act(at, self.luck.device(day), (*shut, self.luck.own(records.check_in(told))))
        if self.by is Symptom.FLARE_UP:
            self.by = None
        self.trained = False

    def _check_in(self, day: date) -> Iterator[Act]:
        at = self.luck.at(day, 7)
        after = None
        if self.trained:
            worse = self.after is not After.UP and self.luck.chance(0.05)
            after = self.after = After.UP if worse else After.SAME
        told = CheckIn(at=at, pain=None if self.luck.chance(0.05) else round(self.pain), after=after)
        opened: tuple[Clear, ...] = ()
        if self.by is Symptom.SPASM and day >= self.shut:
            opened = clears(told)
        elif self.by is not None and day >= self.shut:
            opened = (Clear(what=Gate.NERVE, on=day - DAY, clinician=True, why="seen by the physiotherapist"),)
        if opened:
            self.by = None
        made = (*(self.luck.own(records.clear(one, at)) for one in opened), self.luck.own(records.check_in(told)))
        yield Act(at, self.luck.device(day), made)
        self.trained = False

    def _cleared(self, day: date) -> Iterator[Act]:
        for name in [name for name, until in self.aside.items() if until <= day]:
            del self.aside[name]
            at = self.luck.at(day, 6)
            said = Clear(what=name, why=self.luck.any(CAUSES))
            yield Act(at, self.luck.device(day), (self.luck.own(records.clear(said, at)),))

    def _sore(self, day: date) -> Act:
        """Set something aside that hurt in the night."""
        at = self.luck.at(day, 6)
        name = self.luck.any([name for name in self.weeks.usable() if name not in self.aside])
        self.aside[name] = date.max
        return Act(at, LAPTOP, (records.aside(name, StopReason.LASTING_PAIN, at, self.luck.identity()),))

    # Sessions

    def _morning(self, day: date) -> Iterator[Act]:
        """Train what was planned, or a routine, or an exercise alone."""
        today = self.weeks.today(day)
        weak = day - self.flared < timedelta(days=14)
        if today is not None:
            names = [one.exercise for one in today.items if one.exercise not in self.aside]
            if names and self.luck.chance(0.55 if weak else 0.82):
                asked = [self.gym.asked(name, self.steps.get(name, 0)) for name in names[: 3 if weak else None]]
                yield from self._trained(day, "Morning session", None, asked)
        elif self.luck.chance(0.3 if weak else 0.5):
            yield from self._trained(day, *self._unplanned())

    def _unplanned(self) -> tuple[str, str | None, list[Prescription]]:
        routine = self.library.routines[self.luck.any(tuple(self.library.routines))]
        asked = self.gym.routine(routine, self.steps, frozenset(self.aside))
        if self.luck.chance(0.2) or not asked:
            name = self.luck.any([name for name in self.weeks.usable() if name not in self.aside])
            asked = [self.gym.asked(name, self.steps.get(name, 0))]
            return asked[0].name, None, asked
        return routine.name, routine.id, asked

    def _trained(
        self,
        day: date,
        name: str,
        routine: str | None,
        asked: Sequence[Prescription],
        *,
        hour: int = 7,
        odd: Odd | None = None,
    ) -> Iterator[Act]:
        at, number = self.luck.at(day, hour, after=30), self.luck.dice.randrange(len(asked))
        late = odd is None and self.luck.chance(0.06)
        if odd is None and not late and len(asked) > 1:
            odd = self.luck.dice.choices([None, Odd.SKIP, Odd.STOP, Odd.FINISH], [86, 7, 2, 5])[0]
        log = SessionLog(
            name=name,
            routine=routine,
            ended=at,
            items=(),
            whole=True,
            late=late,
            exertion=self.luck.exertion(),
            pain=self.luck.felt(self.pain) if self.luck.chance(0.6) else None,
            helpful=tuple(one.exercise for one in asked if self.luck.chance(0.06)),
            note=self.luck.note(),
        )
        body = self.gym.session(log, asked, None if odd is None else (number, odd), at)
        made = Record(id=self.luck.identity(), kind="session", at=at, body=body)
        written = datetime.fromisoformat(body["ended"]) if not late else at + timedelta(hours=11)
        yield Act(written, self.luck.device(day), (*self._set_off(odd, asked[number], made), made))
        self._grown(asked, clean=odd is None and not late and (log.exertion or 0) <= HARD)
        self.trained = True
        self.later += amendments(made, written, self.luck)

    def _set_off(self, odd: Odd | None, one: Prescription, session: Record) -> list[Record]:
        """Return what a stop closes, and what hurts later."""
        reasons = {Odd.STOP: StopReason.PAIN, Odd.SPASM: StopReason.SPASM}
        hurt = odd is None and self.luck.chance(0.012)
        if odd not in reasons and not hurt:
            return []
        reason = StopReason.LASTING_PAIN if hurt or odd is None else reasons[odd]
        self.aside[one.exercise] = session.at.date() + timedelta(days=self.luck.dice.randint(4, 35))
        shut = [records.closing(found, session.at) for found in closings_of_stop(reason, session.at.date())]
        return [*shut, records.aside(one.exercise, reason, session.at, session.id)]

    def _grown(self, asked: Sequence[Prescription], *, clean: bool) -> None:
        """Go on a step after two clean sessions, as progression does."""
        for one in asked:
            count = self.clean.get(one.exercise, 0) + 1 if clean else 0
            if count == 2:
                self.steps[one.exercise] = self.steps.get(one.exercise, 0) + 1
            self.clean[one.exercise] = count % 2

    # Activity

    def _activity(self, day: date, *, gentle: bool) -> Iterator[Act]:
        """Move for a while: as planned, or as it comes; a little only while the back is bad."""
        today = self.weeks.today(day)
        planned = 0 if today is None else today.activity
        if gentle:
            if self.luck.chance(0.35):
                yield from self._bout(day, self.luck.any([5, 10, 15]), self.luck.device(day))
        elif planned and self.luck.chance(0.78):
            done = max(10, planned + self.luck.any([-20, -10, 0, 0, 0, 5, 10]))
            parts = [done] if done < 30 or self.luck.chance(0.7) else [done // 2, done - done // 2]
            for number, minutes in enumerate(parts):
                yield from self._bout(day, minutes, self.luck.device(day), 12 + 5 * number, planned)
        elif not planned and self.luck.chance(0.3):
            yield from self._bout(day, self.luck.any([10, 15, 20, 30, 45]), self.luck.device(day))

    def _bout(self, day: date, minutes: int, device: int, hour: int = 12, planned: int = 0) -> Iterator[Act]:
        activity = self.library.activities["swim" if day.weekday() == 2 and self.luck.chance(0.5) else "walk"]
        at = self.luck.at(day, hour, after=3 * 60)
        log = ActivityLog(
            activity=activity.id,
            name=activity.name,
            seconds=minutes * 60.0,
            planned=planned * 60.0 if planned and self.luck.chance(0.4) else None,
            exertion=self.luck.exertion(),
            note=self.luck.note(0.4),
        )
        made = Record(id=self.luck.identity(), kind="activity", at=at, body=encode(log))
        written = at + timedelta(minutes=minutes + self.luck.any([1, 2, 5, 180]))
        yield Act(written, device, (made,))
        self.later += amendments(made, written, self.luck)

    # What is told

    def _told(self, day: date) -> Act:
        """Answer the first questions."""
        at = self.luck.at(day, 5)
        early, late = Slot(at=time(7), minutes=25), Slot(at=time(9), minutes=40)
        told = {
            "screened": True,
            "knee_pain": False,
            "heart_problem": False,
            "equipment": frozenset(THINGS),
            "free": dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), (early,)) | {"sat": (late,), "sun": ()},
            "usual_activity": 90,
            "helpful": {"bridge": 2, "knee-to-chest": 1, "prone-press-up": -1},
        }
        answers = (records.answer(name, value, at) for name, value in told.items())
        identity = str(uuid5(NAMESPACE_URL, "trainer:settings"))
        settings = Record(id=identity, kind="settings", at=at, body=encode(Settings(tick=True)))
        return Act(at, LAPTOP, (*answers, settings))

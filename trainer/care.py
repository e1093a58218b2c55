"""Care: what the person told about themselves, kept, and what is closed because of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from trainer import reasons, records
from trainer.codec import CodecError, decode, encode
from trainer.core.bars import bars, is_aside, sisters
from trainer.core.checkin import After, CheckIn, asks_flare_up, is_valid
from trainer.core.clock import Clock
from trainer.core.closed import Aside, Bar, Clear, Closed, Closing, Facts, Gate, Reach
from trainer.core.events import StopReason
from trainer.core.exercise import Exercise
from trainer.core.gates import clears, closes_activity, closings, closings_of_stop, gates, unbroken
from trainer.core.library import Library
from trainer.core.profile import Profile
from trainer.core.record import AHEAD, Record
from trainer.errors import ClosedError, RefusedError
from trainer.store.store import Store

T = TypeVar("T")

LONGEST_AGO = 10
"""Years beyond which a clinician's guidance is too old to be recorded."""
CLEARABLE = frozenset({Gate.CHEST, Gate.NERVE, Gate.ACUTE})
"""Gates that a dated word opens; the others open by guidance, a check-in or repair."""
REACH = timedelta(days=120)
"""How far back pain after training is looked for: as far as progression looks."""
GRAVE = frozenset({"heart_problem", "knee_pain", "allowlist"})
"""Answers that may close: where one cannot be read, exercise is closed until it is told again."""


class Care:
    """Profile, check-ins, gates and what is set aside, of one person."""

    def __init__(self, store: Store, library: Callable[[], Library], clock: Clock) -> None:
        self.reminded = False
        """Whether the health questions that were skipped have been asked once more."""
        self.store = store
        self._library = library
        self._clock = clock

    # The profile

    @property
    def profile(self) -> Profile:
        """What the person told; what cannot be read counts as not told."""
        return _profile(self._told())

    def tell(self, **changes: object) -> Profile:
        """Keep changes to the profile, a record for each, so that two machines' answers merge.

        Raises RefusedError for a value that cannot be, with nothing kept; NotSavedError when it could not be written.
        """
        try:
            changed = replace(self.profile, **changes)  # type: ignore[arg-type]
        except ValueError as error:
            raise RefusedError(f"{str(error).capitalize()}.") from error
        decode(Profile, encode(changed))  # what could not be read back is not kept
        if changed.heart_guidance is not None and "heart_guidance" in changes:
            check_word(changed.heart_guidance, self._clock.now().date())
        now = self._clock.now()
        self.store.save(*(records.answer(name, value, now) for name, value in changes.items()))
        return changed

    # What is closed

    def facts(self) -> Facts:
        """Gather everything decisions rest on; what may close and cannot be read is told, not passed over."""
        told = self._told()
        profile = _profile(told)
        shut, asides = self.store.standing("gate"), self.store.standing("set-aside")
        closings, stopped = self._read(shut, _read_closing), self._read(asides, _read_aside)
        trained, latest = self._since_guidance(profile, told)
        return Facts(
            profile=profile,
            conditions={"knee-pain": told["knee_pain"].stamp} if "knee_pain" in told else {},
            closings=closings,
            clears=self._read(self.store.standing("clear"), _read_clear),
            asides=stopped,
            trained=trained,
            latest=latest,
            unreadable=len(closings) < len(shut) or len(stopped) < len(asides) or bool(GRAVE & _unreadable(told)),
            handouts={rule.id: rule.handout for rule in self._library().rules.values()},
        )

    def gates(self) -> tuple[Closed, ...]:
        """Return the gates that are closed today, the gravest first."""
        return gates(self.facts(), self._clock.now().date())

    def closed(self, exercise: Exercise, facts: Facts | None = None) -> tuple[Closed, ...]:
        """Return what closes one exercise by itself, whatever the gates say."""
        facts = facts or self.facts()
        return (*bars(exercise, facts), *sisters(exercise, self._library().exercises.values(), facts))

    def refuse_exercise(self) -> None:
        """Raise ClosedError with the gravest gate's sentence when exercise is closed today."""
        for gate in self.gates()[:1]:
            raise ClosedError(reasons.sentence(gate, self._library()))

    def refuse_activity(self) -> None:
        """Raise ClosedError when no activity may be started today."""
        gate = closes_activity(self.gates(), planned=False)
        if gate is not None:
            raise ClosedError(reasons.sentence(gate, self._library(), "Exercises and activity are"))

    # Check-ins

    def last(self) -> CheckIn | None:
        """Return the latest check-in; one from the future was told by a clock that was ahead."""
        now = self._clock.now()
        return max((one for one in self._check_ins() if one.at <= now), key=lambda one: one.at, default=None)

    def checked(self) -> CheckIn | None:
        """Return the check-in that still holds."""
        last = self.last()
        return last if is_valid(last, self._clock.now()) else None

    def set_aside(self) -> frozenset[str]:
        """Return the exercises that were stopped for pain and not cleared since, by id."""
        facts = self.facts()
        return frozenset(one.exercise for one in facts.asides if is_aside(one.exercise, facts))

    def is_due(self) -> bool:
        """Say whether to ask before a session: at most once in four hours, and not where no answer opens anything.

        While a gate waits for nothing but an answer, always.
        """
        shut = self.gates()
        if all(gate.by is Gate.SPASM and gate.until is None for gate in shut):
            return bool(shut) or not is_valid(self.last(), self._clock.now())
        return False

    def asks_after(self) -> bool:
        """Say whether to ask for the pain after the last session: on a day's first check-in after one."""
        last, today = self.last(), self._clock.now().date()
        if last is not None and last.at.date() == today:
            return False
        days = [r.at.date() for r in self.store.recent() if r.kind == "session" and r.at.date() < today]
        return bool(days) and (last is None or last.at.date() <= max(days))

    def risen(self) -> frozenset[date]:
        """Return the days of training after which the pain was up."""
        past = self.store.history(since=self._clock.now().date() - REACH)
        days = sorted({r.at.date() for r in past if r.kind == "session"})
        said = self._read((r for r in past if r.kind == "check-in"), _read_check_in)
        told = [one.at.date() for one in said if one.after is After.UP]
        return frozenset(max(before) for day in told if (before := [d for d in days if d < day]))

    def asks_flare_up(self, pain: int) -> bool:
        """Say whether a pain is high enough to ask for a flare-up."""
        return asks_flare_up(pain, self._check_ins())

    def check_in(self, told: CheckIn) -> tuple[Closing, ...]:
        """Keep a check-in with what it closes, the closings first; raises NotSavedError.

        Nobody is led on what could not be written: what it closes holds all the same while the trainer runs.
        """
        found = closings(told, self._check_ins())
        now = self._clock.now()
        shut = (records.closing(one, now) for one in found)
        opened = (records.clear(one, now) for one in self._opened(told))
        self.store.save(*shut, *opened, records.check_in(told))
        return found

    def hurt(self, exercise: str, reason: StopReason, session: str) -> None:
        """Keep that an exercise hurt after its session: what a stop would have closed, and the exercise set aside."""
        now = self._clock.now()
        shut = (records.closing(one, now) for one in closings_of_stop(reason, now.date()))
        self.store.save(*shut, records.aside(exercise, reason, now, session, later=True))

    # Clearing

    def clear(self, what: str, *, on: date | None = None, clinician: bool = False, why: str = "") -> None:
        """Keep a word that opens a gate or an exercise; raises RefusedError for what cannot be lifted this way."""
        today = self._clock.now().date()
        if on is not None:
            check_word(on, today)
        if what in set(Gate):
            self._check_gate(Gate(what), on, clinician=clinician)
        else:
            exercise = self._library().exercise(what)
            self._check_exercise(exercise, dated=clinician and on is not None)
            what = exercise.id
        said = Clear(what=what, on=on, clinician=clinician, why=why)
        self.store.save(records.clear(said, self._clock.now()))

    def _check_gate(self, gate: Gate, on: date | None, *, clinician: bool) -> None:
        closed = next((one for one in self.gates() if one.by is gate), None)
        if closed is None:
            raise RefusedError(f"{gate} is not closed; there is nothing to clear.")
        if gate not in CLEARABLE:
            raise RefusedError(reasons.sentence(closed, self._library()))
        since = closed.since
        if on is None or (gate is Gate.ACUTE and not clinician):
            raise RefusedError(_say_when(gate, since))
        if since is not None and on < since <= self._clock.now().date():
            raise RefusedError(f"{on} is before it began, on {since}; give the date of a word after that.")

    def _check_exercise(self, exercise: Exercise, *, dated: bool) -> None:
        closed = [one for one in self.closed(exercise) if one.reach is Reach.ALL]
        if not closed:
            raise RefusedError(f"{exercise.name} is not closed; there is nothing to clear.")
        by = {one.by for one in closed}
        if Bar.SET_ASIDE in by or (dated and Bar.CONTRAINDICATION in by):
            return
        if Bar.CONTRAINDICATION in by:
            raise RefusedError(_say_when(exercise.id))
        raise RefusedError(reasons.sentence(closed[0], self._library(), f"{exercise.name} is"))

    def _opened(self, told: CheckIn) -> tuple[Clear, ...]:
        day = told.at.date()
        shut = {gate.by: gate.since for gate in self.gates()}
        over = clears(told) if Gate.SPASM in shut else ()
        ahead = (shut.get(Gate.ACUTE) or day) > day  # told by a clock that was ahead: it counts from today on
        return (*over, Clear(what=Gate.ACUTE, on=day)) if ahead else over

    # Records

    def _told(self) -> Mapping[str, Record]:
        records = self.store.standing("profile")
        return {str(record.body.get("key", "")): record for record in records}

    def _read(self, records: Iterable[Record], read: Callable[[Record], T]) -> tuple[T, ...]:
        """Read what can be read."""
        found = []
        for record in records:
            with suppress(CodecError):
                found.append(read(record))
        return tuple(found)

    def _check_ins(self) -> tuple[CheckIn, ...]:
        """Return the check-ins as they were told, one after the other, whatever the clock said."""
        told = sorted((r for r in self.store.recent() if r.kind == "check-in"), key=lambda record: record.stamp)
        return self._read(told, _read_check_in)

    def _since_guidance(self, profile: Profile, told: Mapping[str, Record]) -> tuple[date | None, date | None]:
        """Return the last day of training without a long break since the guidance, and the latest day on record."""
        if profile.heart_guidance is None:
            return None, None
        today, stamp = self._clock.now().date(), told["heart_guidance"].stamp
        done = self.store.history(since=profile.heart_guidance)
        trained = [r.at.date() for r in done if r.kind in {"session", "activity"} and r.at.date() <= today]
        latest = max((r.at.date() for r in done if r.stamp > stamp and r.kind not in AHEAD), default=None)
        return unbroken(profile.heart_guidance, trained), latest


def check_word(on: date, today: date) -> None:
    """Raise RefusedError for a clinician's word in the future or over ten years ago."""
    if on > today:
        raise RefusedError(f"{on} is still to come; give a date up to {today}.")
    if (on.year + LONGEST_AGO, on.month, on.day) < (today.year, today.month, today.day):
        raise RefusedError(f"{on} is over {LONGEST_AGO} years ago; ask again, and give the new date.")


def _profile(told: Mapping[str, Record]) -> Profile:
    """Put the answers together; one that cannot be read is left out, not all of them."""
    bad = _unreadable(told)
    return decode(Profile, {name: record.body.get("value") for name, record in told.items() if name not in bad})


def _unreadable(told: Mapping[str, Record]) -> set[str]:
    return {name for name, record in told.items() if not _is_answer(name, record.body.get("value"))}


def _is_answer(name: str, value: object) -> bool:
    with suppress(CodecError):
        decode(Profile, {name: value})
        return True
    return False


def _read_closing(record: Record) -> Closing:
    return decode(Closing, {**record.body, "stamp": record.stamp}, strict_text=False)


def _read_clear(record: Record) -> Clear:
    return decode(Clear, {**record.body, "said": record.at.date(), "stamp": record.stamp}, strict_text=False)


def _read_check_in(record: Record) -> CheckIn:
    return decode(CheckIn, {**record.body, "at": record.at})


def _read_aside(record: Record) -> Aside:
    """Read what was set aside; all it takes is the exercise's name, so that nothing else in it opens it."""
    reason = record.body.get("reason")
    about = reason if isinstance(reason, str) and reason in set(StopReason) else StopReason.PAIN.value
    body = {"exercise": record.body.get("exercise"), "about": about, "day": record.at.date(), "stamp": record.stamp}
    return decode(Aside, {**body, "later": record.body.get("later") is True})


def _say_when(what: str, since: date | None = None) -> str:
    example = "DATE" if since is None else since.isoformat()
    return f"Say when a clinician said so: 'trainer clear {what} --clinician {example}'."

"""Care: what the person told about themselves, kept, and what is closed because of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, uuid4, uuid5

from trainer import reasons
from trainer.codec import CodecError, decode, encode
from trainer.core.bars import bars, sisters
from trainer.core.checkin import CheckIn, asks_flare_up, is_valid
from trainer.core.clock import Clock
from trainer.core.closed import Aside, Clear, Closed, Closing, Facts, Gate, Reach
from trainer.core.exercise import Exercise
from trainer.core.gates import clears, closes_activity, closings, gates
from trainer.core.library import Library
from trainer.core.log import SetAside
from trainer.core.profile import Profile
from trainer.core.record import Record
from trainer.errors import ClosedError, RefusedError
from trainer.store.store import Store

T = TypeVar("T")

LONGEST_AGO = 10
"""Years beyond which a clinician's guidance is too old to be recorded."""
CLEARABLE = frozenset({Gate.CHEST, Gate.NERVE, Gate.ACUTE})
"""Gates that a dated word opens; the others open by guidance, a check-in or repair."""


class Care:
    """Profile, check-ins, gates and what is set aside, of one person."""

    def __init__(self, store: Store, library: Callable[[], Library], clock: Clock) -> None:
        self._store = store
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
        self._check_dates(changed)
        self._store.save(*(self._answer(name, changes[name]) for name in changes))
        return changed

    def _answer(self, name: str, value: object) -> Record:
        body = {"key": name, "value": encode(value)}
        return Record(id=_identity("profile", name), kind="profile", at=self._clock.now(), body=body)

    def _check_dates(self, profile: Profile) -> None:
        told, today = profile.heart_guidance, self._clock.now().date()
        if told is not None:
            check_word(told, today)

    # What is closed

    def facts(self) -> Facts:
        """Gather everything decisions rest on."""
        told = self._told()
        return Facts(
            profile=_profile(told),
            conditions={"knee-pain": told["knee_pain"].stamp} if "knee_pain" in told else {},
            closings=tuple(self._typed(Closing, "gate")),
            clears=tuple(self._typed(Clear, "clear")),
            asides=tuple(self._asides()),
            trained=self._trained(),
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
        """Return the latest check-in."""
        return next(reversed(self._check_ins()), None)

    def is_due(self) -> bool:
        """Say whether to ask before a session: at most once in four hours, and not where no answer opens anything."""
        waiting = [gate for gate in self.gates() if gate.by is not Gate.SPASM]
        return not waiting and not is_valid(self.last(), self._clock.now())

    def asks_after(self) -> bool:
        """Say whether to ask for the pain after the last session: on a day's first check-in after one."""
        last, today = self.last(), self._clock.now().date()
        if last is not None and last.at.date() == today:
            return False
        sessions = [r for r in self._recent() if r.kind == "session" and r.at.date() < today]
        return bool(sessions) and (last is None or sessions[-1].at > last.at)

    def asks_flare_up(self, pain: int) -> bool:
        """Say whether a pain is high enough to ask for a flare-up."""
        return asks_flare_up(pain, self._check_ins())

    def check_in(self, told: CheckIn) -> tuple[Closing, ...]:
        """Keep a check-in with what it closes, the closings first; raises NotSavedError.

        Nobody is led on what could not be written: what it closes holds all the same while the trainer runs.
        """
        found = closings(told, self._check_ins())
        records = [*map(self._closing, found), *map(self._clear, self._opened(told))]
        said = Record(id=str(uuid4()), kind="check-in", at=told.at, body=_without(encode(told), "at"))
        self._store.save(*records, said)
        return found

    def close(self, found: tuple[Closing, ...]) -> None:
        """Keep closings that something other than a check-in set off."""
        if found:
            self._store.save(*map(self._closing, found))

    # Clearing

    def clear(self, what: str, *, on: date | None = None, clinician: bool = False, why: str = "") -> None:
        """Keep a word that opens a gate or an exercise; raises RefusedError for what cannot be lifted this way."""
        today = self._clock.now().date()
        if on is not None:
            check_word(on, today)
        self._check_clear(what, on, clinician=clinician)
        self._store.save(self._clear(Clear(what=what, on=on, clinician=clinician, why=why)))

    def _check_clear(self, what: str, on: date | None, *, clinician: bool) -> None:
        closed = {gate.by: gate for gate in self.gates()}
        if what in set(Gate):
            gate = Gate(what)
            if gate not in closed:
                raise RefusedError(f"{what} is not closed; there is nothing to clear.")
            if gate not in CLEARABLE:
                raise RefusedError(reasons.sentence(closed[gate], self._library()))
            since = closed[gate].since
            if on is None or (gate is Gate.ACUTE and not clinician):
                raise RefusedError(
                    f"Say when a clinician said so: 'trainer clear {what} --clinician {_example(since)}'."
                )
            if since is not None and on < since <= self._clock.now().date():
                raise RefusedError(f"{on} is before it began, on {since}; give the date of a word after that.")
            return
        exercise = self._library().exercise(what)
        if not any(one.reach is Reach.ALL for one in self.closed(exercise)):
            raise RefusedError(f"{exercise.name} is not closed; there is nothing to clear.")

    def _opened(self, told: CheckIn) -> tuple[Clear, ...]:
        waiting = any(gate.by is Gate.SPASM for gate in self.gates())
        return clears(told) if waiting else ()

    # Records

    def _closing(self, found: Closing) -> Record:
        # One record for a gate, a day and a cause: two machines that tell the same close it once.
        identity = _identity("gate", f"{found.gate}:{found.day}:{found.about}")
        return Record(id=identity, kind="gate", at=self._clock.now(), body=_without(encode(found), "stamp"))

    def _clear(self, said: Clear) -> Record:
        body = _without(encode(said), "stamp")
        return Record(id=str(uuid4()), kind="clear", at=self._clock.now(), body=body)

    def _told(self) -> Mapping[str, Record]:
        records = self._store.standing("profile")
        return {str(record.body.get("key", "")): record for record in records}

    def _typed(self, kind: type[T], name: str) -> list[T]:
        found = []
        for record in self._store.standing(name):
            with suppress(CodecError):
                found.append(decode(kind, {**record.body, "stamp": record.stamp}, strict_text=False))
        return found

    def _asides(self) -> list[Aside]:
        found = []
        for record in self._store.standing("set-aside"):
            with suppress(CodecError):
                one = decode(SetAside, {**record.body, "at": record.at}, strict_text=False)
                found.append(
                    Aside(exercise=one.exercise, about=one.reason.value, day=one.at.date(), stamp=record.stamp)
                )
        return found

    def _check_ins(self) -> list[CheckIn]:
        found = []
        for record in self._recent():
            if record.kind == "check-in":
                with suppress(CodecError):
                    found.append(decode(CheckIn, {**record.body, "at": record.at}))
        return found

    def _trained(self) -> date | None:
        today = self._clock.now().date()
        days = [r.at.date() for r in self._recent() if r.kind in {"session", "activity"}]
        return max((day for day in days if day <= today), default=None)

    def _recent(self) -> tuple[Record, ...]:
        return self._store.recent()


def check_word(on: date, today: date) -> None:
    """Raise RefusedError for a clinician's word in the future or over ten years ago."""
    if on > today:
        raise RefusedError(f"{on} is still to come; give a date up to {today}.")
    if today - on > timedelta(days=365 * LONGEST_AGO + 3):
        raise RefusedError(f"{on} is over {LONGEST_AGO} years ago; ask again, and give the new date.")


def _profile(told: Mapping[str, Record]) -> Profile:
    """Put the answers together; one that cannot be read is left out, not all of them."""
    values = {name: record.body.get("value") for name, record in told.items()}
    with suppress(CodecError):
        return decode(Profile, values)
    good: dict[str, Any] = {}
    for name, value in values.items():
        with suppress(CodecError):
            decode(Profile, {name: value})
            good[name] = value
    return decode(Profile, good)


def _identity(kind: str, name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"trainer:{kind}:{name}"))


def _without(body: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name not in names}


def _example(since: date | None) -> str:
    return "DATE" if since is None else since.isoformat()

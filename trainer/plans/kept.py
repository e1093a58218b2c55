"""Kept plans: outlines and changes by hand as records; every change can be taken back, by any process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from uuid import uuid4

from trainer.codec import CodecError, decode, encode
from trainer.core.plan import WEEK, Edit, Outline, Outlined, Plan, says
from trainer.core.record import Record
from trainer.moments import local
from trainer.records import identity_of
from trainer.store.stamps import moment_of
from trainer.store.store import Store

KIND = "plan"
UNREADABLE = "A part of a plan is not shown: this trainer cannot read it. It is kept; a newer trainer may read it."
NOON = time(12, tzinfo=UTC)
"""A week's records are all dated on its Monday, the same on every machine."""


class Does(StrEnum):
    """What a change is to the changes before it."""

    CHANGE = "change"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A plan with how often it was planned and what was left out because it cannot be read."""

    plan: Plan
    generation: int = 0
    unreadable: int = 0


def read(store: Store, monday: date) -> Kept:
    """Read a week's plan as it now stands on all machines."""
    return _put_together(monday, (record for record in store.history(monday, monday) if record.kind == KIND))


def read_all(records: Iterable[Record]) -> Mapping[date, Kept]:
    """Read the plans of many weeks from records of a span of time, by their Monday; weeks without any are missing."""
    weeks: dict[date, list[Record]] = {}
    for record in records:
        if record.kind == KIND and record.at.weekday() == 0:
            weeks.setdefault(record.at.date(), []).append(record)
    return {monday: _put_together(monday, found) for monday, found in weeks.items()}


def first_planned(store: Store, mondays: Iterable[date], now: datetime) -> Mapping[date, date]:
    """Return the day on which each week was first planned; what was taken back since was not. `now` tells the zone."""
    months = sorted({monday.replace(day=1) for monday in mondays})
    first: dict[str, tuple[date, str]] = {}
    for one in (one for month in months for one in store.all_versions(KIND, month)):  # oldest first
        if one.deleted:
            first.pop(one.id, None)
        else:
            first.setdefault(one.id, (one.at.date(), one.stamp))
    latest_first = sorted(first.values(), reverse=True)
    return {monday: local(moment_of(stamp), now).date() for monday, stamp in latest_first}


def write(store: Store, monday: date, *, outline: Outline | None = None, edits: Iterable[Edit] = ()) -> None:
    """Keep a new outline, changes by hand, or both, as one change that can be taken back as one."""
    change = str(uuid4())
    records = [_record(monday, edit, change) for edit in edits]
    if outline is not None:
        records.append(_outlined(monday, outline, change, read(store, monday).generation + 1))
    store.save(*records)


def improve(store: Store, monday: date, outline: Outline, than: Outline) -> bool:
    """Keep an outline in place of the one that was kept last, as the same change; False when it was not the last."""
    changes = _changes(store, monday)
    found = read(store, monday)
    identity = identity_of(KIND, str(monday))
    last = changes[-1] if changes else None
    if last is None or last.does is not Does.CHANGE or identity not in last.replaced or found.plan.outline != than:
        return False
    store.save(_outlined(monday, outline, last.id, found.generation))
    return True


def undo(store: Store, monday: date, today: date) -> bool:
    """Take the latest change of a week's plan back, but not what was planned for days that are over; False for none."""
    return _turn(store, monday, today, Does.UNDO)


def redo(store: Store, monday: date, today: date) -> bool:
    """Do again what was taken back last; False when there is nothing."""
    return _turn(store, monday, today, Does.REDO)


def can(store: Store, monday: date) -> tuple[bool, bool]:
    """Say whether there is anything to take back, and anything to do again."""
    done, undone = _stacks(_changes(store, monday))
    return bool(done), bool(undone)


# How it works


def _put_together(monday: date, records: Iterable[Record]) -> Kept:
    outline: Outline | None = None
    edits: list[Edit] = []
    generation = unreadable = 0
    for record in records:
        try:
            if "outline" in record.body:
                outline = decode(Outline, record.body["outline"], strict_text=False)
                generation = int(record.body.get("generation", 1))
            else:
                edits.append(_edit(record, monday))
        except (CodecError, ValueError, TypeError):
            unreadable += 1
    plan = Plan(monday=monday, outline=outline, generation=generation).with_edits(edits)
    return Kept(plan=plan, generation=generation, unreadable=unreadable)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """Records written together, with what each replaced; None where it was new."""

    id: str
    does: Does
    of: str
    """The change that is taken back or done again."""
    replaced: Mapping[str, tuple[Record | None, Record]]


def _changes(store: Store, monday: date) -> list[_Change]:
    """Return a week's changes, oldest first."""
    groups: dict[str, dict[str, tuple[Record | None, Record]]] = {}
    latest: dict[str, Record] = {}
    for record in store.all_versions(KIND, monday):
        if record.at.date() == monday:
            change = str(record.body.get("change", record.stamp))
            group = groups.setdefault(change, {})
            before = group[record.id][0] if record.id in group else latest.get(record.id)
            group[record.id] = (before, record)  # of one improved since, the version before the whole change
            latest[record.id] = record
    return [
        _Change(id=change, does=_does(replaced), of=_of(replaced), replaced=replaced)
        for change, replaced in groups.items()
    ]


def _does(replaced: Mapping[str, tuple[Record | None, Record]]) -> Does:
    said = {record.body.get("does") for _, record in replaced.values()}
    return next((one for one in (Does.UNDO, Does.REDO) if one.value in said), Does.CHANGE)


def _of(replaced: Mapping[str, tuple[Record | None, Record]]) -> str:
    return next((str(record.body["of"]) for _, record in replaced.values() if "of" in record.body), "")


def _stacks(changes: Sequence[_Change]) -> tuple[list[_Change], list[_Change]]:
    """Return what can be taken back and what can be done again, the next one last.

    Each names the change it is about: two processes that took the same one back at once took back one.
    """
    done: list[_Change] = []
    undone: list[_Change] = []
    for change in changes:
        if change.does is Does.CHANGE:
            done.append(change)
            undone.clear()
        else:
            there, gone = (undone, done) if change.does is Does.UNDO else (done, undone)
            for one in [one for one in gone if one.id == change.of]:
                gone.remove(one)
                there.append(one)
    return done, undone


def _turn(store: Store, monday: date, today: date, does: Does) -> bool:
    done, undone = _stacks(_changes(store, monday))
    stack = done if does is Does.UNDO else undone
    if not stack:
        return False
    change = str(uuid4())
    marks = {"change": change, "does": does.value, "of": stack[-1].id}
    now = read(store, monday).plan.outline
    over = max(0, min(WEEK, (today - monday).days))
    pairs = stack[-1].replaced.values()
    turned = [_again(after, before if does is Does.UNDO else after, marks) for before, after in pairs]
    store.save(*(_past_kept(record, now, over) for record in turned))
    return True


def _again(record: Record, then: Record | None, marks: Mapping[str, str]) -> Record:
    """Return a record as it was then; one that was not there yet says nothing."""
    if then is not None and not then.deleted:
        return replace(record, body={**then.body, **marks}, deleted=False)
    if "outline" in record.body:
        return replace(record, body=dict(marks), deleted=True)
    return replace(record, body={"day": record.body.get("day"), "what": record.body.get("what"), **marks})


def _past_kept(record: Record, now: Outline | None, over: int) -> Record:
    """Return an outline's record with the days that are over as they are planned now."""
    if now is None or not over or ("outline" not in record.body and not record.deleted):
        return record
    if record.deleted and not any(day.items or day.activity for day in now.days[:over]):
        return record
    said = record.body.get("outline")
    then = Outline(days=(Outlined(),) * WEEK) if said is None else decode(Outline, said, strict_text=False)
    outline = replace(then, days=(*now.days[:over], *then.days[over:]))
    body = {"generation": 1, **record.body, "outline": encode(outline)}
    return replace(record, body=body, deleted=False)


def _outlined(monday: date, outline: Outline, change: str, generation: int) -> Record:
    body = {"change": change, "does": Does.CHANGE.value, "generation": generation, "outline": encode(outline)}
    return Record(id=identity_of(KIND, str(monday)), kind=KIND, at=_at(monday), body=body)


def _record(monday: date, edit: Edit, change: str) -> Record:
    """Make the record of a change by hand: one for a day and a thing, whichever machine makes it."""
    identity = identity_of(KIND, f"{edit.day}:{edit.what}")
    said = encode(edit) if says(edit) else {"day": edit.day.isoformat(), "what": edit.what}
    return Record(id=identity, kind=KIND, at=_at(monday), body={**said, "change": change, "does": Does.CHANGE.value})


def _edit(record: Record, monday: date) -> Edit:
    body = {key: value for key, value in record.body.items() if key not in {"change", "does", "of"}}
    edit = decode(Edit, body, strict_text=False)
    if not monday <= edit.day < monday + timedelta(days=7):
        raise ValueError(f"{edit.day} is not in the week of {monday}")
    return edit


def _at(monday: date) -> datetime:
    return datetime.combine(monday, NOON)

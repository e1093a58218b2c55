"""Gathering: what a leaflet says, from the library, how the person stands to it today, and the figures."""

from __future__ import annotations

from collections.abc import Iterable

from trainer import reasons, wording
from trainer.coach import Coach, Offer, Trainable
from trainer.core.dosage import Dosage
from trainer.core.exercise import Exercise
from trainer.core.library import Handout, Library, Routine
from trainer.core.prescription import Prescription
from trainer.errors import ClosedError
from trainer.gallery import Gallery
from trainer.leaflet.facts import Dose, Entry, Leaflet


def gather(coach: Coach, thing: Trainable, gallery: Gallery) -> Leaflet:
    """Gather a routine or an exercise as it is asked today.

    Raises ClosedError while exercise as a whole is closed or nothing of it is open, RefusedError without a dosage.
    """
    coach.care.refuse_exercise()
    library = coach.library
    offers = coach.offer(thing)
    entries = tuple(_entry(offer, coach, thing, gallery) for offer in offers if not offer.closed)
    if not entries:
        raise ClosedError(reasons.sentence(offers[0].closed[0], library, f"{thing.name} is"))
    routine = thing if isinstance(thing, Routine) else None
    return Leaflet(
        title=thing.name,
        purpose="" if routine is None else routine.purpose,
        ordered=routine is not None and routine.ordered,
        made=coach.clock.now().date(),
        entries=entries,
        out=tuple(_out(offer, library) for offer in offers if offer.closed),
        source=None if routine is None else routine.handout,
        sources=_sources(entries, routine, library),
        own=thing.own,
    )


def _entry(offer: Offer, coach: Coach, thing: Trainable, gallery: Gallery) -> Entry:
    one = offer.exercise
    doses = [_dose(offer.prescription, one)]
    if isinstance(thing, Exercise):  # all its dosages; a routine has chosen one
        doses = [_dose(coach.offer(one, dosage)[0].prescription, one) for dosage in one.dosages]
    return Entry(
        name=one.name,
        kind=one.kind,
        where=_where(one),
        purposes=tuple(dict.fromkeys(purpose.text for purpose in one.purposes)),
        doses=tuple(doses),
        steps=one.steps,
        variants=one.variants,
        cautions=one.cautions,
        own=one.own,
        figure=gallery.figure(one.id),
    )


def _dose(asked: Prescription, exercise: Exercise) -> Dose:
    dosage = _dosage(asked, exercise)
    silent = wording.unstated(dosage)
    often = dosage.times_per_day
    return Dose(
        label=dosage.label,
        second=None if dosage.then is None else dosage.then.name,
        today=wording.prescription(asked),
        whole=wording.dosage(dosage) + (f" ({silent})" if silent else ""),
        handout=dosage.handout,
        times=1 if often is None else often.high,
    )


def _dosage(asked: Prescription, exercise: Exercise) -> Dosage:
    key = (asked.handout, asked.label)
    return next(one for one in exercise.dosages if (one.handout, one.label) == key)


def _where(one: Exercise) -> str:
    parts = (
        " or ".join(map(wording.position, one.positions)),
        f"you need: {wording.things(one.equipment)}" if one.equipment else "",
        f"if you like: {wording.things(one.optional_equipment)}" if one.optional_equipment else "",
    )
    return wording.opening(" · ".join(part for part in parts if part))


def _out(offer: Offer, library: Library) -> tuple[str, str]:
    closed = offer.closed[0]
    until = f" until {wording.day(closed.until)}" if closed.until is not None else ""
    return offer.exercise.name, f"closed{until}: {reasons.brief(closed, library)}. {reasons.lifts(closed)}."


def _sources(entries: Iterable[Entry], routine: Routine | None, library: Library) -> tuple[Handout, ...]:
    """Give the handouts that anything on the leaflet is from, in the library's order."""
    found = {None if routine is None else routine.handout}
    for entry in entries:
        found |= {dose.handout for dose in entry.doses}
        found |= {variant.handout for variant in entry.variants}
        found |= {caution.handout for caution in entry.cautions}
        found |= {handout for step in entry.steps for handout in step.handouts}
    return tuple(handout for name, handout in library.handouts.items() if name in found)

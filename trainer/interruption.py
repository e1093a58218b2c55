"""An interrupted session: found, gone on with through today's gates, or folded into the history."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from trainer.care import Care
from trainer.core.clock import Clock
from trainer.core.closed import Reach
from trainer.core.exercise import Kind
from trainer.core.gates import closes_activity
from trainer.core.journal import RESUMABLE, Interrupted
from trainer.core.library import Library
from trainer.core.log import Remembered, SessionLog
from trainer.errors import BusyError, NotFoundError, NotSavedError
from trainer.records import recall, record_of
from trainer.run import Past, Run, read_left
from trainer.store.lines import Left
from trainer.store.store import Store
from trainer.watched import Watched, watch_left

_APART = "An interrupted session could not be read; its journal is kept in the data directory."


class Interruption:
    """What an earlier process left of its session."""

    def __init__(self, store: Store, library: Callable[[], Library], care: Care, clock: Clock) -> None:
        self._store = store
        self._library = library
        self._care = care
        self._clock = clock
        self._running: Run | None = None

    # The session that runs here

    def follow(self, run: Run) -> Run:
        """Take note of the session that runs here, so that its terminal may break."""
        self._running = run
        return run

    def interrupt(self, patience: float = -1) -> None:
        """Write down that the running session is interrupted, from whatever thread; it can be gone on with."""
        if self._running is not None:
            self._running.interrupt(patience)

    # The one an earlier process left, or another one has

    def elsewhere(self) -> str | None:
        """Say where a session runs in another terminal, and when it was last heard of; None when none does."""
        return self._store.journal().busy()

    def watch(self) -> Watched | None:
        """Look on: how the session stands that another terminal leads; None when none does or none can be read."""
        left = None if self.elsewhere() is None else self._store.journal().look()
        return None if left is None else watch_left(left, self._clock)

    def take_over(self) -> Run:
        """Go on here with the session that another terminal leads, paused; that one ends there, and says so.

        Raises ClosedError while a gate is closed, and NotFoundError when there is none any more.
        """
        left = self._store.journal().look()
        past = None if left is None else read_left(left, self._clock)
        if past is not None and past.head.prescriptions[0].kind is Kind.ACTIVITY:
            self._care.refuse_activity()
        elif past is not None:
            self._care.refuse_exercise()
        return self._go_on(force=True)

    def found(self) -> Interrupted | None:
        """Say which session can be gone on with; one that is too old is folded into the history first.

        One that seems to lie a little ahead is as recent: the clock was set back.
        """
        left = self._store.journal().left()
        past = None if left is None else self._read(left)
        if past is None:
            return None
        if past.found is None or abs(self._clock.now() - past.at) > RESUMABLE or self._has(past) or self._shut(past):
            self._fold()
            return None
        return past.found

    def kept(self) -> Remembered | None:
        """Say what would be remembered if the interrupted session ended here; None where nothing was done of one."""
        left = self._store.journal().left()
        past = None if left is None else read_left(left, self._clock)
        return None if past is None else past.kept

    def take_up(self) -> Run:
        """Go on with the interrupted session, paused; NotFoundError when there is none, BusyError when it runs."""
        return self._go_on()

    def _go_on(self, *, force: bool = False) -> Run:
        past = self._adopt(force=force)
        journal = self._store.journal()
        if past is None or past.found is None:
            journal.leave()
            raise NotFoundError("There is no interrupted session to go on with.")
        self._keep_stops(past)
        run = Run(past.session, past.head, self._store, journal, self._clock)
        run.do(past.session.take_up)
        for item in self._closed_items(past):
            run.do(partial(past.session.leave_out, item))
        return self.follow(run)

    def close(self) -> Remembered | None:
        """Keep what was done of the interrupted session, as a session of its own day; None where that is nothing.

        Where it cannot be saved it waits in the store, and its journal stays for the next start.
        """
        return None if self._store.journal().left() is None else self._fold()

    def _read(self, left: Left) -> Past | None:
        """Read an interrupted session; a journal that none can be read from is set apart, and that is told."""
        past = read_left(left, self._clock)
        if past is None:
            self._store.journal().set_apart()
            if _APART not in self._store.notices:
                self._store.notices.append(_APART)
        return past

    def _adopt(self, *, force: bool = False) -> Past | None:
        """Take the journal and read what it holds now; BusyError while its session runs, unless by `force`."""
        left = self._store.journal().adopt(force=force)
        return None if left is None else self._read(left)

    def _fold(self) -> Remembered | None:
        """Fold the interrupted session into the history; its journal goes only when the history has it."""
        journal = self._store.journal()
        try:
            past = self._adopt()
        except BusyError:  # another terminal has just gone on with it, or folds it itself
            return None
        if past is not None:
            self._keep_stops(past)
        if past is not None and self._keep(past):
            journal.finish()
        else:
            journal.leave()
        return None if past is None else past.kept

    def _keep(self, past: Past) -> bool:
        """Save what is remembered of a session, unless that is done; True once it is on disk."""
        if past.kept is not None and not self._has(past):
            with suppress(NotSavedError):
                self._store.save(record_of(past.kept))
        self._store.retry()
        return all(record.id != past.head.session for record in self._store.pending)

    def _shut(self, past: Past) -> bool:
        """Whether today's gates, or what closes the exercise it was at, keep a session from going on."""
        step = past.session.step
        if past.head.prescriptions[0].kind is Kind.ACTIVITY:
            return closes_activity(self._care.gates(), planned=False) is not None
        return bool(self._care.gates()) or step is None or step.item in self._closed_items(past)

    def _closed_items(self, past: Past) -> list[int]:
        """Return the exercises of a session that nothing may start today, or that are no longer known."""
        known, facts = self._library().exercises, self._care.facts()
        asked = [planned.exercise for planned in past.head.prescriptions if planned.kind is not Kind.ACTIVITY]
        shut = {
            name
            for name in asked
            if name in known and any(one.reach is Reach.ALL for one in self._care.closed(known[name], facts))
        }
        return [item for item, planned in enumerate(past.head.prescriptions) if planned.exercise in shut]

    def _has(self, past: Past) -> bool:
        """Whether the history has all that the journal tells: the session ended, and only its journal stayed."""
        day = past.head.began.date()
        known = (recall(record) for record in self._store.history(day, day) if record.id == past.head.session)
        before = next((one for one in known if one is not None), None)
        if before is None:
            return False
        if isinstance(before.what, SessionLog):
            return before.what.ended >= past.at
        return past.kept is None or before.what.seconds >= past.kept.what.seconds

    def _keep_stops(self, past: Past) -> None:
        """Keep out what was stopped for pain, where the end came between the stop and its record.

        Not where this stop, or a later one of the same exercise, is on record, even if it was lifted since.
        """
        for record in past.stops:
            known = self._store.versions(record.id, record.at.date())
            if all(one.at < record.at for one in known):
                with suppress(NotSavedError):
                    self._store.save(record)

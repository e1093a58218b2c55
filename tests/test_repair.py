"""Repair: what is listed is done, and nothing else; what is kept is kept; a second time there is nothing to do."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fakes import FakeClock, steady
from tests.home import AT_ONCE, Home, die, named, start
from tests.store.harm import damage, make_folder, make_huge, make_pipe, remove
from tests.store.support import FaultyFs, ReadOnlyFs, document, on, put_file, umask
from trainer.core.log import SessionLog
from trainer.errors import RefusedError
from trainer.repair import Deed, Done, Step, carry_out, plan
from trainer.store.fs import Fs
from trainer.store.lock import Lock
from trainer.store.survey import survey

Tree = dict[str, tuple[int, bytes]]


def tree(root: Path) -> Tree:
    """Modes and bytes of everything under a directory."""
    return {str(path.relative_to(root)): _state(path) for path in sorted(root.rglob("*"))}


def _state(path: Path) -> tuple[int, bytes]:
    about = path.lstat()
    return about.st_mode, path.read_bytes() if path.is_file() and about.st_size < 1 << 20 else b""


def changed(before: Tree, after: Tree) -> set[str]:
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}


def listed(home: Home, fs: Fs | None = None) -> tuple[Step, ...]:
    return plan(survey(home.root, home.clock, fs or home.disk), home.clock)


def mended(home: Home, steps: Iterable[Step] | None = None) -> list[Done]:
    steps = listed(home) if steps is None else steps
    return list(carry_out(steps, home.root, home.clock, home.coach, home.disk))


def deeds(steps: Sequence[Step]) -> list[Deed]:
    return [step.deed for step in steps]


def lived(home: Home) -> Path:
    """Train twice; returns the month's file."""
    coach = home.coach()
    coach.change(AT_ONCE)
    for _ in range(2):
        home.finish(start(coach.begin(named("bridge"))))
    return next(home.root.glob("store/*/2026-11.json"))


def broken_off(home: Home, repetitions: int = 2) -> None:
    """Begin a session and let the trainer die in it."""
    coach = home.coach()
    coach.change(AT_ONCE)
    home.reach(start(coach.begin(named("bridge"))), repetitions)
    die(coach)


def aged(path: Path, home: Home, hours: float = 2) -> None:
    then = (home.clock.now() - timedelta(hours=hours)).timestamp()
    os.utime(path, (then, then))


# Nothing to do


def test_a_healthy_store_is_left_byte_for_byte(home: Home) -> None:
    lived(home)
    before = tree(home.root)
    assert listed(home) == ()
    assert mended(home) == []
    assert tree(home.root) == before


def test_where_nothing_is_there_is_nothing_to_do(home: Home) -> None:
    assert listed(home) == ()
    assert not home.root.exists()


def test_a_read_only_store_is_left_alone(home: Home) -> None:
    damage(lived(home))
    assert listed(home, ReadOnlyFs()) == ()


@settings(steady, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.lists(st.sampled_from([0.0, 1.0, 3600.0, 86400.0 * 20, 86400.0 * 400]), max_size=3))
def test_whenever_a_healthy_store_is_looked_at_there_is_nothing_to_do(
    tmp_path_factory: pytest.TempPathFactory, waits: list[float]
) -> None:
    home = Home(tmp_path_factory.mktemp("home") / "data")
    coach = home.coach()
    coach.change(AT_ONCE)
    for wait in waits:
        home.clock.jump(wait)
        home.finish(start(coach.begin(named("bridge"))))
    before = tree(home.root)
    assert listed(home) == ()
    assert tree(home.root) == before


# Damaged files


@pytest.mark.parametrize("harm", [damage, remove, make_pipe, make_folder, make_huge])
def test_a_damaged_file_comes_back_from_its_last_good_copy(home: Home, harm: Callable[[Path], None]) -> None:
    path = lived(home)
    good = path.with_name("2026-11.json.1").read_bytes()
    with umask(0o077):
        harm(path)
    before = tree(home.root)
    (step,) = listed(home)
    assert (step.deed, step.paths) == (Deed.MEND, (path,))
    assert (
        f"Bring back store/{path.parent.name}/2026-11.json from its copy before the last change (1 record" in step.what
    )
    assert tree(home.root) == before
    (done,) = mended(home)
    assert done.well
    assert path.read_bytes() == good
    aside = {name for name in tree(home.root) if "corrupt" in name}
    assert bool(aside) == (harm is not remove)
    place = str(path.relative_to(home.root))
    others = {name for name in changed(before, tree(home.root)) if "corrupt" not in name}
    assert others - {f"{place}/inside"} == {place}
    assert listed(home) == ()
    assert len(home.coach().history()) == 1


def test_the_damaged_file_is_kept_as_it_was(home: Home) -> None:
    path = lived(home)
    damage(path)
    assert mended(home)[0].well
    (aside,) = path.parent.glob("*.corrupt-*")
    assert aside.read_bytes() == b"garbage"


def test_of_a_file_without_a_good_copy_the_loss_is_said_before(home: Home) -> None:
    path = lived(home)
    for name in ("2026-11.json", "2026-11.json.1"):
        damage(path.with_name(name))
    (step,) = listed(home)
    assert "no older copy of it is good, so what it held is missing" in step.what
    assert mended(home)[0].well
    assert sorted(aside.read_bytes() for aside in path.parent.glob("*.corrupt-*")) == [b"garbage"] * 2
    assert listed(home) == ()


def test_losing_what_has_force_is_said_before(home: Home) -> None:
    path = lived(home).with_name("standing.json")
    damage(path)
    (step,) = listed(home)
    assert "what you told about yourself, your settings, the gates that were closed and" in step.what
    mended(home)
    home.coach().change(AT_ONCE)
    home.coach().change(AT_ONCE)
    damage(path)
    (step,) = listed(home)
    assert step.what.endswith("that was told after it is missing: tell it again.")


def test_a_file_that_was_mended_meanwhile_is_left(home: Home) -> None:
    path = lived(home)
    good = path.read_bytes()
    damage(path)
    steps = listed(home)
    path.write_bytes(good)
    (done,) = mended(home, steps)
    assert done.well
    assert done.said.endswith("is good already.")
    assert path.read_bytes() == good


def test_another_devices_files_are_never_mended(home: Home) -> None:
    lived(home)
    theirs = home.root / "store" / "ff" / "2026-11.json"
    put_file(theirs, document())
    theirs.with_name("2026-11.json.1").write_bytes(theirs.read_bytes())
    damage(theirs)
    (theirs.parent / ".2026-11.json.new").write_bytes(b"half")
    (theirs.parent / "live.jsonl").write_bytes(b"garbage")
    for path in (theirs.parent, *theirs.parent.iterdir()):
        path.chmod(0o700 if path.is_dir() else 0o600)
        aged(path, home)
    assert listed(home) == ()


# Leftovers


def test_old_leftovers_go_and_young_ones_stay(home: Home) -> None:
    path = lived(home)
    old = [
        path.with_name(".2026-11.json.new"),
        path.with_name(".2026-11.json.1.new"),
        home.root / "local" / "prompt.77",
    ]
    young = path.with_name(".standing.json.new")
    for one in (*old, young):
        one.write_bytes(b"half")
    for one in old:
        aged(one, home)
    aged(young, home, 0.5)
    before = tree(home.root)
    steps = listed(home)
    assert {step.paths[0] for step in steps} == set(old)
    assert all(done.well for done in mended(home, steps))
    assert changed(before, tree(home.root)) == {str(one.relative_to(home.root)) for one in old}
    assert listed(home) == ()


def test_a_leftover_that_is_written_again_stays(home: Home) -> None:
    fresh = lived(home).with_name(".2026-11.json.new")
    fresh.write_bytes(b"half")
    aged(fresh, home)
    steps = listed(home)
    aged(fresh, home, 0)
    (done,) = mended(home, steps)
    assert not done.well
    assert "was left as it is: it is being written." in done.said
    assert fresh.exists()


def test_what_an_import_that_was_cut_short_left_goes_unless_one_is_under_way(home: Home) -> None:
    lived(home)
    stage = home.root / "local" / "incoming-import77"
    (stage / "store").mkdir(parents=True)
    (stage / "store" / "2026-11.json").write_bytes(b"half")
    aged(stage, home)
    lock = Lock(home.root / "local" / "incoming.lock", Fs())
    assert lock.take()
    assert [done.well for done in mended(home)] == [False]
    lock.free()
    (step,) = listed(home)
    assert step.paths == (stage,)
    assert mended(home)[0].well
    assert not stage.exists()
    assert listed(home) == ()


# Permissions


def test_what_others_may_read_is_closed_to_them(home: Home) -> None:
    path = lived(home)
    wide = (path, path.with_name("2026-11.json.1"), path.parent)
    for one in wide:
        one.chmod(0o755 if one.is_dir() else 0o644)
    own = home.root / "exercises"
    own.mkdir(mode=0o755)
    (own / "mine.toml").write_text("x")
    before = tree(home.root)
    steps = listed(home)
    assert {one for step in steps for one in step.paths} == set(wide)
    assert any("2026-11.json, 2026-11.json.1 – private (644 becomes 600)" in step.what for step in steps)
    assert all(done.well for done in mended(home, steps))
    assert [one.stat().st_mode & 0o777 for one in wide] == [0o600, 0o600, 0o700]
    after = tree(home.root)
    assert {one: data for one, (_, data) in before.items()} == {one: data for one, (_, data) in after.items()}
    assert listed(home) == ()


def test_a_damaged_file_that_others_may_read_needs_one_round(home: Home) -> None:
    path = lived(home)
    damage(path)
    path.chmod(0o644)
    assert deeds(listed(home)) == [Deed.NARROW, Deed.MEND]
    assert all(done.well for done in mended(home))
    assert listed(home) == ()


def test_a_link_that_came_meanwhile_is_not_followed(home: Home, tmp_path: Path) -> None:
    path = lived(home)
    path.chmod(0o644)
    steps = listed(home)
    other = tmp_path / "other"
    path.rename(other)
    path.symlink_to(other)
    mended(home, steps)
    assert other.stat().st_mode & 0o777 == 0o644


def test_what_is_not_the_trainers_keeps_its_permissions(home: Home) -> None:
    stray = lived(home).with_name("holiday.jpg")
    stray.write_text("x")
    stray.chmod(0o666)
    assert listed(home) == ()


# Sessions


def test_an_old_interrupted_session_is_kept_in_the_history(home: Home) -> None:
    broken_off(home)
    home.clock.jump(5 * 3600)
    before = tree(home.root)
    (step,) = listed(home)
    assert (step.deed, step.paths) == (Deed.FOLD, (home.journal,))
    assert tree(home.root) == before
    (done,) = mended(home)
    assert done.well
    assert done.said.endswith("is in the history.")
    assert not home.journal.exists()
    (kept,) = home.coach().history()
    assert isinstance(kept.what, SessionLog)
    assert kept.what.name == "Bridge"
    told = {Path(name).name for name in changed(before, tree(home.root))}
    assert told == {"live.jsonl", "2026-11.json"}
    assert listed(home) == ()


def test_a_session_of_this_morning_is_left_to_be_gone_on_with(home: Home) -> None:
    broken_off(home)
    home.clock.jump(3 * 3600)
    assert listed(home) == ()


def test_a_session_that_was_gone_on_with_meanwhile_is_left(home: Home) -> None:
    broken_off(home)
    home.clock.jump(5 * 3600)
    steps = listed(home)
    home.clock.jump(-5 * 3600)
    (done,) = mended(home, steps)
    assert not done.well
    assert home.journal.exists()


def test_a_damaged_journal_is_moved_aside(home: Home) -> None:
    broken_off(home)
    damage(home.journal)
    folder = home.journal.parent
    (step,) = listed(home)
    assert step.deed is Deed.APART
    (done,) = mended(home)
    assert done.well
    (aside,) = folder.glob("live.jsonl.corrupt-*")
    assert aside.read_bytes() == b"garbage"
    assert aside.name in done.said
    assert listed(home) == ()


def test_while_a_session_runs_nothing_is_touched(home: Home) -> None:
    path = lived(home)
    path.chmod(0o644)
    steps = listed(home)
    running = home.coach()
    start(running.begin(named("bridge")))
    before = tree(home.root)
    (done,) = mended(home, steps)
    assert not done.well
    assert "a session has begun meanwhile" in done.said
    assert tree(home.root) == before
    die(running)


# Corrections that a crash cut short


def test_a_correction_that_was_cut_short_is_finished(home: Home) -> None:
    path = lived(home)
    coach = home.coach()
    (record, *_) = coach.store.history()
    coach.store.save(replace(record, at=record.at - timedelta(days=30)))
    path.write_bytes(path.with_name("2026-11.json.1").read_bytes())
    (step,) = listed(home)
    assert (step.deed, step.paths) == (Deed.FINISH, (path,))
    assert mended(home)[0].well
    assert listed(home) == ()
    assert len(home.coach().store.versions(record.id, record.at.date())) == 2


# What cannot be done


def test_a_step_that_fails_is_said_and_the_rest_is_done(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    path = lived(home)
    damage(path)
    damage(path.with_name("standing.json"))
    steps = listed(home)
    assert deeds(steps) == [Deed.MEND, Deed.MEND]
    real = home.disk.replace

    def fails(source: Path, target: Path) -> None:
        if source == path:
            raise OSError(5, "Input/output error")
        real(source, target)

    monkeypatch.setattr(home.disk, "replace", fails)
    assert [done.well for done in mended(home, steps)] == [False, True]
    assert path.read_bytes() == b"garbage"


def test_a_file_that_another_trainer_saves_is_waited_for_and_then_left(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = lived(home)
    damage(path)
    lock = Lock(home.root / "local" / "lock", Fs())
    assert lock.take()
    monkeypatch.setattr("trainer.repair.bench._WAIT", 0.0)
    (done,) = mended(home)
    assert not done.well
    assert "another trainer is at it" in done.said
    assert path.read_bytes() == b"garbage"
    lock.free()


def test_no_coach_is_asked_for_where_no_session_is_to_be_kept(home: Home) -> None:
    damage(lived(home))

    def none() -> None:
        raise RefusedError("nobody is to open the store")

    done = list(carry_out(listed(home), home.root, FakeClock(), none, home.disk))  # type: ignore[arg-type]
    assert [one.well for one in done] == [True]


def test_whatever_fails_in_a_repair_nothing_is_lost(tmp_path: Path) -> None:
    reached, number = True, 0
    while reached:
        number += 1
        home = Home(tmp_path / str(number))
        path = lived(home)
        damage(path)
        steps = listed(home)
        faulty = FaultyFs(number)
        (done,) = carry_out(steps, home.root, home.clock, home.coach, faulty)
        reached = faulty.reached
        kept = [one.read_bytes() for one in path.parent.glob("2026-11.json*")]
        assert b"garbage" in kept
        assert len(home.coach().history()) == 1
        assert done.well or listed(home) == ()


def test_of_a_thoroughly_ruined_store_only_what_is_listed_changes(home: Home) -> None:
    path = lived(home)
    broken_off(home)
    home.clock.jump(6 * 3600)
    folder = path.parent
    damage(folder / "standing.json")
    for month in (8, 9, 10):
        put_file(folder / f"2026-{month:02d}.json", document(f"m{month}", at=on(2026, month, 1)))
    damage(folder / "2026-09.json")
    (folder / "holiday.jpg").write_bytes(b"jpg")
    (folder / ".2026-08.json.new").write_bytes(b"half")
    aged(folder / ".2026-08.json.new", home)
    put_file(home.root / "store" / "ff" / "2026-11.json", document("theirs"))
    damage(home.root / "store" / "ff" / "2026-11.json")
    (home.root / "exercises").mkdir()
    (home.root / "exercises" / "mine.toml").write_text("name = ")
    before = tree(home.root)
    steps = listed(home)
    assert set(deeds(steps)) == {Deed.NARROW, Deed.MEND, Deed.CLEAN, Deed.FOLD}
    named_in_steps = {str(one.relative_to(home.root)) for step in steps for one in step.paths}
    assert all(done.well for done in mended(home, steps))
    after = tree(home.root)
    made = {name for name in after if name not in before and ".corrupt-" in name}
    written = {
        str((folder / name).relative_to(home.root)) for name in ("2026-11.json", "2026-11.json.1", "2026-11.json.2")
    }
    assert changed(before, after) <= named_in_steps | made | written
    assert named_in_steps <= changed(before, after)
    assert listed(home) == ()
    again = tree(home.root)
    assert mended(home) == []
    assert tree(home.root) == again

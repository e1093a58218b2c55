"""The plan and today on the command line: shown, made, made again, taken back, as text, as data, and for a prompt."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.fakes import NOVEMBER, FakeClock
from tests.home import AT_ONCE, Home, die, start
from tests.outlines import keep_plan
from tests.shell import Shell, Told
from tests.test_cli import DOORWAY, ROOT, App, environment, own, spawn, train, walk
from trainer import prompt
from trainer.cli import COMMANDS, trainer
from trainer.core.checkin import CheckIn, Symptom
from trainer.core.events import SkipReason, StopReason
from trainer.core.plan import monday_of
from trainer.core.profile import Slot
from trainer.core.weekly import Status
from trainer.plans.desk import Desk

DAY = 24 * 3600.0
MONDAY, FRIDAY = date(2026, 11, 16), date(2026, 11, 20)
WEEK = "week generation blocked days balance missing"
A_DAY = "date blocked sessions activity relax"
SESSION = "id time seconds status items"
ITEM = "exercise handout kind hold repetitions sides seconds step status why"
TODAY = "date gate gates interrupted sessions activity relax set_aside"
GATE = "open rule reason until lifts handout"


def plan(home: Home) -> None:
    """Plan this week."""
    keep_plan(home.coach())


def begin(home: Home) -> None:
    """Train what is planned for today."""
    home.finish(start(Desk(home.coach()).begin()))


def flare_up(home: Home) -> None:
    now = home.clock.now()
    told = CheckIn(at=now, pain=5, symptoms=frozenset({Symptom.FLARE_UP}), day=now.date())
    home.coach().care.check_in(told)


def items(home: Home, day: date = FRIDAY) -> list[str]:
    session = Desk(home.coach()).week(monday_of(day)).day(day).session
    return [] if session is None else [item.exercise.name for item in session.items]


# A week is shown


def test_a_week_that_was_never_planned_says_how_to_plan_it(shell: Shell) -> None:
    told = shell("plan", "next")
    assert told.lines == [
        "Week 48 · 23 – 29 Nov 2026 (2026-W48)",
        "Not planned yet: 'trainer plan make 2026-W48' plans it.",
    ]
    assert told.err == ""


def test_a_week_that_is_over_was_not_planned(shell: Shell) -> None:
    assert shell("plan", "last").lines[1] == "This week was not planned."


def test_a_planned_week_shows_its_days_its_balance_and_what_it_lacks(shell: Shell, home: Home) -> None:
    plan(home)
    told = shell("plan")
    assert told.lines[0] == "Week 47 · 16 – 22 Nov 2026 (2026-W47)"
    assert told.lines[1].startswith("You told no free time, so the plan takes 15 minutes at 07:00 each day.")
    assert "Fri 20 Nov  today" in told.lines
    assert "Mon 16 Nov" not in told.out
    for name in items(home):
        assert f" {name} " in told.out
    assert "  ● Activity: 0 of 30 min" in told.lines
    assert "Balance" in told.lines
    assert any(line.startswith("  Strengthening days: ") for line in told.lines)


@pytest.mark.parametrize("words", ["this", "W47", "week 47", "2026-W47", "2026-11-18", "today"])
def test_a_week_may_be_named_in_many_ways(shell: Shell, home: Home, words: str) -> None:
    plan(home)
    assert shell("plan", *words.split()).out == shell("plan").out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("W0", "There is no week 0; weeks are numbered from 1 to 52, in some years to 53."),
        ("2025-W53", "2025 has 52 weeks; there is no week 53."),
        ("1970-W03", "The week of 1970-01-12 is too far away; weeks from 2016-W38 to 2027-W46 are shown."),
        ("2200-01-01", "The week of 2199-12-30 is too far away; weeks from 2016-W38 to 2027-W46 are shown."),
        ("some day", "'some day' is no week; write this, next, last, 2026-W47, W47, or a date such as 2026-11-20."),
        (
            "make some day",
            "'some day' is no week; write this, next, last, 2026-W47, W47, or a date such as 2026-11-20.",
        ),
        ("make last", "The week of 2026-11-09 is over; what was planned then stays as it is."),
        ("make 9998-W52", "The week of 9998-12-21 is too far away; weeks from 2016-W38 to 2027-W46 are shown."),
        ("undo last", "The week of 2026-11-09 is over; what was planned then stays as it is."),
    ],
)
def test_a_week_that_cannot_be_is_refused_in_a_line(shell: Shell, words: str, sentence: str) -> None:
    told = shell("plan", *words.split())
    assert (told.code, told.sentence) == (1, sentence)


@pytest.mark.parametrize("words", ["plan --foo", "plan next --foo", "plan make --foo", "plan -5", "today --foo"])
def test_wrong_options_are_wrong_use(shell: Shell, words: str) -> None:
    assert shell(*words.split()).code == 2


def test_a_closed_week_says_why_and_keeps_the_days_that_are_open(shell: Shell, home: Home) -> None:
    home.clock.jump(-3 * DAY)
    plan(home)
    flare_up(home)
    told = shell("plan")
    assert any("closed until Sat 21 Nov" in line for line in told.lines)
    assert any("closed: an injury or flare-up on Tue 17 Nov" in line for line in told.lines)
    shown = json.loads(shell("plan", "--json").out)
    assert [day["blocked"] is not None for day in shown["days"]] == [False, True, True, True, True, False, False]
    assert shown["blocked"] is None


def test_days_without_free_time_say_so(shell: Shell, home: Home) -> None:
    home.coach().care.tell(free={"fri": (Slot(at=NOVEMBER.time(), minutes=15),)})
    plan(home)
    assert "Sat 21 Nov  no free time" in shell("plan").lines


def test_a_free_time_that_is_over_today_says_so(shell: Shell, home: Home) -> None:
    home.coach().care.tell(free={"fri": (Slot(at=NOVEMBER.time(), minutes=15),)})
    home.clock.jump(3 * 3600)
    plan(home)
    told = shell("plan")
    assert f"Fri 20 Nov  today  {NOVEMBER:%H:%M} is over today" in told.lines
    assert f"  Fri: no session, as {NOVEMBER:%H:%M} is over today." in told.lines


# A week is planned


def test_planning_keeps_and_prints_the_week(shell: Shell, home: Home) -> None:
    told = shell("plan", "make")
    assert told.code == 0
    assert told.out == shell("plan").out
    assert items(home)


def test_planning_a_coming_week_leaves_this_one(shell: Shell, home: Home) -> None:
    assert shell("plan", "make", "next").lines[0] == "Week 48 · 23 – 29 Nov 2026 (2026-W48)"
    assert items(home) == []
    assert items(home, MONDAY + timedelta(weeks=1))


def test_planning_again_where_nothing_changed_changes_nothing(shell: Shell, home: Home) -> None:
    plan(home)
    before = shell("plan").out
    told = shell("plan", "make", "--again")
    assert told.err == "Nothing has to change.\n"
    assert told.out == before
    assert shell("plan", "--json").data["generation"] == 1


def test_planning_again_after_a_stop_says_what_changed(shell: Shell, home: Home) -> None:
    plan(home)
    gone = items(home, date(2026, 11, 21))[0]
    exercise = home.coach().library.exercise(gone)
    home.coach().care.hurt(exercise.id, StopReason.PAIN, "s")
    told = shell("plan", "make", "--again")
    assert any(line.startswith("Sat 21 Nov: ") and gone in line for line in told.err.splitlines())
    assert gone not in items(home, date(2026, 11, 21))


def test_a_missed_day_is_told_with_the_command_that_helps(shell: Shell, home: Home) -> None:
    home.clock.jump(-DAY)
    plan(home)
    home.clock.jump(DAY)
    for words in ("plan", "today"):
        assert shell(words).lines[-1] == "Thu was missed. 'trainer plan make --again' plans the rest anew."
    shell("plan", "make", "--again")
    assert "was missed" not in shell("plan").out


def test_what_was_planned_can_be_taken_back(shell: Shell, home: Home) -> None:
    plan(home)
    assert shell("plan", "undo").lines == [
        "Taken back in Week 47 · 16 – 22 Nov 2026:",
        "  it is not planned any more.",
    ]
    assert items(home) == []
    assert shell("plan", "undo") == Told(0, "", "There is nothing to take back in Week 47 · 16 – 22 Nov 2026.\n")


def test_a_change_by_hand_that_is_taken_back_is_named(shell: Shell, home: Home) -> None:
    plan(home)
    name = items(home)[-1]
    desk = Desk(home.coach())
    desk.hand.drop(NOVEMBER.date(), home.coach().library.exercise(name).id)
    assert shell("plan", "undo").lines[1:] == [f"  Fri 20 Nov: with {name}."]
    desk.hand.minutes(NOVEMBER.date(), 40)
    assert shell("plan", "undo").lines[1:] == ["  Fri 20 Nov: 30 min of activity instead of 40."]
    desk.hand.keep(NOVEMBER.date(), home.coach().library.exercise(name).id, on=True)
    assert shell("plan", "undo").lines[1:] == [f"  Fri 20 Nov: kept or not as before: {name}."]


# As data


def test_a_week_as_data_is_what_the_readme_says(shell: Shell, home: Home) -> None:
    plan(home)
    week = shell("plan", "--json").data
    assert " ".join(week) == WEEK
    assert (week["week"], week["generation"], week["blocked"]) == ("2026-W47", 1, None)
    assert [" ".join(day) for day in week["days"]] == [A_DAY] * 7
    (session,) = week["days"][4]["sessions"]
    assert " ".join(session) == SESSION
    assert (session["id"], session["time"], session["status"]) == ("2026-11-20", "07:00", "planned")
    for item in session["items"]:
        assert " ".join(item) == ITEM
        assert item["status"] == "planned"
        assert item["step"][0] == 1
        assert item["step"][1] >= 1
        assert item["why"][-1].startswith("Its numbers are from ")
        assert item["seconds"] > 0
    assert week["days"][4]["activity"] == {"minutes": 30, "done": 0, "bouts": []}
    assert week["days"][4]["relax"] == {"done": 0, "goal": 2}
    assert set(week["balance"]) == {"stretch", "strengthen", "strength", "regions", "activity"}
    assert set(week["balance"]["strength"]) == {"lower", "upper"}
    assert set(week["balance"]["activity"]) == {"done", "planned", "days"}
    assert all(isinstance(one, str) for one in week["missing"])


def test_every_way_to_ask_for_data_gives_the_same(shell: Shell, home: Home) -> None:
    plan(home)
    asked = shell("plan", "--json").out
    assert shell("plan", "this", "--json").out == asked
    assert shell("plan", "--json", "this").out == asked
    assert shell("plan", "make", "--again", "--json").out == asked


def test_today_as_data_is_what_the_readme_says(shell: Shell, home: Home) -> None:
    plan(home)
    told = shell("today", "--json").data
    assert " ".join(told) == TODAY
    assert " ".join(told["gate"]) == GATE
    assert told["gate"] == {"open": True, **dict.fromkeys(GATE.split()[1:])}
    assert (told["date"], told["gates"], told["interrupted"], told["set_aside"]) == ("2026-11-20", [], None, [])
    assert told["sessions"] == shell("plan", "--json").data["days"][4]["sessions"]


def test_today_marks_what_was_done_skipped_and_begun_of_an_interrupted_session(shell: Shell, home: Home) -> None:
    plan(home)
    coach = home.coach()
    coach.change(AT_ONCE)
    run = start(Desk(coach).begin())
    names = [item.exercise.name for item in Desk(coach).today().session.items]  # type: ignore[union-attr]
    while run.session.step is not None and run.session.step.item == 0:
        home.let(run, 1)
    run.do(lambda: run.session.skip(SkipReason.TIME))
    home.reach(run, len(run.session.course.marks) + 1)
    die(coach)
    rows = {name: line for line in shell("today").lines for name in names if f" {name} " in line}
    assert [rows[name].rsplit("  ", 1)[1] for name in names[:3]] == ["done", "skipped", "in part"]
    assert not any(word in rows[names[3]] for word in ("done", "skipped", "in part", "not reached"))


def test_today_as_data_tells_what_is_closed_set_aside_and_interrupted(shell: Shell, home: Home) -> None:
    plan(home)
    coach = home.coach()
    coach.change(AT_ONCE)
    run = start(Desk(coach).begin())
    home.let(run, 3)
    run.do(lambda: run.session.stop(StopReason.PAIN))
    run.do(run.session.press)
    die(coach)
    interrupted = shell("today", "--json").data["interrupted"]
    assert " ".join(interrupted) == "session exercise side repetition at"
    assert interrupted["session"] == run.head.session
    flare_up(home)
    told = shell("today", "--json").data
    assert told["gate"]["open"] is False
    assert told["gate"]["until"] == "2026-11-24"
    assert told["gates"] == [{key: value for key, value in told["gate"].items() if key != "open"}]
    assert [set(one) for one in told["set_aside"]] == [{"exercise", "reason", "at"}]
    assert told["interrupted"] is None


# Today


def test_today_says_what_is_due_with_its_numbers(shell: Shell, home: Home) -> None:
    plan(home)
    told = shell("today")
    assert told.lines[0] == "Fri 20 Nov"
    assert told.lines[1].startswith("07:00  ↔ ")
    assert [name for name in items(home) if not any(name in line for line in told.lines)] == []
    assert told.lines[-2:] == ["● Activity: 0 of 30 min", "☾ Relax and rest: 0 of 2, if you can"]
    assert shell().out == told.out


def test_today_says_what_is_done_of_it(shell: Shell, home: Home) -> None:
    plan(home)
    begin(home)
    walk(home, 20)
    told = shell("today")
    assert any(line.startswith("Done: Morning session · ") for line in told.lines)
    assert any(line.endswith("  done") for line in told.lines)
    assert "● Activity: 20 of 30 min" in told.lines


def test_what_is_closed_comes_first(shell: Shell, home: Home) -> None:
    plan(home)
    flare_up(home)
    assert shell("today").lines[1].startswith("Exercises are closed until Tue 24 Nov")


@pytest.mark.parametrize(
    ("symptom", "walks"),
    [(Symptom.CHEST_PAIN, False), (Symptom.NUMBNESS, True), (Symptom.SPASM, True), (Symptom.FLARE_UP, True)],
)
def test_nobody_is_sent_walking_while_activity_is_closed(
    shell: Shell, home: Home, symptom: Symptom, walks: bool
) -> None:
    plan(home)
    now = home.clock.now()
    home.coach().care.check_in(CheckIn(at=now, pain=2, symptoms=frozenset({symptom}), day=now.date()))
    told = shell("today")
    [line] = [line for line in told.lines if line.startswith("No activity is planned")]
    assert line.endswith("Walk as it feels right.") is walks
    assert "plan make" not in told.out, "planning again would only empty what is closed"


def test_short_and_data_exclude_each_other(shell: Shell) -> None:
    assert shell("today", "--short", "--json").code == 2


# In a prompt


def test_a_line_says_what_is_left(shell: Shell, home: Home) -> None:
    plan(home)
    session = Desk(home.coach()).today().session
    assert session is not None
    told = shell("today", "--short")
    assert told.lines[0].endswith(" · walk 0/30")
    assert told.lines[0].split()[1:3][0] == "min"
    assert "↔" in told.lines[0]
    begin(home)
    assert shell("today", "--short") == Told(0, "walk 0/30\n", "")
    walk(home, 12)
    assert shell("today", "--short").out == "walk 12/30\n"
    walk(home, 18)
    assert shell("today", "--short") == Told(0, "", "")


def test_a_line_says_until_when_all_is_closed(shell: Shell, home: Home) -> None:
    plan(home)
    flare_up(home)
    assert shell("today", "--short").out == "closed until Tue\n"
    home.clock.jump(4 * DAY)
    assert shell("today", "--short").out == ""


def test_a_line_is_empty_and_leaves_nothing_behind_where_nothing_is_planned(shell: Shell, home: Home) -> None:
    assert shell("today", "--short") == Told(0, "", "")
    assert not shell.data.exists()
    train(home)
    assert shell("today", "--short").out == ""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may look everywhere")
def test_a_line_is_empty_where_nothing_may_be_looked_at(shell: Shell, home: Home) -> None:
    plan(home)
    shell.data.chmod(0)
    told = shell("today", "--short")
    shell.data.chmod(0o700)
    assert told == Told(0, "", "")


@pytest.mark.parametrize(("encoding", "signs"), [("utf-8", ("↔", "·")), ("ascii", ("-", "-"))])
def test_a_line_fits_the_encoding_of_the_prompt(data: Path, encoding: str, signs: tuple[str, str]) -> None:
    make(data)
    for _ in range(2):
        told = spawn(data, "today", "--short", PYTHONIOENCODING=encoding)
        assert (told.code, told.err) == (0, "")
        assert f"{signs[1]} walk 0/" in told.out
        assert signs[0] in told.out
        settle(data)


def make(data: Path) -> None:
    """Plan this week, as of the machine's own clock, on the days that are left."""
    assert spawn(data, "plan", "make").code == 0


def settle(data: Path) -> None:
    """Have the files stand still for a while."""
    for path in data.rglob("*"):
        os.utime(path, ns=(1_000_000_000, 1_000_000_000))


@pytest.mark.parametrize("closed", [">&-", "2>&-", "| true"])
def test_a_line_that_nobody_reads_is_no_error(data: Path, closed: str) -> None:
    make(data)
    settle(data)
    for _ in range(2):
        done = subprocess.run(
            f"{sys.executable} -m trainer today --short {closed}",
            shell=True,
            cwd=ROOT,
            env=environment(data),
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b"")


CODE = """
import runpy, sys
sys.argv = ["trainer", "today", "--short"]
try:
    runpy.run_module("trainer", run_name="__main__")
except SystemExit:
    pass
print(*(name for name in sys.modules if name in %r), file=sys.stderr)
"""
HEAVY = ("textual", "rich", "trainer.core.planner.search", "trainer.core.planner.again")


@pytest.mark.parametrize(
    "heavy", [HEAVY, (*HEAVY, "click", "msgspec", "tinydb", "trainer.coach")], ids=["first", "again"]
)
def test_a_line_is_told_without_screens_and_planner_and_again_with_next_to_nothing(
    data: Path, heavy: tuple[str, ...]
) -> None:
    make(data)
    settle(data)
    if heavy != HEAVY:
        spawn(data, "today", "--short")
    done = subprocess.run(
        [sys.executable, "-c", CODE % (heavy,)],
        cwd=ROOT,
        env=environment(data),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == "\n"
    assert "walk" in done.stdout


def test_a_kept_line_holds_until_a_file_changes_or_the_day_is_over(
    data: Path, home: Home, clock: FakeClock, capsys: pytest.CaptureFixture[str]
) -> None:
    plan(home)
    assert prompt.key_of(data, clock) == "", "files that have just changed may change again"
    settle(data)
    prompt.keep(data, clock, "4 min\n", prompt.key_of(data, clock))
    assert prompt.tell(data, clock)
    assert capsys.readouterr().out == "4 min\n"
    clock.jump(DAY)
    assert not prompt.tell(data, clock)
    clock.jump(-DAY)
    mine = own(data, "doorway", DOORWAY)
    settle(data)
    assert not prompt.tell(data, clock)
    mine.unlink()
    assert prompt.tell(data, clock)
    begin(home)
    assert not prompt.tell(data, clock)
    assert capsys.readouterr().out == "4 min\n"


@pytest.mark.parametrize("content", ["", "x", "a\nb", "\n", "\udcff\n"])
def test_a_kept_line_that_is_damaged_does_not_hold(data: Path, home: Home, clock: FakeClock, content: str) -> None:
    plan(home)
    settle(data)
    (data / "local" / "prompt").write_bytes(content.encode(errors="surrogateescape"))
    assert not prompt.tell(data, clock)


def test_folders_that_lead_round_in_a_circle_keep_no_prompt_waiting(data: Path, home: Home) -> None:
    plan(home)
    (data / "exercises").mkdir(exist_ok=True)
    for name in ("one", "other"):
        (data / "exercises" / name).symlink_to("..", target_is_directory=True)
    assert prompt.key_of(data, home.clock) == "", "it is told, and not kept"


def test_a_line_that_cannot_be_kept_is_told_all_the_same(shell: Shell, home: Home) -> None:
    plan(home)
    settle(shell.data)
    (shell.data / "local" / "prompt").mkdir()
    assert "walk 0/30" in shell("today", "--short").out


def test_a_kept_line_is_readable_by_its_owner_alone(data: Path, home: Home, clock: FakeClock) -> None:
    plan(home)
    settle(data)
    prompt.keep(data, clock, "4 min\n", prompt.key_of(data, clock))
    assert (data / "local" / "prompt").stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in (data / "local").iterdir()) == ["device.json", "lock", "prompt"]


def test_what_changed_while_a_line_was_made_keeps_it_from_being_kept(data: Path, home: Home, clock: FakeClock) -> None:
    plan(home)
    settle(data)
    key = prompt.key_of(data, clock)
    begin(home)
    settle(data)
    prompt.keep(data, clock, "4 min\n", key)
    assert not (data / "local" / "prompt").exists()


# Training what is planned


def test_going_without_a_name_starts_what_is_planned(shell: Shell, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    plan(home)
    app = App(monkeypatch)
    assert shell("go").code == 0
    assert app.asked is not None
    run = app.asked["begin"]()
    assert run.head.name == "Morning session"
    assert [one.name for one in run.head.prescriptions] == items(home)


def test_going_without_a_name_starts_the_last_routine_where_all_is_done(
    shell: Shell, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    train(home, "help-your-back")
    home.clock.jump(DAY)
    plan(home)
    begin(home)
    app = App(monkeypatch)
    assert shell("go").code == 0
    assert app.asked is not None
    assert app.asked["start"].id == "help-your-back"


def test_going_is_refused_while_a_gate_is_closed(shell: Shell, home: Home) -> None:
    plan(home)
    flare_up(home)
    assert shell("go").code == 3


# The commands by name


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_imported_under_its_name_and_says_what_the_list_says(name: str) -> None:
    command: Any = trainer.commands[name]
    assert command.name == name
    assert command.help.split(":")[0].split(",")[0].split(".")[0].split(" ")[0] == COMMANDS[name][1].split(" ")[0]


@pytest.mark.parametrize("words", ["--version", "--help"])
def test_version_and_help_import_no_command(words: str, data: Path) -> None:
    code = CODE.replace('"today", "--short"', repr(words)) % (("trainer.coach", "msgspec", "tinydb"),)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment(data), capture_output=True, text=True, check=False
    )
    assert done.stderr == "\n"


def test_a_day_stands_as_it_was_planned(home: Home) -> None:
    plan(home)
    begin(home)
    session = Desk(home.coach()).today().session
    assert session is not None
    assert session.status is Status.DONE
    assert session.left == 0

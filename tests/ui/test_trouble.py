"""What goes wrong: a disk that refuses, text that would steer the terminal, and files with faults."""

from __future__ import annotations

import errno
import os
from dataclasses import replace

import pytest
from textual.screen import Screen

from tests.store.support import ReadOnlyFs
from tests.ui.support import HOME, HastyFs, House, journal, kind, shipped, trained
from trainer.core.events import StopReason
from trainer.core.log import SessionLog
from trainer.core.pace import FirstSide
from trainer.core.timeline import StepKind
from trainer.resources import library_path
from trainer.shelf import load_library
from trainer.ui.screens.after import AfterScreen
from trainer.ui.screens.alarm import AlarmScreen
from trainer.ui.screens.session import SessionScreen
from trainer.ui.screens.today import TodayScreen

HOSTILE = (
    "pain [4/10]",
    "[red",
    "[/foo]",
    "[/]",
    "a [b]x[/b]",
    "[@click=app.bell]press[/]",
    "[link='http://x']y[/link]",
    "\\[",
    "$accent {0} %s",
)
STEERING = ("\x1b[2J", "\x07", "\x9b31m", "\x1b]0;title\x07", "a\u202eb", "x\r\ny", "\x00", "\ufeff")

STRETCH = """
name = "{name}"
kind = "stretch"
regions = ["low-back"]
positions = ["supine"]

[[steps]]
text = "{step}"

[[dosages]]
repetitions = 2
hold = 5
"""
ROUTINE = """
name = "{name}"

[[items]]
exercise = "mine"
"""


def own(house: House, *, exercise: str = "Mine", step: str = "Stretch.", routine: str = "My own") -> House:
    """Write an exercise and a routine of the person's own."""
    for file, text in (
        ("exercises/mine.toml", STRETCH.format(name=exercise, step=step)),
        ("routines/my-own.toml", ROUTINE.format(name=routine)),
    ):
        (house.root / file).parent.mkdir(parents=True, exist_ok=True)
        (house.root / file).write_text(text)
    house.library = lambda: load_library(library_path(), house.root)
    return house


class FullFs(HastyFs):
    """A disk that has room until it is full, and then again."""

    full = False

    def put(self, fd: int, data: bytes) -> int:
        if self.full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().put(fd, data)


# A disk that refuses


async def test_with_a_read_only_store_one_is_told_and_trains(house: House) -> None:
    house.coach()  # the directory is there; then it is mounted read-only
    async with house.open(coach=house.coach(ReadOnlyFs())) as play:
        assert play.shows("⚠", "Nothing can be saved", "read-only", "You can train")
        await play.press("down", "down", "enter")
        play.on(SessionScreen)
        assert play.shows("⚠", "kept in memory")
        await play.to_the_end()
        play.on(AfterScreen)
        assert play.shows("✓ Bridge", "⚠ Not saved")
        await play.press("5", "enter")
        play.on(TodayScreen)
        [one] = play.coach.history()
        assert isinstance(one.what, SessionLog)
        assert (one.what.whole, one.what.exertion) == (True, 5)
    assert house.coach().history() == ()


async def test_what_could_not_be_saved_is_saved_when_the_disk_is_well_again(house: House) -> None:
    fs = FullFs()
    async with house.open(coach=house.coach(fs), train="overhead-stretch") as play:
        await play.until(kind(StepKind.HOLD))
        fs.full = True
        await play.wait(5)
        await play.press("right")
        assert play.shows("⚠ Not saved: the disk is full")
        assert play.session.running
        await play.to_the_end()
        assert play.shows("⚠ Not saved")
        await play.press("enter")
        assert play.shows("Nothing can be saved: the disk is full") or play.shows("not saved yet")
        assert play.coach.store.pending != ()
        fs.full = False
        play.on(TodayScreen)._tick()
        await play.settle()
        assert play.coach.store.pending == ()
        assert not play.shows("⚠")
    [one] = house.coach().history()
    assert one.what.name == "Overhead stretch"


async def test_a_journal_that_recovers_is_whole_again(house: House) -> None:
    fs = FullFs()
    async with house.open(coach=house.coach(fs), train="overhead-stretch") as play:
        await play.until(kind(StepKind.HOLD))
        fs.full = True
        await play.press("+")
        assert play.shows("⚠ Not saved: the disk is full")
        fs.full = False
        await play.press("space")
        assert not play.shows("⚠ Not saved")
        assert journal(house) == ["entered", "entered", "extended", "paused"]


async def test_the_alarm_does_not_claim_that_what_is_not_saved_is(house: House) -> None:
    house.coach()
    async with house.open(coach=house.coach(ReadOnlyFs()), train="overhead-stretch") as play:
        await play.until(kind(StepKind.HOLD))
        await play.press("p", "8")
        play.on(AlarmScreen)
        assert play.shows("The session is over. Not saved: the directory is read-only.")
        assert not play.shows("is saved")


async def test_a_setting_that_cannot_be_kept_holds_until_the_end_and_says_so(house: House) -> None:
    house.coach()
    async with house.open(coach=house.coach(ReadOnlyFs())) as play:
        await play.press("5", "end", "enter")
        assert play.coach.settings.pace.first_side is FirstSide.RIGHT
        [said] = play.toasts
        assert "Not saved" in said


async def test_leaving_with_something_unsaved_says_so_on_the_command_line(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from trainer.errors import NotSavedError
    from trainer.ui import app

    house.coach()
    coach = house.coach(ReadOnlyFs())

    def trains(self: app.TrainerApp) -> None:
        run = coach.begin(shipped().exercise("overhead-stretch"))
        run.do(run.session.start)
        run.do(run.session.next)
        house.clock.advance(1)
        run.do(run.session.next)
        run.do(run.session.finish)

    monkeypatch.setattr(app.TrainerApp, "run", trains)
    with pytest.raises(NotSavedError, match="read-only"):
        app.run(coach)


# Hostile text


@pytest.mark.parametrize(
    ("text", "size"), [*((text, HOME) for text in HOSTILE), ("[/foo]", (40, 20)), ("[/foo]", (120, 36))], ids=repr
)
async def test_names_of_ones_own_are_shown_as_they_are(text: str, size: tuple[int, int], house: House) -> None:
    name = f"{text} x".replace("\\", "\\\\")
    own(house, exercise=name, step=name, routine=f"Own {name}")
    shown = f"{text} x"
    assert shown in {one.name for one in house.coach().library.exercises.values()}
    async with house.open(size) as play:
        await play.press("end")
        assert play.shows(f"Own {shown}")
        await play.press("3", "f", "7")
        assert play.shows(shown[:14])
        await play.press("enter")
        assert play.shows(shown)
        await play.press("t")
        assert play.shows(shown)
        await play.until(kind(StepKind.HOLD))
        await play.press("p", "escape", "n", "escape", "?", "escape", "space", "q", "2")
        await play.press("1")
        assert play.shows("Go on with")
        await play.press("home", "enter", "space")
        await play.to_the_end()
        assert play.shows(shown)
        await play.press("enter", "4", "2", "1")
        assert play.shows("This week") or size == (40, 20)


@pytest.mark.parametrize("text", ["[/foo]", "[@click=app.bell]x[/]", "[b"])
async def test_names_of_ones_own_do_no_harm_in_the_palette(text: str, house: House) -> None:
    own(house, exercise=f"{text} zebra", routine=f"{text} zebras")
    async with house.open() as play:
        await play.press("ctrl+p", *"zebra")
        for _ in range(200):
            await play.pilot.pause()
            if play.shows(f"Start {text} zebras", f"Train: {text} zebra"):
                break
        assert play.shows(f"Start {text} zebras", f"Train: {text} zebra")


@pytest.mark.parametrize("text", STEERING, ids=repr)
def test_what_would_steer_the_terminal_does_not_come_in_by_a_file(text: str, house: House) -> None:
    escaped = "".join(f"\\u{ord(char):04x}" for char in text)
    own(house, exercise=f"x{escaped}")
    known = house.coach().library
    assert len(known.exercises) == 23
    assert any("mine.toml" in fault.file for fault in known.faults)
    assert all(str(fault).isprintable() for fault in known.faults)


@pytest.mark.parametrize("text", [*HOSTILE, *STEERING], ids=repr)
async def test_notes_and_names_of_the_history_do_no_harm(text: str, house: House) -> None:
    """Other devices write history too, and older trainers did."""
    run = trained(house, "bridge")
    run.rate(exertion=5, note=f"note {text}")
    coach = house.coach()
    [record] = coach.store.history()
    body = dict(record.body)
    body["name"] = f"name {text}"
    coach.store.save(type(record)(id=record.id, kind=record.kind, at=record.at, body=body, stamp=record.stamp))
    async with house.open((120, 36)) as play:
        for keys in ("1", "2", "4vvvv", ["enter"]):
            await play.press(*keys)
            assert all(line.isprintable() for line in play.dump().splitlines())
            assert play.shows("name")
        assert play.shows("note")
        if text in HOSTILE:
            assert play.shows(f"name {text}", f"note {text}")


async def test_sentences_about_trouble_are_no_markup(house: House) -> None:
    coach = house.coach()
    coach.store.notices.append("[/foo] dosages[1].hold [@click=app.bell]x[/]")
    async with house.open(coach=coach) as play:
        assert play.shows("⚠ [/foo] dosages[1].hold [@click=app.bell]x[/]")


# Files with faults


async def test_a_broken_file_of_ones_own_is_told_on_today(house: House) -> None:
    own(house)
    (house.root / "exercises" / "mine.toml").write_text(
        STRETCH.format(name="Mine", step="x").replace("hold = 5", "hold = 0")
    )
    async with house.open() as play:
        assert play.shows("⚠ yours: exercises/mine.toml: dosages[0].hold", "'trainer library check' lists")
        await play.press("3")
        assert play.shows("23 exercises", "⚠ yours")


async def test_an_exercise_without_a_dosage_says_what_to_do(house: House) -> None:
    own(house)
    path = house.root / "exercises" / "mine.toml"
    path.write_text("dosages = []\n" + path.read_text().split("[[dosages]]")[0])
    async with house.open() as play:
        await play.press("3", "end", "t")
        [said] = play.toasts
        assert "no dosage" in said


async def test_an_alarm_without_its_rule_still_says_to_stop(house: House) -> None:
    async with house.open() as play:
        alarm = AlarmScreen(StopReason.CHEST, replace(shipped(), rules={}), after=Screen())
        play.app.push_screen(alarm)
        await play.settle()
        assert play.shows("STOP", "talk to your doctor first")


async def test_a_damaged_store_is_told_and_the_rest_is_there(house: House) -> None:
    house.ask()
    trained(house, "bridge")
    [file] = (house.root / "store").rglob("2026-11*.json")
    file.write_bytes(file.read_bytes()[:-20])
    async with house.open(asked=False) as play:
        assert play.shows("⚠ 2026-11")
        for page in "42351":
            await play.press(page)
            assert play.shows("⚠ 2026-11")

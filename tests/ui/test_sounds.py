"""Sounds under You: each way switched by itself, commands typed, everything tried; and cues in the app."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.test_cues_ways import HOSTILE, alive, pids, script, until
from tests.ui.support import HOME, SIZES, House, Play, kind, shipped
from trainer.core.library import Library
from trainer.core.settings import Notice, Settings, Sounds, Speech
from trainer.core.text import find_hostile
from trainer.core.timeline import StepKind
from trainer.cues.program import Program
from trainer.cues.voice import VOICES
from trainer.ui.chime import Chime
from trainer.ui.screens.after import AfterScreen
from trainer.ui.screens.ask import AskScreen
from trainer.ui.screens.session import SessionScreen
from trainer.ui.screens.setting import Choice
from trainer.ui.screens.sounds import LINES, SoundsScreen, Typed, say_sounds
from trainer.ui.screens.trial import HeardScreen, TrialScreen, using
from trainer.ui.screens.you import YouScreen
from trainer.ui.widgets.choices import Choices

NAMES = [one.name for one in LINES]
HOLDS = "childs-pose"
EVERYTHING = {"bell", "flash", "OSC 9", "OSC 777"}


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Be at a terminal of one's own, on a machine without a voice."""
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("TMUX", "SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("trainer.cues.voice.VOICES", tuple(f"{name}-of-nowhere" for name in VOICES))


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is written to the terminal beside the screens."""
    found: list[str] = []
    play = Chime.play
    monkeypatch.setattr(Chime, "play", lambda self, call: found.append(call.write) or play(self, call))
    return found


async def sounds(play: Play, line: str = "Bell") -> None:
    """Go to a line of Sounds, by way of You."""
    await play.press("5")
    listed = play.screen.query_one(Choices)
    names = [str(option.prompt).split("  ")[0].strip() for option in listed.options]
    await play.press("home", *["down"] * [name for name in names if name not in _HEADS].index("Sounds"), "enter")
    play.on(SoundsScreen)
    await play.press("home", *["down"] * NAMES.index(line))


_HEADS = {"About you", "Your week", "The trainer"}


async def play_through(play: Play) -> None:
    """Let everything be tried, without waiting."""
    trial = play.on(TrialScreen)
    for _ in range(30):
        if play.screen is not trial:
            return
        trial.call_later(trial._next)
        await play.settle()
    raise AssertionError("the trial does not end")


# Settings


@pytest.mark.parametrize("line", [one for one in LINES if isinstance(one, Choice)], ids=lambda one: one.name)
async def test_each_way_is_switched_by_itself_and_comes_round(line: Choice, house: House) -> None:
    async with house.open() as play:
        await sounds(play, line.name)
        before = play.coach.settings
        await play.press("enter")
        changed = play.coach.settings
        assert changed == line.turn(before, 1) != before
        assert house.coach().settings == changed
        assert play.shows(f"{line.name} {line.said(changed)}")
        await play.press("left")
        assert play.coach.settings == before
        await play.press("left", "right")
        assert play.coach.settings == before


async def test_you_says_what_is_on_and_leads_there_and_back(house: House) -> None:
    async with house.open((120, 50)) as play:
        await play.press("5")
        assert play.shows("Sounds bell, flash")
        await sounds(play, "Tick")
        await play.press("enter", "escape")
        play.on(YouScreen)
        assert play.shows("Sounds bell, tick, flash")
        await sounds(play)
        await play.press("5")
        play.on(YouScreen)
        await sounds(play)
        await play.press("1")
        assert not isinstance(play.screen, SoundsScreen)


def test_what_is_on_is_said_in_short() -> None:
    full = Sounds(notice=Notice.OSC_9, speech=Speech.HERE, hook="x")
    assert say_sounds(Settings(tick=True, sounds=full)) == "bell, tick, flash, notice, speech, command"
    assert say_sounds(Settings(bell=False, sounds=Sounds(flash=False))) == "none"


@pytest.mark.parametrize("line", [one for one in LINES if isinstance(one, Typed)], ids=lambda one: one.name)
async def test_a_command_is_typed_kept_and_taken_back(line: Typed, house: House) -> None:
    async with house.open() as play:
        await sounds(play, line.name)
        await play.press("left")
        play.on(SoundsScreen)
        await play.press("enter")
        play.on(AskScreen)
        await play.press(*("space" if key == " " else key for key in "x 'y"), "enter")
        assert play.shows("A quotation mark in the command has no partner")
        assert house.coach().settings == Settings()
        await play.press("'", "enter")
        play.on(SoundsScreen)
        assert getattr(house.coach().settings.sounds, line.field) == "x 'y'"
        assert play.shows(f"{line.name} x 'y'")
        await play.press("enter", *["backspace"] * 6, "enter")
        assert house.coach().settings == Settings()
        assert play.shows(f"{line.name} {'none found' if line.field == 'voice' else 'none'}")


async def test_it_is_said_why_a_voice_would_not_be_heard(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async with house.open() as play:
        await sounds(play, "Speech")
        assert not play.shows("⚠")
        await play.press("enter")
        assert play.shows("⚠ No voice is found")
        house.coach().change(play.coach.settings)
        monkeypatch.setattr("trainer.cues.voice.VOICES", ("sh",))
        monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")
        await play.press("left", "right")
        assert play.shows("⚠ This is such a line, so nothing is said.", "Voice sh")


@pytest.mark.parametrize("size", [*SIZES, (32, 10)], ids=str)
async def test_every_line_fits_every_terminal(size: tuple[int, int], house: House) -> None:
    house.coach().change(Settings(sounds=Sounds(voice="x" * 200, hook="y z " * 50, speech=Speech.ALWAYS)))
    async with house.open(size) as play:
        await sounds(play)
        for line in LINES:
            assert play.shows(line.name)
            assert all(len(row) <= size[0] for row in play.dump().splitlines())
            if isinstance(line, Typed):
                await play.press("enter")
                play.on(AskScreen)
                await play.press("escape")
            await play.press("down")


# Try my sounds


@pytest.mark.parametrize("size", [*SIZES, (32, 10)], ids=str)
async def test_everything_is_played_in_turn_and_what_plays_is_in_sight(
    size: tuple[int, int], house: House, rung: list[str], written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    played: list[int] = []
    play_it = Chime._ring
    monkeypatch.setattr(Chime, "_ring", lambda self, bells: played.append(len(bells)) or play_it(self, bells))
    async with house.open(size) as play:
        await play.press("5", "t")
        trial = play.on(TrialScreen)
        for way in trial._ways:
            trial.call_later(trial._next)
            await play.settle()
            assert play.shows("♪"), way
        trial.call_later(trial._next)
        await play.settle()
        play.on(HeardScreen)
        assert play.shows("What did you notice?")
    assert played == [1, 2, 3, 5, 3]
    assert len(rung) >= 5
    assert [text for text in written if text] == [
        "\x1b]9;trainer: This is a notice.\x1b\\",
        "\x1b]777;notify;trainer;This is a notice.\x1b\\",
    ]


async def test_it_plays_by_itself(house: House, rung: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainer.ui.screens.trial.AFTER", 0.01)
    async with house.open() as play:
        await play.press("5", "t")
        for _ in range(200):
            if len(rung) > 3:
                break
            await play.pilot.pause(0.01)
        assert len(rung) > 3
        await play.press("escape")
        assert play.shows("1 The bell", "2 Done")


async def test_the_band_flashes_when_it_is_tried(house: House) -> None:
    async with house.open() as play:
        await play.press("5", "t")
        trial = play.on(TrialScreen)
        while trial._at < 0 or trial._ways[trial._at].key != "flash":
            trial.call_later(trial._next)
            await play.settle()
        assert trial.query_one("#band").styles.text_style.reverse
        for _ in range(200):
            if not trial.query_one("#band").styles.text_style.reverse:
                return
            await play.pilot.pause(0.01)
        raise AssertionError("it stays")


@pytest.mark.parametrize(
    ("heard", "answer", "sounds_then"),
    [
        ("1", "1", Settings(sounds=Sounds(flash=False))),
        ("2", "1", Settings(bell=False)),
        ("14", "1", Settings(sounds=Sounds(flash=False, notice=Notice.OSC_777))),
        ("34", "2", Settings(sounds=Sounds(notice=Notice.OSC_9))),
        ("1", "2", Settings()),
        ("", "1", Settings(bell=False, sounds=Sounds(flash=False))),
        ("34", "3", Settings()),
        ("34", "escape", Settings()),
    ],
)
async def test_what_was_noticed_is_used_and_the_others_switched_off_if_one_says_so(
    heard: str, answer: str, sounds_then: Settings, house: House
) -> None:
    async with house.open() as play:
        await play.press("5", "t")
        await play_through(play)
        play.on(HeardScreen)
        await play.press(*heard, "5", answer)
        play.on(YouScreen)
    assert house.coach().settings == sounds_then


async def test_a_voice_is_offered_where_there_is_one(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = script(tmp_path, "exit 0")
    said: list[str] = []
    monkeypatch.setattr(Program, "run", lambda program, text="", environ=None: said.append(text))
    house.coach().change(Settings(sounds=Sounds(voice=line, hook=line)))
    async with house.open() as play:
        await play.press("5", "t")
        await play_through(play)
        assert play.shows("5 The voice")
        await play.press("5", "6", "2")
    assert house.coach().settings.sounds.speech is Speech.HERE
    assert "Hold, left, one of three." in said
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")
    async with house.open() as play:
        await play.press("5", "t")
        assert play.shows("not over SSH: it would be heard at the other end")
        await play_through(play)
        assert not play.shows("The voice")
        await play.press("5", "1")
    assert house.coach().settings.sounds.speech is Speech.HERE  # what was not tried stays


async def test_nobody_is_asked_about_what_was_not_played(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    async with house.open() as play:
        await play.press("5", "t")
        assert play.shows("desktop notice: OSC 9 (not on this terminal)")
        await play_through(play)
        assert play.shows("1 The bell", "2 The flash", "3 Done")
        await play.press("escape", "t", "escape")
        play.on(YouScreen)  # nothing was played


def test_a_notice_that_works_stays_the_one_it_is() -> None:
    before = Settings(tick=True, sounds=Sounds(notice=Notice.OSC_777, speech=Speech.ALWAYS))
    assert using(before, frozenset(EVERYTHING | {"speech"}), frozenset()) == before
    assert using(before, frozenset(), frozenset({"OSC 9"})) == before
    gone = using(before, frozenset(), frozenset(EVERYTHING | {"speech"}))
    assert gone == replace(before, bell=False, tick=False, sounds=Sounds(flash=False))


# In a session


async def test_the_finish_is_heard_to_its_end_though_the_session_is_gone(house: House, rung: list[str]) -> None:
    async with house.open(train=HOLDS) as play:
        await play.until(kind(StepKind.HOLD))
        rung.clear()
        await play.press("q", "1")
        play.on(AfterScreen)
        for _ in range(300):
            if len(rung) == 5:
                break
            await play.pilot.pause(0.01)
        assert len(rung) == 5


async def test_the_band_flashes_at_a_cue_and_not_where_that_is_off(house: House, rung: list[str]) -> None:
    for on in (True, False):
        house.coach().change(Settings(sounds=Sounds(flash=on)))
        async with house.open(train=HOLDS) as play:
            await play.until(kind(StepKind.HOLD))
            assert play.live.query_one("#band").has_class("-flash") is on
            await play.press("q", "1", "enter")


async def test_a_voice_that_is_not_there_is_told_once_and_nothing_else_changes(house: House) -> None:
    house.coach().change(Settings(sounds=Sounds(speech=Speech.ALWAYS, voice="/no/such/voice", hook="/no/such/hook")))
    async with house.open(train=HOLDS) as play:
        for program in (play.live._herald._voice, play.live._herald._hook):
            assert program.wait(20)
        await play.until(kind(StepKind.HOLD))
        await play.to_the_end()
        told = [text for text in play.toasts if "is not there" in text]
        assert told == [
            "The voice is off: '/no/such/voice' is not there. Change it under You, Sounds.",
            "Your command for cues is off: '/no/such/hook' is not there. Change it under You, Sounds.",
        ]
        play.on(AfterScreen)


async def test_a_session_goes_on_with_programs_that_hang(house: House, tmp_path: Path) -> None:
    folder = tmp_path / "programs"
    folder.mkdir()
    line = script(folder, "echo $$ >> pids\nexec sleep 1000")
    house.coach().change(Settings(sounds=Sounds(speech=Speech.ALWAYS, voice=line, hook=line)))
    async with house.open(train=HOLDS) as play:
        herald = play.live._herald
        until(lambda: len(pids(folder)) >= 2)
        await play.to_the_end()
        play.on(AfterScreen)
        herald.close()
        until(lambda: not any(map(alive, pids(folder))))


def hostile() -> Library:
    """Return a library whose exercises are named to steer a terminal."""
    library = shipped()
    named = {key: replace(one, name=f"{one.name} {HOSTILE}") for key, one in library.exercises.items()}
    return replace(library, exercises=named)


async def test_a_hostile_name_reaches_the_terminal_through_no_cue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    house = House(root=Path("data"), library=hostile)
    house.coach().change(Settings(sounds=Sounds(notice=Notice.OSC_777)))
    begin: Callable[..., object] = lambda coach: coach.begin(coach.library.exercises[HOLDS])  # noqa: E731
    async with house.open(HOME, begin=begin) as play:  # type: ignore[arg-type]
        play.on(SessionScreen)
        await play.to_the_end()
    bodies = [text.removeprefix("\x1b]777;notify;trainer;").removesuffix("\x1b\\") for text in written if text]
    assert len(bodies) > 1
    assert "Child's pose" in bodies[0]
    assert not any(find_hostile(body, newlines=False) or ";" in body for body in bodies)

"""The ways: sequences for the terminal, programs that hang, flood or are not there, and settings that last."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest

from tests.fakes import BARE, NOVEMBER, FakeClock, begin, let, prescription
from tests.home import Home
from trainer import cues
from trainer.codec import CodecError, decode, encode
from trainer.core.dosage import Sides
from trainer.core.pace import Pace
from trainer.core.record import Record
from trainer.core.session import Session
from trainer.core.settings import MOST_COMMAND, Look, Notice, Settings, Sounds, Speech
from trainer.core.text import find_hostile
from trainer.cues import BELL, Herald
from trainer.cues.notice import notice
from trainer.cues.program import Program, split
from trainer.cues.voice import speaks, words
from trainer.errors import NotFoundError, RefusedError
from trainer.ui.thrift import thrift

XTERM = {"TERM": "xterm-256color"}
TMUX = {"TERM": "tmux-256color", "TMUX": "/tmp/tmux-0/default,1,0"}
HOSTILE = "x\x1b]0;evil\x07\x9d52;c;\x1b\\y\u202e\n;4;3;50"
SIDES = prescription(hold=8, sides=Sides.EACH)
LONG = 20.0
"""Seconds after which a test is given up."""


def until(found: Callable[[], bool]) -> None:
    """Wait for something that comes about by itself."""
    pause = Event()
    for _ in range(int(LONG / 0.01)):
        if found():
            return
        pause.wait(0.01)
    raise AssertionError("it never came about")


def script(folder: Path, text: str) -> str:
    """Write a program; returns its path."""
    path = folder / "program"
    path.write_text(f"#!/bin/sh\ncd {folder}\n{text}\n")
    path.chmod(0o755)
    return str(path)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def pids(folder: Path) -> list[int]:
    path = folder / "pids"
    return [int(line) for line in path.read_text().split("\n")[:-1]] if path.exists() else []


HANGS = """
for p in $(cat pids 2>/dev/null); do kill -0 $p 2>/dev/null && echo $p >> clash; done
echo $$ >> pids
exec sleep 1000
"""
"""Says which of its like still run, and hangs."""


@pytest.fixture
def programs() -> Iterator[list[Program]]:
    """Close at the end what a test began."""
    made: list[Program] = []
    yield made
    for one in made:
        one.close()


@pytest.fixture
def run(programs: list[Program]) -> Callable[..., Program]:
    def make(line: str, **how: Any) -> Program:
        programs.append(Program("The voice", lambda: split(line), **how))
        return programs[-1]

    return make


# Programs


def test_a_text_is_the_last_word_of_a_program(tmp_path: Path, run: Callable[..., Program]) -> None:
    line = script(tmp_path, 'printf %s, "$@" $TRAINER_SAY > said.new; mv said.new said')
    voice = run(f"{line} -s 'slow voice'")
    voice.run("Hold; $(rm -rf x) `y` *", {"TRAINER_SAY": "hi"})
    until((tmp_path / "said").exists)
    assert (tmp_path / "said").read_text() == "-s,slow voice,Hold; $(rm -rf x) `y` *,hi,"
    assert voice.wait(LONG)
    assert voice.trouble() == ""


def test_a_text_stands_where_the_command_wants_it(tmp_path: Path, run: Callable[..., Program]) -> None:
    voice = run(script(tmp_path, 'printf %s, "$@" > said.new; mv said.new said') + " {} --fast")
    voice.run("Hold")
    until((tmp_path / "said").exists)
    assert (tmp_path / "said").read_text() == "Hold,--fast,"


@pytest.mark.parametrize("text", ["exec sleep 1000", "exec yes", "yes & yes >&2", "trap '' TERM HUP INT\nsleep 1000"])
def test_a_program_that_hangs_or_floods_is_ended_and_told_once(
    text: str, tmp_path: Path, run: Callable[..., Program]
) -> None:
    hook = run(script(tmp_path, f"echo $$ >> pids\n{text}"), limit=0.3)
    hook.run()
    until(lambda: len(pids(tmp_path)) == 1)
    assert hook.wait(LONG)
    assert not any(map(alive, pids(tmp_path)))
    assert hook.trouble() == f"The voice took longer than 0.3 s and was ended: '{tmp_path}/program'."
    hook.run()
    assert hook.wait(LONG)
    assert len(pids(tmp_path)) == 2
    assert hook.trouble() == ""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/no/such/program -x", "The voice is off: '/no/such/program' is not there. Change it under You, Sounds."),
        ("/", "The voice is off: '/' cannot be run: Permission denied."),
        ("echo 'x", "A quotation mark in the command has no partner; add it."),
    ],
)
def test_a_program_that_cannot_be_run_is_told_once_and_not_tried_again(
    line: str, said: str, run: Callable[..., Program]
) -> None:
    voice = run(line)
    for _ in range(3):
        voice.run("Hold")
        assert voice.wait(LONG)
    assert [voice.trouble(), voice.trouble()] == [said, ""]


def test_a_program_that_fails_is_told_once_and_tried_again(tmp_path: Path, run: Callable[..., Program]) -> None:
    hook = run(script(tmp_path, "echo $$ >> pids; exit 3"))
    for _ in range(3):
        hook.run()
        assert hook.wait(LONG)
    assert [hook.trouble(), hook.trouble()] == [f"The voice ended with an error (3): '{tmp_path}/program'.", ""]
    assert len(pids(tmp_path)) == 3


def test_a_voice_is_cut_short_by_what_comes_next_and_never_speaks_twice_at_once(
    tmp_path: Path, run: Callable[..., Program]
) -> None:
    voice = run(script(tmp_path, HANGS), cuts=True)
    for number in range(1, 4):
        voice.run(str(number))
        until(lambda number=number: len(pids(tmp_path)) == number)  # type: ignore[misc]
    voice.stop()
    assert voice.wait(LONG)
    assert not any(map(alive, pids(tmp_path)))
    assert not (tmp_path / "clash").exists()
    assert voice.trouble() == ""


def test_calls_wait_for_a_busy_program_the_oldest_are_lost(tmp_path: Path, run: Callable[..., Program]) -> None:
    hook = run(
        script(tmp_path, 'echo "$1" >> began\nuntil [ -e go ]; do sleep 0.01; done\necho "$1" >> ran'), waiting=2
    )
    hook.run("1")
    until((tmp_path / "began").exists)
    for number in "2345":
        hook.run(number)
    (tmp_path / "go").touch()
    assert hook.wait(LONG)
    assert (tmp_path / "ran").read_text().split() == ["1", "4", "5"]


def test_closing_ends_what_runs_and_lets_nothing_begin(tmp_path: Path, run: Callable[..., Program]) -> None:
    hook = run(script(tmp_path, HANGS))
    hook.run()
    until(lambda: len(pids(tmp_path)) == 1)
    hook.close()
    hook.run()
    assert hook.wait(LONG)
    assert not any(map(alive, pids(tmp_path)))
    assert len(pids(tmp_path)) == 1


def test_a_program_does_not_outlive_the_trainer(tmp_path: Path) -> None:
    code = f"""
import os
from trainer.cues.program import Program, split
hook = Program("hook", lambda: split({script(tmp_path, HANGS)!r}))
hook.run()
while not os.path.exists({str(tmp_path / "pids")!r}): pass
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=LONG, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    until(lambda: bool(pids(tmp_path)) and not any(map(alive, pids(tmp_path))))


# The herald


def herald(environ: dict[str, str] = XTERM, **chosen: Any) -> Herald:
    bell, tick = chosen.pop("bell", True), chosen.pop("tick", False)
    return Herald(Settings(bell=bell, tick=tick, sounds=Sounds(**chosen)), environ)


def started(pace: Pace = BARE) -> tuple[Session, FakeClock]:
    clock = FakeClock()
    return Session((SIDES,), pace, clock), clock


def test_nothing_that_makes_a_sound_is_imported_before_it_is_used() -> None:
    code = """
import sys
before = set(sys.modules)
from tests.fakes import BARE, FakeClock, prescription
fakes = set(sys.modules)
from trainer.core.session import Session
from trainer.core.settings import Settings
import trainer.cues
herald = trainer.cues.Herald(Settings(tick=True))
session = Session((prescription(hold=4),), BARE, FakeClock())
assert herald.tell(session.start(), session).bells
herald.due(session); herald.troubles(); herald.wait(1); herald.close()
print(*sorted({"subprocess", "shlex", "shutil", "signal"} & (set(sys.modules) - fakes)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "\n", "")


def test_the_modules_of_programs_wait_for_the_first_cue() -> None:
    code = """
import sys
import trainer.cues
from trainer.core.settings import Settings, Sounds, Speech
trainer.cues.Herald(Settings(sounds=Sounds(speech=Speech.ALWAYS, voice="say", hook="'x")))
print(*sorted({"subprocess", "shlex", "shutil", "signal", "textual", "msgspec"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "\n", "")


def test_bells_are_handed_back_as_deadlines() -> None:
    session, clock = started()
    crier = herald()
    assert crier.tell(session.start(), session) == cues.Call(bells=(0.0,), flash=True)
    assert crier.tell(let(session, clock, 12), session).bells == (0.0, BELL)
    assert crier.tell((), session) == cues.Call()
    assert crier.tell(session.finish(), session).bells == tuple(number * BELL for number in range(5))


def test_the_flash_and_the_bell_are_switched_by_themselves() -> None:
    for bell, flash in ((True, False), (False, True), (False, False)):
        session, _ = started()
        call = herald(bell=bell, flash=flash).tell(session.start(), session)
        assert (bool(call.bells), call.flash) == (bell, flash)


def test_the_last_three_seconds_tick_on_time_where_that_is_chosen() -> None:
    session, clock = started()
    crier = herald(tick=True)
    crier.tell(session.start(), session)
    rung = []
    while session.step is not None and session.step.kind.value == "hold":
        due = crier.due(session)
        assert due is not None
        clock.advance(min(0.25, due + 0.001))
        call = crier.tell(session.look(), session)
        if call.bells and session.left and session.left < 5:
            assert not call.flash
            rung.append(session.left)
    assert rung == pytest.approx([3.02, 2.02, 1.02], abs=0.002)
    assert herald().due(session) == session.due()


def test_no_second_ticks_while_the_clock_stands() -> None:
    session, clock = started()
    crier = herald(tick=True)
    crier.tell(session.start(), session)
    let(session, clock, 6)
    session.pause()
    assert crier.tell((), session) == cues.Call()
    assert crier.due(session) is None


def test_muted_only_the_flash_is_left() -> None:
    session, _ = started()
    crier = herald(notice=Notice.OSC_9, speech=Speech.ALWAYS, voice="/no/such", hook="/no/such")
    assert crier.mute() is False
    assert crier.tell(session.start(), session) == cues.Call(flash=True)
    assert crier.troubles() == ()
    assert crier.mute() is True


def test_somebody_who_chose_silence_can_turn_the_bell_on() -> None:
    session, _ = started()
    crier = herald(bell=False)
    assert crier.sound is False
    assert crier.mute() is True
    assert crier.tell(session.start(), session).bells == (0.0,)


def test_the_voice_and_the_command_are_told_what_happens(tmp_path: Path) -> None:
    line = script(
        tmp_path, 'echo "$TRAINER_EVENT|$TRAINER_EXERCISE|$TRAINER_SIDE|$TRAINER_SECONDS|$TRAINER_SAY|$1" >> log'
    )
    crier = herald(speech=Speech.ALWAYS, voice=line, hook=line)
    session, clock = started()
    crier.tell(session.start(), session)
    crier.wait(LONG)
    crier.tell(let(session, clock, 12), session)
    crier.wait(LONG)
    assert crier.troubles() == ()
    assert sorted((tmp_path / "log").read_text().splitlines()) == sorted(
        [
            "||||Bridge. Hold, left.|Bridge. Hold, left.",
            "start|Bridge|left|8|Bridge. Hold, left.|",
            "||||Switch to the right.|Switch to the right.",
            "release|Bridge|left|4|Let go.|",
            "switch|Bridge|right|6|Switch to the right.|",
        ]
    )


def test_a_session_goes_on_while_a_program_cannot_even_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    go, entered = Event(), Event()

    def stuck(*_: object, **__: object) -> None:
        entered.set()
        go.wait(LONG)
        raise FileNotFoundError

    monkeypatch.setattr(subprocess, "Popen", stuck)
    crier = herald(hook="stuck")
    session, clock = started()
    assert crier.tell(session.start(), session).bells
    assert entered.wait(LONG)
    for _ in range(50):
        crier.tell(let(session, clock, 0.25), session)
    assert session.over or session.running
    assert not go.is_set()
    go.set()
    crier.wait(LONG)
    assert crier.troubles() == ("Your command for cues is off: 'stuck' is not there. Change it under You, Sounds.",)
    crier.close()


@pytest.mark.parametrize(
    ("speech", "environ", "heard"),
    [
        (Speech.OFF, {}, False),
        (Speech.HERE, {}, True),
        (Speech.HERE, {"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, False),
        (Speech.ALWAYS, {"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, True),
    ],
)
def test_nothing_is_said_over_ssh_unless_asked(speech: Speech, environ: dict[str, str], heard: bool) -> None:
    assert speaks(speech, environ) is heard


def test_a_voice_is_looked_for_in_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotFoundError, match="none of spd-say, espeak-ng, say is here"):
        words("")
    for name in ("say", "espeak-ng", "spd-say"):
        (tmp_path / name).touch(0o755)
        assert words("  ") == [name]
    assert words("mimic -voice 'slt hts'") == ["mimic", "-voice", "slt hts"]


# Notices


@pytest.mark.parametrize(
    ("form", "environ", "sequence"),
    [
        (Notice.OFF, XTERM, ""),
        (Notice.OSC_9, XTERM, "\x1b]9;trainer: Next. Bridge.\x1b\\"),
        (Notice.OSC_777, XTERM, "\x1b]777;notify;trainer;Next. Bridge.\x1b\\"),
        (Notice.OSC_9, TMUX, "\x1bPtmux;\x1b\x1b]9;trainer: Next. Bridge.\x1b\x1b\\\x1b\\"),
        (Notice.OSC_9, {"TERM": "linux"}, ""),
        (Notice.OSC_777, {"TERM": "dumb"}, ""),
        (Notice.OSC_777, {}, ""),
    ],
)
def test_a_notice_is_one_sequence(form: Notice, environ: dict[str, str], sequence: str) -> None:
    assert notice(form, "Next. Bridge.", environ) == sequence
    assert thrift(sequence) == sequence


@pytest.mark.parametrize("environ", [XTERM, TMUX], ids=["plain", "tmux"])
@pytest.mark.parametrize("form", [Notice.OSC_9, Notice.OSC_777])
def test_a_hostile_name_steers_no_terminal(form: Notice, environ: dict[str, str]) -> None:
    asked = replace(SIDES, name=HOSTILE)
    session = Session((asked,), Pace(), FakeClock())
    written = herald(environ, notice=form).tell(session.start(), session).write
    assert written
    frame = notice(form, "|", environ)
    before, after = frame.split("|")
    assert written.startswith(before)
    assert written.endswith(after)
    body = written.removeprefix(before).removesuffix(after)
    assert find_hostile(body, newlines=False) is None
    assert ";" not in body


def test_a_hostile_name_reaches_no_program_as_an_option(tmp_path: Path) -> None:
    line = script(tmp_path, 'printf %s "$1$TRAINER_EXERCISE" >> log')
    session = Session((replace(SIDES, name=f"-f{HOSTILE}\x00"),), BARE, FakeClock())
    crier = herald(speech=Speech.ALWAYS, voice=line, hook=line)
    crier.tell(session.start(), session)
    crier.wait(LONG)
    assert crier.troubles() == ()
    text = (tmp_path / "log").read_text()
    assert find_hostile(text, newlines=False) is None
    assert not text.startswith("-") or text.startswith("-fx")  # the name itself in the environment is no option


def test_notices_are_for_what_is_worth_one() -> None:
    clock = FakeClock()
    crier = herald(notice=Notice.OSC_9)
    session = begin(clock, SIDES)
    written = []
    while not session.over:
        written.append(crier.tell(let(session, clock, 0.25), session).write)
    bodies = [text.removeprefix("\x1b]9;trainer: ").removesuffix("\x1b\\") for text in written if text]
    assert bodies == ["Switch to the right.", "Finished."]


# Settings


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


def settle(home: Home, body: Mapping[str, Any]) -> None:
    """Save settings as another trainer may have written them."""
    identity = str(uuid5(NAMESPACE_URL, "trainer:settings"))
    home.coach().store.save(Record(id=identity, kind="settings", at=NOVEMBER, body=body))


FULL = Settings(
    look=Look.LIGHT,
    bell=False,
    tick=True,
    sounds=Sounds(flash=False, notice=Notice.OSC_777, speech=Speech.ALWAYS, voice="espeak-ng -v 'en gb'", hook="x {}"),
)


def test_sounds_last(home: Home) -> None:
    home.coach().change(FULL)
    assert home.coach().settings == FULL
    assert decode(Settings, encode(FULL)) == FULL


def test_settings_of_before_keep_what_was_chosen(home: Home) -> None:
    settle(home, {"look": "light", "bell": False, "tick": True, "pace": {"release": 7}})
    assert home.coach().settings == Settings(look=Look.LIGHT, bell=False, tick=True, pace=Pace(release=7))


@pytest.mark.parametrize("bad", [{"volume": 11}, {"notice": "OSC 99"}, {"voice": "x" * 201}, [], "loud"])
def test_sounds_that_cannot_be_read_are_the_defaults_and_the_rest_stays(home: Home, bad: object) -> None:
    settle(home, {"bell": False, "sounds": bad})
    assert home.coach().settings == Settings(bell=False)


@pytest.mark.parametrize("field", ["voice", "hook"])
@pytest.mark.parametrize("line", ["x" * (MOST_COMMAND + 1), "a\x1b]0;b", "a\nb", "a\u202eb"])
def test_a_command_is_short_and_steers_nothing(field: str, line: str) -> None:
    with pytest.raises(ValueError, match=field):
        replace(Sounds(), **{field: line})  # type: ignore[arg-type]
    with pytest.raises(CodecError):
        decode(Sounds, {field: line})


@pytest.mark.parametrize("line", ["'", 'a "b', "", "  ", "a \\"])
def test_a_command_that_cannot_be_parted_is_refused(line: str) -> None:
    with pytest.raises(RefusedError):
        split(line)

"""The command line as a person and a script meet it: answers, talk, exit codes, and what no terminal ever gets."""

from __future__ import annotations

import fcntl
import os
import pty
import signal
import stat
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from tests.fakes import NOVEMBER
from tests.home import AT_ONCE, Home, die, named, shipped, start
from tests.shell import Shell, Told
from tests.store.support import put_file
from trainer import __version__
from trainer.core.events import StopReason
from trainer.core.text import is_hostile
from trainer.store.stamps import Stamps

ROOT = Path(__file__).parents[1]
EVIL = "\x1b]0;owned\x07\x1b[31m\n\u202e\u009b2J\udcff"
"""What would set a title, a colour, a new line, the reading order; and no UTF-8."""
SCREENS = "'trainer go --plain' trains without screens; 'trainer library list' and 'trainer history' work here too."
LONGEST = 30.0
"""Seconds after which what does not end is killed, so that its test fails; no other test waits for it."""

TRAINING = """
import sys
from pathlib import Path
from tests.home import named, shipped, start
from trainer.clock import SystemClock
from trainer.coach import Coach
from trainer.store.store import Store
clock = SystemClock()
run = start(Coach(Store(Path(sys.argv[1]), clock), shipped, clock).begin(named("childs-pose")))
print("running", flush=True)
sys.stdin.read()
"""
"""A trainer that leads a session until it is killed."""


def environment(data: Path, **more: str) -> dict[str, str]:
    """Return the environment of a new process: little is set."""
    usual = {"PATH": os.environ["PATH"], "HOME": str(data.parent), "TRAINER_DATA": str(data), "LC_ALL": "C.UTF-8"}
    return {**usual, "TERM": "xterm-256color", **more}


def spawn(data: Path, *words: str, stdin: int = subprocess.DEVNULL, **more: str) -> Told:
    """Run the trainer in a process of its own, without a terminal."""
    done = subprocess.run(
        [sys.executable, "-m", "trainer", *words],
        cwd=ROOT,
        env=environment(data, **more),
        stdin=stdin,
        capture_output=True,
        timeout=LONGEST,
        check=False,
    )
    return Told(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))


class Terminal:
    """A real terminal with the trainer in it."""

    def __init__(self, process: subprocess.Popen[bytes], fd: int) -> None:
        self.process = process
        self.seen = b""
        self._fd = fd

    def until(self, text: str) -> None:
        """Read until a text was written."""
        while text.encode() not in self.seen:
            assert self._read(), f"'{text}' never came: {self.text[-2000:]}"

    def type(self, keys: str) -> None:
        os.write(self._fd, keys.encode())

    def end(self) -> int:
        """Read until nobody writes any more; returns the exit code."""
        while self._read():
            pass
        return self.process.wait(LONGEST)

    @property
    def text(self) -> str:
        return self.seen.decode(errors="replace").replace("\r\n", "\n")

    def _read(self) -> bytes:
        try:
            piece = os.read(self._fd, 65536)
        except OSError:  # EIO: the last one who had it open is gone
            return b""
        self.seen += piece
        return piece


@contextmanager
def terminal(
    data: Path,
    *words: str,
    size: tuple[int, int] = (80, 24),
    stdin: int | None = None,
    more: Mapping[str, str] | None = None,
) -> Iterator[Terminal]:
    """Run the trainer in a terminal of a size in columns and rows."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "trainer", *words],
        cwd=ROOT,
        env=environment(data, **(more or {})),
        stdin=theirs if stdin is None else stdin,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    guard = Timer(LONGEST, process.kill)
    guard.start()
    try:
        yield Terminal(process, ours)
    finally:
        guard.cancel()
        process.kill()
        process.wait()
        os.close(ours)


def train(home: Home, name: str = "back-pain-stretches", *, rate: Mapping[str, Any] | None = None) -> None:
    """Train something to its end, and say something of it."""
    coach = home.coach()
    coach.change(AT_ONCE)
    run = start(coach.begin(named(name)))
    home.finish(run)
    run.rate(**(rate or {}))


def walk(home: Home, minutes: int = 20) -> None:
    home.finish(start(home.coach().begin_activity("walk", minutes)))


def own(data: Path, name: str, text: str) -> Path:
    """Write an exercise of the person's own."""
    path = data / "exercises" / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


DOORWAY = """
name = "Doorway stretch"
kind = "stretch"
regions = ["chest"]
positions = ["standing"]
[[steps]]
text = "Lean in."
[[dosages]]
hold = [15, 30]
repetitions = [2, 3]
"""


# Help, version, and wrong use


def test_the_version_is_one_line(shell: Shell) -> None:
    assert shell("--version") == Told(0, f"trainer {__version__}\n", "")


@pytest.mark.parametrize("words", ["--help", "-h", "go --help", "library --help", "library list -h", "history --help"])
def test_help_is_an_answer(shell: Shell, words: str) -> None:
    told = shell(*words.split())
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith("Usage: trainer")
    assert not shell.data.exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("nonsense", "No such command 'nonsense'"),
        ("--nonsense", "No such option"),
        ("go --nonsense", "No such option"),
        ("library nonsense", "No such command 'nonsense'"),
        ("library", "Say what you want: 'trainer library list', 'library show NAME', "),
        ("library show", "Missing argument"),
        ("library list extra", "unexpected extra argument"),
        ("history --since", "requires an argument"),
        ("doctor --nonsense", "No such option"),
        ("--data", "requires an argument"),
        ("library list --data /tmp", "--data stands before the command, as in 'trainer --data DIR history'."),
        ("library list --kind dance", "is not one of"),
        ("library list --position upside-down", "is not one of"),
        ("library list --equipment trampoline", "is not one of"),
    ],
)
def test_wrong_use_is_answered_with_a_line(shell: Shell, words: str, sentence: str) -> None:
    told = shell(*words.split())
    assert told.code == 2
    assert sentence in told.sentence
    assert not shell.data.exists()


def test_wrong_values_are_answered_with_the_right_ones(shell: Shell) -> None:
    for kind in ("stretch", "strengthen", "activity", "relax"):
        assert f"'{kind}'" in shell("library", "list", "--kind", "dance").sentence


@pytest.mark.parametrize(
    "words",
    [
        [EVIL],
        [f"--{EVIL}"],
        ["go", EVIL],
        ["go", "walk", EVIL],
        ["go", EVIL, "20"],
        ["go", f"-{EVIL}"],
        ["library", "show", EVIL],
        ["library", "list", "--kind", EVIL],
        ["library", "list", "--handout", EVIL],
        ["library", EVIL],
        ["history", "--since", EVIL],
        ["--data", f"~{EVIL}", "history"],
        ["doctor", EVIL],
        ["go", "x" * 10_000],
        ["x" * 10_000],
        ["history", "--since", "9" * 10_000],
        ["go", "walk", "9" * 10_000],
        ["--data", "x" * 10_000, "doctor"],
    ],
)
def test_what_is_typed_never_steers_the_terminal(shell: Shell, words: list[str]) -> None:
    told = shell(*words)
    assert told.code in {1, 2}
    assert len(told.sentence) < 400


def test_a_process_says_the_same_and_no_more(data: Path) -> None:
    assert spawn(data, "library", "show", "nonsense") == Told(
        1, "", "trainer: There is no exercise 'nonsense'. 'trainer library list' shows all.\n"
    )
    assert spawn(data, "--nonsense").code == 2


# Names


@pytest.mark.parametrize("words", [["library", "show"], ["go"]])
def test_an_unknown_name_is_answered_with_the_nearest(shell: Shell, words: list[str]) -> None:
    told = shell(*words, "brigde")
    assert told.code == 1
    assert "'brigde'. The nearest: bridge" in told.sentence


@pytest.mark.parametrize("words", [["library", "show"], ["go"]])
def test_a_family_names_its_techniques(shell: Shell, words: list[str]) -> None:
    told = shell(*words, "pelvic-tilt")
    assert told.code == 1
    assert "2 techniques; choose one: pelvic-tilt-rocking, pelvic-tilt-held." in told.sentence


@pytest.mark.parametrize("name", ["knee-to-chest", "knee to chest", "Knee  To  CHEST", "Single knee to chest"])
def test_a_name_may_be_said_as_people_do(shell: Shell, name: str) -> None:
    assert shell("library", "show", *name.split()).lines[0].startswith("Knee to chest")
    assert shell("go", name).code == 3  # found; only the check-in is missing


def test_an_unknown_handout_is_answered_with_those_there_are(shell: Shell) -> None:
    told = shell("library", "list", "--handout", "leaflet")
    assert told.code == 1
    assert told.sentence.startswith("There is no handout 'leaflet'. There are: healthwise-back, help-your-back,")


# Going


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("walk", "Say for how many minutes: 'trainer go walk 20'."),
        ("Swimming", "Say for how many minutes: 'trainer go swim 20'."),
        ("walk 0", "0 minutes cannot be timed; give 1 to 120."),
        ("walk -5", "-5 minutes cannot be timed; give 1 to 120."),
        ("walk 121", "121 minutes cannot be timed; give 1 to 120."),
        ("walk 2000", "2000 minutes cannot be timed; give 1 to 120."),
        ("walk twenty", "'twenty' is no number of minutes; give 1 to 120, as in 'trainer go walk 20'."),
        ("walk 2 0", "'2 0' is no number of minutes; give 1 to 120, as in 'trainer go walk 20'."),
        ("walk 1.5", "'1.5' is no number of minutes; give 1 to 120, as in 'trainer go walk 20'."),
        ("wlak 20", "There is no activity 'wlak'. There are: walk, swim."),
    ],
)
def test_minutes_that_cannot_be_walked_are_refused(shell: Shell, words: str, sentence: str) -> None:
    told = shell("go", *words.split())
    assert (told.code, told.sentence) == (1, sentence)


@pytest.mark.parametrize(
    "words", ["walk 20", "walk 20 min", "Walking 20m", "swim 120", "childs-pose", "back-pain-stretches", "open books"]
)
def test_without_a_terminal_it_goes_line_by_line_after_a_check_in(
    shell: Shell, home: Home, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    told = shell("go", *words.split())
    assert (told.code, told.sentence) == (3, "Check in first: 'trainer check-in 2'.")
    assert shell("check-in", "2").code == 0
    led: list[bool] = []

    def run(coach: object, begin: object, *, heeds: bool) -> int:
        led.append(heeds)
        return 0

    monkeypatch.setattr("trainer.plain.visit.run", run)
    assert shell("go", *words.split()) == Told(0, "", "")
    assert shell("go", *words.split(), "--plain") == Told(0, "", "")
    assert led == [False, True]
    assert not home.journal.exists()


def test_going_without_a_name_needs_something_to_go_on_with(shell: Shell) -> None:
    told = shell("go")
    assert told.code == 1
    assert told.sentence.startswith("Say what to train: 'trainer go NAME'. Routines: back-stretches, ")


class App:
    """Stands where the screens would open, and remembers what was to be shown."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: dict[str, Any] | None = None
        monkeypatch.setattr("trainer.health.unusable", lambda: None)
        monkeypatch.setattr("trainer.ui.app.run", self._run)

    def _run(self, coach: object, **asked: Any) -> None:
        self.asked = asked


def test_in_a_terminal_the_app_opens(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    app = App(monkeypatch)
    assert shell() == Told(0, "", "")
    assert app.asked == {}


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("walk 20", {"start": None, "bout": ("walk", 20), "resume": False}),
        ("SWIM 5 minutes", {"start": None, "bout": ("swim", 5), "resume": False}),
        ("childs-pose", {"start": named("childs-pose"), "bout": None, "resume": False}),
        ("Midback stretch", {"start": named("childs-pose"), "bout": None, "resume": False}),
        ("back-stretches", {"start": named("back-stretches"), "bout": None, "resume": False}),
    ],
)
def test_going_starts_at_once(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, words: str, asked: dict[str, object]
) -> None:
    app = App(monkeypatch)
    assert shell("go", *words.split()).code == 0
    assert app.asked == asked


def test_going_without_a_name_goes_on_with_what_was_interrupted(
    shell: Shell, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    train(home)
    coach = home.coach()
    home.let(start(coach.begin(named("childs-pose"))), 5)
    die(coach)
    app = App(monkeypatch)
    assert shell("go").code == 0
    assert app.asked == {"start": None, "bout": None, "resume": True}


def test_going_without_a_name_starts_the_routine_that_was_trained_last(
    shell: Shell, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("help-your-back", "back-pain-stretches", "childs-pose"):
        train(home, name)
    walk(home)
    app = App(monkeypatch)
    assert shell("go").code == 0
    assert app.asked == {"start": named("back-pain-stretches"), "bout": None, "resume": False}


def test_an_exercise_without_a_dosage_cannot_be_trained(shell: Shell, data: Path) -> None:
    own(data, "doorway", f"dosages = []{DOORWAY.partition('[[dosages]]')[0]}")
    assert "  none yet; write one into its file before you train it" in shell("library", "show", "doorway").lines
    told = shell("go", "doorway")
    assert told.code == 1
    assert told.sentence == "'Doorway stretch' has no dosage; write one into its file before you train it."


# Today, without a terminal


def test_without_a_terminal_today_is_printed_and_how_to_go_on(shell: Shell) -> None:
    told = shell()
    assert told.code == 0
    assert told.lines[0] == "Fri 20 Nov"
    assert told.lines[1] == "No week is planned yet: 'trainer plan make' plans it."
    assert [line.split()[0] for line in told.lines[3:]] == [
        "back-stretches",
        "help-your-back",
        "back-pain-stretches",
        "upper-back-programme",
        "healthy-upper-back",
    ]
    assert told.err == f"The screens need a terminal: run it in one (over SSH: ssh -t). {SCREENS}\n"


def test_today_tells_what_was_done_interrupted_and_stopped(shell: Shell, home: Home) -> None:
    walk(home)
    coach = home.coach()
    coach.change(AT_ONCE)
    run = start(coach.begin(named("back-pain-stretches")))
    home.let(run, 3)
    run.do(lambda: run.session.stop(StopReason.PAIN))
    run.do(run.session.press)
    die(coach)
    home.clock.jump(120)
    told = shell()
    assert told.lines[1:4] == [
        "Set aside: Pelvic tilt, held, stopped today for pain. 'trainer clear pelvic-tilt-held' when you are ready.",
        "Interrupted 2 min ago: Back pain stretches – Knee to chest, 1 of 3, left. 'trainer go' in a terminal goes on "
        "with it.",
        "Done: Walking · 20 min",
    ]


# The library


def test_the_library_is_listed_one_a_line(shell: Shell) -> None:
    told = shell("library", "list")
    assert (told.code, told.err) == (0, "")
    assert len(told.lines) == 23
    assert told.lines[0].split() == ["↔", "overhead-stretch", "Overhead", "stretch", "standing"]
    assert not shell.data.exists()  # looking leaves nothing behind


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("--kind relax", ["relax-and-rest"]),
        ("--position prone", ["prone-press-up"]),
        ("--equipment band", ["band-squeeze", "band-row"]),
        ("--equipment anchor --kind strengthen", ["band-row"]),
        ("--search bridge", ["bridge"]),
        ("--search midback", ["childs-pose"]),
        ("--handout staywell-upper-back --position side-lying", ["open-books"]),
    ],
)
def test_filters_narrow_the_list(shell: Shell, words: str, ids: list[str]) -> None:
    assert [line.split()[1] for line in shell("library", "list", *words.split()).lines] == ids
    assert [one["id"] for one in shell("library", "list", "--json", *words.split()).data] == ids


def test_where_nothing_fits_that_is_said_beside_an_empty_answer(shell: Shell) -> None:
    told = shell("library", "list", "--kind", "relax", "--position", "prone")
    assert told == Told(0, "", "No exercise fits; leave out a filter.\n")
    assert shell("library", "list", "--search", "unicycle", "--json") == Told(0, "[]\n", "")


def test_ones_own_are_marked_and_can_be_listed_alone(shell: Shell, data: Path) -> None:
    assert shell("library", "list", "--mine") == Told(
        0, "", f"You have no exercises of your own yet; put them as files into {data / 'exercises'}.\n"
    )
    own(data, "doorway", DOORWAY)
    told = shell("library", "list", "--mine")
    assert told.lines == ["↔ doorway  Doorway stretch  standing · yours, not reviewed"]
    assert len(shell("library", "list").lines) == 24


def test_the_list_as_data_is_what_the_readme_says(shell: Shell) -> None:
    listed = shell("library", "list", "--json").data
    assert len(listed) == 23
    assert set(listed[0]) == {
        "id",
        "name",
        "family",
        "also",
        "kind",
        "counts",
        "regions",
        "positions",
        "equipment",
        "optional_equipment",
        "purpose",
        "handouts",
        "steps",
        "cautions",
        "dosages",
        "closed",
    }
    books = next(one for one in listed if one["id"] == "open-books")
    assert [dosage["handout"] for dosage in books["dosages"]] == ["staywell-upper-back"] * 2
    wall = next(one for one in listed if one["id"] == "wall-slide")
    assert [dosage["stated"] for dosage in wall["dosages"]] == [False]
    assert shell("library", "show", "open-books", "--json").data == books


def test_an_exercise_is_shown_with_its_dosages_and_whose_they_are(shell: Shell) -> None:
    out = shell("library", "show", "wall-slide").out
    assert "  not stated in the handout\n  5 × 5 s [ours]\n" in out
    assert "  Knee pain: " in out


def test_a_sound_library_is_told_in_a_line(shell: Shell, data: Path) -> None:
    rules = len(shipped().rules)
    assert shell("library", "check") == Told(
        0, f"All is well: 23 exercises (0 yours), 5 routines (0 yours), {rules} rules, 25 figures.\n", ""
    )
    own(data, "doorway", DOORWAY)
    assert "24 exercises (1 yours)" in shell("library", "check").out


def broken(data: Path) -> None:
    """Break ones own library in every way there is."""
    own(data, "doorway", DOORWAY)
    own(data, "reversed", DOORWAY.replace("Doorway", "Reversed").replace("[15, 30]", "[30, 15]"))
    own(data, "negative", DOORWAY.replace("Doorway", "Negative").replace("[15, 30]", "-5"))
    own(data, "unknown-key", DOORWAY.replace("Doorway", "Unknown") + "\nholdd = 3\n")
    own(data, "wrong-type", DOORWAY.replace("Doorway", "Typed").replace("[15, 30]", '"ten"'))
    own(data, "control", DOORWAY.replace("Doorway", "Evil \\u001b]0;x\\u0007"))
    own(data, "syntax", "name = \n")
    own(data, "huge", "#" * 1_000_000)
    own(data, "evil\x1b[31m\u202e", "name = 5")
    (data / "exercises" / "folder.toml").mkdir()
    os.mkfifo(data / "exercises" / "pipe.toml")
    (data / "exercises" / "binary.toml").write_bytes(b"\xff\xfe\x00")


def test_all_that_is_wrong_in_the_library_is_listed(shell: Shell, data: Path) -> None:
    broken(data)
    told = shell("library", "check")
    assert told.code == 1
    assert told.err == f"trainer: {len(told.lines)} things are wrong in the library's files.\n"
    for name in ("reversed", "negative", "unknown-key", "wrong-type", "control", "syntax", "huge", "folder", "pipe"):
        (line,) = (line for line in told.lines if f"/{name}.toml: " in line)
        assert "; " in line  # what is wrong; what would be right
    assert "a range goes from low to high" in told.out
    assert "did you mean 'hold'?" in told.out
    assert not any(is_hostile(char) for line in told.lines for char in line)


def test_the_rest_of_a_broken_library_works(shell: Shell, data: Path) -> None:
    broken(data)
    told = shell("library", "list")
    assert told.code == 0
    assert len(told.lines) == 24
    assert told.err.endswith(" wrong in the library's files; 'trainer library check' tells what.\n")
    assert shell("library", "show", "doorway").code == 0
    assert len(shell("library", "list", "--json").data) == 24
    assert shell("library", "show", "reversed").code == 1


@pytest.mark.parametrize("words", [["library", "show"], ["go"]])
def test_a_name_whose_file_is_broken_is_answered_with_what_is_wrong_in_it(
    shell: Shell, data: Path, words: list[str]
) -> None:
    own(data, "doorway", DOORWAY.replace("[15, 30]", "[30, 15]"))
    told = shell(*words, "doorway")
    assert told.code == 1
    assert "exercises/doorway.toml: dosages[0].hold: a range goes from low to high" in told.sentence


def test_one_fault_is_one_thing(shell: Shell, data: Path) -> None:
    own(data, "syntax", "name = \n")
    assert shell("library", "check").err == "trainer: 1 thing is wrong in the library's files.\n"


def test_an_exercises_folder_that_is_none_is_a_fault(shell: Shell, data: Path) -> None:
    data.mkdir()
    (data / "exercises").write_text("")
    told = shell("library", "check")
    assert (told.code, len(told.lines)) == (1, 1)
    assert len(shell("library", "list").lines) == 23


# The history


def test_nothing_yet_is_said_with_how_to_begin(shell: Shell) -> None:
    told = shell("history")
    assert told == Told(0, "", "Nothing yet. 'trainer go back-pain-stretches' starts a first session.\n")
    assert shell("history", "--json") == Told(0, "[]\n", "")


def test_what_was_done_is_listed_the_latest_first(shell: Shell, home: Home) -> None:
    train(home)
    home.clock.jump(24 * 3600)
    walk(home)
    told = shell("history")
    assert (told.code, told.err) == (0, "")
    assert told.lines[0].endswith("  Walking · 20 min")
    assert told.lines[0].startswith("today      07:")
    assert told.lines[1].startswith("yesterday  07:10  Back pain stretches · 5 of 5 exercises · ")


def test_the_history_begins_where_one_asks(shell: Shell, home: Home) -> None:
    train(home)
    home.clock.jump(40 * 24 * 3600)
    assert shell("history") == Told(
        0, "", "Nothing was done in that time; 'trainer history --since all' shows everything.\n"
    )
    for since in ("6w", "2m", "1y", "2026-11-20", "all"):
        assert len(shell("history", "--since", since).lines) == 1
    assert shell("history", "--since", "2026-11-21").out == ""
    assert shell("history", "--since", "4w", "--json").data == []


@pytest.mark.parametrize("since", ["2026-11-21", "99999y", "soon", ""])
def test_a_time_that_cannot_be_looked_back_to_is_refused(shell: Shell, since: str) -> None:
    told = shell("history", "--since", since)
    assert told.code == 1
    assert told.sentence


def test_the_history_as_data_is_what_the_readme_says(shell: Shell, home: Home) -> None:
    train(home, rate={"exertion": 5, "pain": 2, "note": "warm\nand dry"})
    walk(home)
    session, bout = shell("history", "--json").data
    assert session["kind"] == "session"
    assert session["at"] == "2026-11-20T07:10:00+01:00"
    assert (session["exertion"], session["pain"], session["note"]) == (5, 2, "warm\nand dry")
    knee = next(item for item in session["items"] if item["exercise"] == "knee-to-chest")
    assert knee["planned"] == knee["held"]
    assert set(knee["held"]) == {"left", "right", "both"}
    assert knee["held"]["left"] == {"seconds": 30, "repetitions": 3}
    assert {key: bout[key] for key in ("kind", "activity", "minutes", "exertion")} == {
        "kind": "activity",
        "activity": "walk",
        "minutes": 20,
        "exertion": None,
    }


def hostile(home: Home) -> None:
    """Have another device's file hold a session whose every text would steer a terminal."""
    train(home)
    coach = home.coach()
    (record,) = coach.store.history()

    def evil(value: Any) -> Any:
        if isinstance(value, dict):
            named = {key: f"{value[key]}{EVIL[:-1]}" for key in ("name", "exercise") if key in value}
            return {**{key: evil(item) for key, item in value.items()}, **named}
        if isinstance(value, list):
            return [evil(item) for item in value]
        return value

    texts = {"name": f"Bad{EVIL[:-1]}session", "note": EVIL[:-1], "helpful": [EVIL[:-1]]}
    body = {**evil(record.body), **texts}
    stamp = Stamps(home.clock, "ff").give()
    document = {"id": "evil", "stamp": stamp, "kind": "session", "at": NOVEMBER.isoformat(), "body": body}
    put_file(home.root / "store" / "ff" / "2026-11.json", document)


def test_a_record_never_steers_the_terminal(shell: Shell, home: Home) -> None:
    hostile(home)
    told = shell("history")
    assert len(told.lines) == 2
    assert any("Bad" in line and "session" in line for line in told.lines)
    for words in (["history"], ["history", "--json"], [], ["doctor"]):
        told = shell(*words)
        assert not any(is_hostile(char) for char in told.out + told.err), words
    assert "evil" in [one["id"] for one in shell("history", "--json").data]


def test_a_damaged_file_is_told_and_the_rest_is_shown(shell: Shell, home: Home) -> None:
    train(home)
    home.clock.jump(3600)
    walk(home)
    path = next(home.root.glob("store/*/2026-11.json"))
    path.write_bytes(path.read_bytes()[:-40])
    told = shell("history")
    assert told.code == 0
    assert "Back pain stretches" in told.out
    assert "2026-11.json was damaged" in told.err


def test_a_history_that_cannot_be_read_is_told(shell: Shell, home: Home) -> None:
    train(home)
    coach = home.coach()
    (record,) = coach.store.history()
    coach.store.save(replace(record, body={**record.body, "mood": "good"}))
    told = shell("history")
    assert told.out == ""
    assert "this trainer cannot read it. It is kept" in told.err


# Where the data is


def test_data_goes_where_one_says(shell: Shell, tmp_path: Path) -> None:
    assert shell("--data", str(tmp_path / "else" / "where"), "history").code == 0
    assert (tmp_path / "else" / "where" / "store").is_dir()
    assert not shell.data.exists()


def test_a_place_may_begin_at_home_or_here(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shell("--data", "~/mine", "history")
    assert (tmp_path / "mine" / "store").is_dir()
    shell("--data", "here", "history")
    assert (tmp_path / "here" / "store").is_dir()
    monkeypatch.setenv("TRAINER_DATA", "~/theirs")
    shell("history")
    assert (tmp_path / "theirs" / "store").is_dir()


def test_without_a_word_it_goes_where_such_data_belongs(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TRAINER_DATA")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    assert str(tmp_path / "share" / "trainer") in shell("doctor").out


@pytest.mark.parametrize("words", [["history"], ["doctor"], ["library", "list"], ["go", "bridge"], []])
@pytest.mark.parametrize("what", ["file", "pipe", "nobody", "nothing", "in a file"])
def test_what_can_be_no_directory_is_refused_before_anything_is_done(
    shell: Shell, tmp_path: Path, what: str, words: list[str]
) -> None:
    (tmp_path / "file").write_text("text")
    os.mkfifo(tmp_path / "pipe")
    places = {
        "file": str(tmp_path / "file"),
        "pipe": str(tmp_path / "pipe"),
        "nobody": "~nobody-of-this-name/x",
        "nothing": "",
        "in a file": str(tmp_path / "file" / "data"),
    }
    told = shell("--data", places[what], *words)
    if what == "in a file":
        assert "Traceback" not in told.err
        assert (tmp_path / "file").read_text() == "text"
    else:
        assert told.code == 2
        assert "name a" in told.sentence or "name another" in told.sentence


def test_a_place_nothing_can_be_written_to_is_told_and_the_rest_works(shell: Shell) -> None:
    told = shell("--data", "/proc/nowhere", "history")
    assert told.code == 0
    assert "Nothing can be saved in /proc/nowhere: " in told.err
    assert "  /proc/nowhere" in shell("--data", "/proc/nowhere", "doctor").lines
    assert len(shell("--data", "/proc/nowhere", "library", "list").lines) == 23


def test_a_place_whose_name_steers_terminals_is_shown_without_that(shell: Shell, tmp_path: Path) -> None:
    told = shell("--data", f"{tmp_path}/{EVIL}", "doctor")
    assert told.code == 0
    assert not any(is_hostile(char) for char in told.out + told.err)
    assert any(line.startswith(f"  {tmp_path}/") and "owned" in line for line in told.lines)


def test_what_the_trainer_makes_is_private(shell: Shell) -> None:
    shell("history")
    modes = {stat.S_IMODE(path.stat().st_mode) & 0o077 for path in [shell.data, *shell.data.rglob("*")]}
    assert modes == {0}


# The doctor


def test_the_doctor_tells_what_is_where(shell: Shell, home: Home, data: Path) -> None:
    train(home)
    own(data, "syntax", "name = \n")
    told = shell("doctor")
    assert (told.code, told.err) == (1, "")
    assert told.lines[0].startswith(f"trainer {__version__} · Python 3.")
    assert f"  {data}" in told.lines
    assert "  can be written" in told.lines
    assert any(line.startswith("  months    1 month of 2026-11, 1 record, ") for line in told.lines)
    assert any(line.startswith("  ! ") and "syntax.toml" in line for line in told.lines)


# Pipes, signals, errors inside


def closed_pipe() -> int:
    """Return the writing end of a pipe that nobody reads."""
    reader, writer = os.pipe()
    os.close(reader)
    return writer


@pytest.mark.parametrize("words", [["library", "list"], ["library", "list", "--json"], ["--help"], ["--version"]])
def test_a_reader_that_goes_away_is_no_error(data: Path, words: list[str]) -> None:
    writer = closed_pipe()
    done = subprocess.run(
        [sys.executable, "-m", "trainer", *words],
        cwd=ROOT,
        env=environment(data),
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


def test_nobody_to_tell_is_no_error(data: Path) -> None:
    writer = closed_pipe()
    done = subprocess.run(
        [sys.executable, "-m", "trainer", "library", "show", "nonsense"],
        cwd=ROOT,
        env=environment(data),
        stdout=subprocess.PIPE,
        stderr=writer,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stdout) == (1, b"")


def test_an_answer_that_finds_no_room_is_told(data: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "trainer", "library", "list"],
            cwd=ROOT,
            env=environment(data),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 4
    assert done.stderr == b"trainer: The answer could not be written: No space left on device.\n"


@pytest.mark.parametrize(("closed", "code"), [("<&-", 0), (">&-", 0), ("2>&-", 0), ("<&- >&- 2>&-", 0)])
def test_closed_streams_are_no_error(data: Path, closed: str, code: int) -> None:
    for words in ("", "library list", "history", "doctor"):
        done = subprocess.run(
            ["/bin/sh", "-c", f'exec "$0" -m trainer {words} {closed}', sys.executable],
            cwd=ROOT,
            env=environment(data),
            capture_output=True,
            check=False,
        )
        assert done.returncode == code, (words, done.stderr)
        assert b"inside" not in done.stderr


def test_ctrl_c_ends_it_quietly(data: Path) -> None:
    reader, writer = os.pipe()
    fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4096)
    with subprocess.Popen(
        [sys.executable, "-m", "trainer", "library", "list", "--json"],
        cwd=ROOT,
        env=environment(data),
        stdout=writer,
        stderr=subprocess.PIPE,
    ) as process:
        os.close(writer)
        assert os.read(reader, 1) == b"["  # the rest is more than the pipe holds: it is writing
        process.send_signal(signal.SIGINT)
        assert process.wait(LONGEST) == 130
        assert process.stderr is not None
        assert process.stderr.read().strip() == b""
    os.close(reader)


def test_an_error_inside_is_one_sentence_and_is_kept(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("trainer.listing.exercises", lambda *_: [str(1 // 0)])
    told = shell("library", "list")
    assert told.code == 70
    assert told.sentence.startswith("something went wrong inside (ZeroDivisionError). What was saved is safe; ")
    (kept,) = tmp_path.glob("trainer-*.txt")
    assert str(kept) in told.sentence
    assert "Traceback" in kept.read_text()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_an_error_inside_is_told_also_where_it_cannot_be_kept(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/proc/nowhere")
    monkeypatch.setattr("trainer.listing.exercises", lambda *_: [str(1 // 0)])
    assert shell("library", "list").sentence.endswith("What was saved is safe; please report it.")


def test_a_damaged_installation_is_told(shell: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("trainer.resources._PACKAGE", tmp_path / "trainer")
    told = shell("library", "list")
    assert told.code == 1
    assert told.sentence == "The exercise library is missing from this installation; install back-trainer again."
    told = shell("doctor")
    assert told.code == 1
    said = " ".join(told.out.split())
    assert "! The exercise library is missing from this installation; install back-trainer again." in said


# Encodings


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-16"])
@pytest.mark.parametrize("words", [["library", "list"], ["library", "show", "knee-to-chest"], [], ["doctor"]])
def test_an_encoding_that_lacks_our_signs_gets_others(data: Path, encoding: str, words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "trainer", *words],
        cwd=ROOT,
        env=environment(data, PYTHONIOENCODING=encoding),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert done.stdout.decode(encoding)
    assert "?" not in done.stdout.decode(encoding)


def test_data_is_the_same_in_every_encoding(data: Path) -> None:
    told = [spawn(data, "library", "list", "--json", PYTHONIOENCODING=one) for one in ("utf-8", "ascii", "latin-1")]
    assert told[0].data == told[1].data == told[2].data
    assert told[1].out.isascii()


def test_errors_can_be_said_in_every_encoding(data: Path) -> None:
    told = spawn(data, "go", "walk", "–" * 60, PYTHONIOENCODING="ascii")
    assert told.code == 1
    assert told.sentence.isascii()


# In a real terminal


@pytest.mark.parametrize(
    ("more", "size", "sentence"),
    [
        ({"TERM": "dumb"}, (80, 24), "This terminal (TERM=dumb) cannot show the screens"),
        ({"PYTHONIOENCODING": "latin-1"}, (80, 24), "set to iso8859-1: unset PYTHONIOENCODING"),
        ({"PYTHONIOENCODING": "ascii"}, (80, 24), "set to ascii: unset PYTHONIOENCODING"),
        ({}, (31, 24), "The terminal is 31×24; the screens need at least 32×10"),
        ({}, (80, 9), "The terminal is 80×9; the screens need at least 32×10"),
    ],
)
def test_a_terminal_that_cannot_show_the_screens_says_what_to_do(
    data: Path, more: dict[str, str], size: tuple[int, int], sentence: str
) -> None:
    with terminal(data, "go", "childs-pose", size=size, more=more) as screen:
        if more:  # lines can be shown
            screen.until("How are you?")
            screen.type("q\n")
            assert screen.end() == 3
        else:
            assert screen.end() == 2
            assert screen.text.startswith("trainer: ")
            assert sentence in screen.text
            assert screen.text.count("\n") == 1
        assert b"\x1b" not in screen.seen
    with terminal(data, size=size, more=more) as screen:
        assert screen.end() == 0
        assert "back-pain-stretches" in screen.text
        assert sentence in screen.text
        assert b"\x1b" not in screen.seen


def test_a_locale_without_utf_8_is_told(data: Path) -> None:
    plain = {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    with terminal(data, more=plain) as screen:
        assert screen.end() == 0
        assert "try LC_ALL=C.UTF-8" in screen.text


def test_a_terminal_without_a_keyboard_is_none(data: Path) -> None:
    assert spawn(data, "check-in", "2").code == 0
    with terminal(data, stdin=subprocess.DEVNULL) as screen:
        assert screen.end() == 0
        assert "The screens need a terminal" in screen.text
    with terminal(data, "go", "bridge", stdin=subprocess.DEVNULL) as screen:
        screen.until("Get ready. Bridge.")
        assert "Enter" not in screen.text


def test_the_app_opens_in_a_terminal_and_leaves_it_as_it_was(data: Path) -> None:
    with terminal(data) as screen:
        screen.until("Today")
        screen.type("q")
        assert screen.end() == 0
        assert b"\x1b[?1049l" in screen.seen


def test_a_session_that_is_killed_is_offered_again(data: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", TRAINING, str(data)],
        cwd=ROOT,
        env=environment(data),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"running\n"
        assert not any(line.startswith("Interrupted") for line in spawn(data).lines)
        process.kill()
    (line,) = (line for line in spawn(data).lines if line.startswith("Interrupted"))
    assert line == "Interrupted just now: Child's pose, getting ready. 'trainer go' in a terminal goes on with it."

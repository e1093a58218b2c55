"""The doctor: what is where, whether it is whole, what this terminal can do; the trouble first, what to do last."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from rich.console import Console

from tests.home import AT_ONCE, Home, die, named, shipped, start
from tests.shell import Shell, Told
from tests.store.harm import damage
from tests.store.support import HastyFs, ReadOnlyFs, document, put_file
from tests.test_health import Tty
from trainer import __version__
from trainer.checkup import Report, look, sheet
from trainer.checkup.findings import amount, count, far
from trainer.checkup.findings import named as few
from trainer.checkup.terminal import colours, notices
from trainer.core.checkin import CheckIn
from trainer.core.library import Library
from trainer.core.settings import Notice, Settings, Sounds, Speech
from trainer.core.text import find_hostile
from trainer.errors import TrainerError
from trainer.repair import carry_out
from trainer.store.envelope import seal
from trainer.store.fs import Fs

EVIL = "\x1b]0;owned\x07\n\u202e"
TERMINAL = ("TERM", "COLORTERM", "NO_COLOR", "TEXTUAL_COLOR_SYSTEM", "TERM_PROGRAM", "TMUX", "STY")


@pytest.fixture(autouse=True)
def stand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand before a plain terminal; the machine's voices are not the tests'."""
    for name in (*TERMINAL, "SSH_CONNECTION", "SSH_TTY", "COLUMNS", "PYTHONIOENCODING"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr("trainer.cues.voice.voice", lambda: "")


def examined(home: Home, fs: Fs | None = None) -> Report:
    return look(home.root, shipped, home.clock, fs or home.disk)


def told(home: Home, columns: int = 100, *, every: bool = False) -> list[str]:
    return "\n".join(sheet(examined(home), columns, every=every)).splitlines()


def text(home: Home) -> str:
    """The sheet as one line, so that folding does not matter."""
    return " ".join(" ".join(told(home)).split())


def trouble(home: Home) -> list[str]:
    return [one.text for one in examined(home).trouble]


def remarks(home: Home) -> list[str]:
    return [one.text for one in examined(home).remarks]


def lived(home: Home, times: int = 2) -> Path:
    """Train; returns this device's folder."""
    coach = home.coach()
    coach.change(AT_ONCE)
    for _ in range(times):
        home.finish(start(coach.begin(named("bridge"))))
    return home.root / "store" / coach.store.device


def broken_off(home: Home) -> None:
    coach = home.coach()
    coach.change(AT_ONCE)
    home.reach(start(coach.begin(named("bridge"))), 2)
    die(coach)


# A healthy house


def test_a_healthy_house_is_told_in_a_few_lines(home: Home) -> None:
    folder = lived(home)
    lines = told(home)
    assert lines[0].startswith(f"trainer {__version__} · Python 3.")
    assert "textual 8." in lines[0]
    assert f"  {home.root}" in lines
    assert "  can be written" in lines
    assert f"Device {folder.name}, this one" in lines
    assert any(line.startswith("  months    1 month of 2026-11, 2 records, ") for line in lines)
    assert any(line.startswith("  standing  well, 1 record, ") for line in lines)
    assert "  history   from 2026-11-20 to 2026-11-20, 3 records in all" in lines
    assert f"  23 exercises (0 yours), 5 routines, {len(shipped().rules)} rules" in lines
    assert lines[-1] == "All is well."
    assert not any("!" in line for line in lines)


def test_a_long_history_is_summed_up_and_all_lists_it(home: Home) -> None:
    folder = lived(home)
    for month in range(1, 11):
        put_file(folder / f"2026-{month:02d}.json", document(f"m{month}"))
        (folder / f"2026-{month:02d}.json").chmod(0o600)
    damage(folder / "2026-03.json")
    lines = told(home)
    assert any(line.startswith("  months    11 months from 2026-01 to 2026-11, ") for line in lines)
    assert any(line.endswith(", 1 not well") for line in lines)
    assert sum(".json: " in line for line in lines) == 1
    assert any(line.startswith("  ! 2026-03.json: damaged, 0 records, 7 bytes") for line in lines)
    assert sum(".json: " in line for line in told(home, every=True)) == 11


@pytest.mark.parametrize("columns", [30, 40, 80, 100])
def test_lines_fit_and_no_name_or_command_is_parted(home: Home, columns: int) -> None:
    folder = lived(home)
    damage(folder / "2026-11.json")
    lines = told(home, columns)
    long = [line for line in lines if len(line) > columns]
    assert all("/" in line or "'" in line or line.strip().endswith(".json") for line in long)
    assert any("'trainer doctor --repair'" in line for line in lines)


def test_looking_makes_nothing_where_nothing_is(shell: Shell, data: Path) -> None:
    said = shell("doctor")
    assert said.code == 0
    assert "  not there yet: it is made when you first train or tell something" in said.lines
    assert not data.exists()


def test_a_read_only_place_is_said(home: Home) -> None:
    lived(home)
    report = examined(home, ReadOnlyFs())
    assert "Nothing can be saved here: the directory is read-only." in [one.text for one in report.trouble]
    assert "  cannot be written" in list(sheet(report, 80))
    assert report.steps == ()


class Small(HastyFs):
    """A disk that is almost full."""

    def room(self, folder: Path) -> int | None:
        return 3 << 20


def test_a_disk_that_is_almost_full_is_said(home: Home) -> None:
    lived(home)
    report = examined(home, Small())
    assert [one.text for one in report.trouble] == ["Only 3.0 MiB are free on this disk: free some space."]


# Trouble and remarks


def test_a_damaged_file_says_what_brings_it_back(home: Home) -> None:
    folder = lived(home)
    damage(folder / "2026-11.json")
    (line,) = trouble(home)
    assert line.startswith(f"store/{folder.name}/2026-11.json is damaged: not what was written. --repair brings back")
    assert "(1 record, the last written 2026-11-20 07:1" in line
    assert "Next: 'trainer doctor --repair' shows 1 repair and asks before anything is done." in text(home)


def test_a_mended_store_is_well_and_says_what_was_kept(home: Home) -> None:
    folder = lived(home)
    damage(folder / "2026-11.json")
    assert home.coach().history()
    assert trouble(home) == []
    assert remarks(home) == [
        f"1 damaged copy kept, of store/{folder.name}/2026-11.json. Remove what is kept by hand when you miss nothing."
    ]


def test_another_devices_damage_is_told_as_theirs(home: Home) -> None:
    lived(home)
    home.clock.jump(86400)
    theirs = home.root / "store" / "ff" / "2026-11.json"
    put_file(theirs, document())
    for path in (theirs.parent, theirs):
        path.chmod(0o700)
    theirs.with_name("2026-11.json.1").write_bytes(theirs.read_bytes())
    theirs.with_name("2026-11.json.1").chmod(0o600)
    damage(theirs)
    theirs.chmod(0o600)
    (line,) = trouble(home)
    assert line.startswith("store/ff/2026-11.json is damaged: not what was written. Another device writes it")
    assert line.endswith(
        "until then its copy before the last change (1 record, the last written 1970-01-01 01:00) is shown."
    )
    assert "--repair can do nothing about it now" in text(home)


def test_what_an_import_brought_is_told_as_that(home: Home) -> None:
    lived(home)
    home.clock.jump(86400)
    folder = home.root / "store" / "importabc123"
    put_file(folder / "2026-11.json", document())
    assert "Brought in by an import, importabc123" in told(home)
    damage(folder / "2026-11.json")
    assert any("import the same file again" in line for line in trouble(home))


def test_newer_formats_strange_entries_and_conflict_copies_are_told(home: Home) -> None:
    folder = lived(home)
    (folder / "2025-01.json").write_bytes(seal({"records": {}}, 9))
    put_file(folder / "2025-02.json", {"id": "x"})
    put_file(folder / "2026-11.sync-conflict-20261101-111111-AAAAAAA.json", document())
    for path in folder.iterdir():
        path.chmod(0o600)
    assert any("2025-01.json was written by a newer trainer" in line for line in trouble(home))
    assert any("2025-02.json has 1 entry that is no record" in line for line in remarks(home))
    assert any(line.startswith("1 copy of a file synchroniser, read with the rest: ") for line in remarks(home))


def test_what_does_not_belong_is_named_and_harmless(home: Home) -> None:
    folder = lived(home)
    (folder / f"holiday{EVIL}.jpg").write_text("x")
    lines = told(home)
    assert any("holiday" in line and "not of the trainer, and left alone." in line for line in lines)
    assert not any(find_hostile(line, newlines=False) for line in lines)
    assert examined(home).trouble == ()


def test_clocks_ahead_and_dates_to_come_say_which_and_how_far(home: Home) -> None:
    folder = lived(home)
    now = home.clock.now()
    ms = int((now + timedelta(days=800)).timestamp() * 1000)
    put_file(folder / "2026-10.json", document("a", ms, "ff", now - timedelta(days=30)))
    put_file(folder / "2027-03.json", {**document("b", 1, "ff", now + timedelta(days=110)), "kind": "session"})
    for path in folder.iterdir():
        path.chmod(0o600)
    ahead, dated = trouble(home)
    assert ahead.startswith("Device ff wrote 1 record with a clock up to 2 years ahead of this one (note of 2026-10-21")
    assert dated.startswith("1 session or bout dated later than now (session of 2027-03-10 07:1")
    assert dated.endswith("correct the date with 'trainer history edit'.")


def test_a_check_in_dated_ahead_is_told_and_no_advice_given_that_nothing_follows(home: Home, shell: Shell) -> None:
    lived(home)
    home.coach().care.check_in(CheckIn(at=home.clock.now() + timedelta(days=30), pain=3))
    assert trouble(home) == []
    (said,) = remarks(home)
    assert said.startswith("1 record dated later than now (check-in of 2026-12-20 07:1")
    assert said.endswith("stays as you told it; 'trainer check-in' says how you are now.")
    assert shell("doctor").code == 0


def test_what_repair_put_aside_is_not_forgotten(home: Home) -> None:
    folder = lived(home)
    broken_off(home)
    damage(folder / "standing.json")
    (folder / "standing.json.1").unlink(missing_ok=True)
    damage(home.journal)
    (lost,) = (line for line in trouble(home) if "standing.json" in line)
    assert "what you told about yourself, your settings, the gates that were closed and the exercises set aside" in lost
    report = examined(home)
    assert all(one.well for one in carry_out(report.steps, home.root, home.clock, home.coach, home.disk))
    (kept,) = remarks(home)
    place = f"store/{folder.name}"
    assert kept.startswith(f"2 damaged copies kept, of {place}/live.jsonl, {place}/standing.json. Of standing.json ")
    assert "nothing could be brought back: what you told about yourself" in kept
    assert "are missing. Tell them again" in kept


def test_an_interrupted_session_says_how_to_go_on(home: Home) -> None:
    broken_off(home)
    home.clock.jump(20 * 60)
    (line,) = remarks(home)
    assert line.startswith("The session 'Bridge' of today 07:10 was interrupted 20 min ago (Bridge, 3 of 10")
    assert line.endswith("'trainer go' goes on with it.")
    assert trouble(home) == []
    home.clock.jump(5 * 3600)
    (line,) = trouble(home)
    assert line.endswith("--repair keeps it in the history, and so does the next start.")


def test_a_torn_journal_and_a_damaged_one_are_told_apart(home: Home) -> None:
    broken_off(home)
    with home.journal.open("ab") as file:
        file.write(b'{"format":1,"at')
    assert "The end of its journal is torn; what comes before is good." in text(home)
    damage(home.journal)
    assert trouble(home) == [
        f"store/{home.journal.parent.name}/live.jsonl is damaged: no session can be read from it. "
        "--repair moves it aside."
    ]


def test_a_session_that_runs_elsewhere_is_told_and_keeps_repair_away(home: Home, shell: Shell) -> None:
    damage(lived(home) / "2026-11.json")
    running = home.coach()
    start(running.begin(named("bridge")))
    damage(next(home.root.glob("store/*/2026-11.json")))
    (line,) = (line for line in remarks(home) if "running" in line)
    assert line.startswith("A session is running in another terminal (")
    assert line.endswith("Nothing is repaired before it is over.")
    assert examined(home).steps == ()
    said = shell("doctor", "--repair", "--yes")
    assert (said.code, said.sentence) == (1, "A session is running in another terminal; repair when it is over.")
    die(running)


def test_another_devices_journal_is_theirs(home: Home) -> None:
    lived(home)
    home.clock.jump(86400)
    folder = home.root / "store" / "ff"
    put_file(folder / "2026-11.json", document())
    (folder / "live.jsonl").write_bytes(b"garbage")
    for path in (folder, *folder.iterdir()):
        path.chmod(0o700 if path.is_dir() else 0o600)
    assert remarks(home) == [
        "store/ff/live.jsonl: a session that has not ended on another device; go on with it there."
    ]
    assert trouble(home) == []


def test_a_library_that_is_missing_is_one_line_and_the_rest_is_told(home: Home) -> None:
    def load() -> Library:
        raise TrainerError("The exercise library is missing.")

    report = look(home.root, load, home.clock)
    assert [one.text for one in report.trouble] == ["The exercise library is missing."]
    assert "  cannot be read" in list(sheet(report, 80))


def test_faults_of_own_files_are_trouble(home: Home, shell: Shell) -> None:
    lived(home)
    own = home.root / "exercises"
    own.mkdir()
    (own / "syntax.toml").write_text("name = \n")
    said = shell("doctor")
    assert said.code == 1
    assert any(line.startswith("  ! yours: exercises/syntax.toml: ") for line in said.lines)


# The terminal


@pytest.mark.parametrize("term", ["xterm", "xterm-256color", "xterm-kitty", "screen-16color", "dumb", "linux", ""])
@pytest.mark.parametrize("colorterm", [None, "truecolor", "24bit", "yes"])
def test_colours_are_those_that_textual_will_use(term: str, colorterm: str | None) -> None:
    environ = {"TERM": term} | ({} if colorterm is None else {"COLORTERM": colorterm})
    drawn = Console(color_system="auto", force_terminal=True, legacy_windows=False, _environ=environ).color_system
    names = {None: "none", "standard": "16", "256": "256", "truecolor": "24 bit"}
    assert colours(environ) == names[drawn]


@pytest.mark.parametrize(
    ("environ", "found"),
    [
        ({"TEXTUAL_COLOR_SYSTEM": "truecolor"}, "24 bit"),
        ({"TEXTUAL_COLOR_SYSTEM": "auto", "COLORTERM": "24bit"}, "24 bit"),
        ({"TEXTUAL_COLOR_SYSTEM": "nonsense"}, "unknown"),
        ({"NO_COLOR": ""}, "greys"),
        ({"NO_COLOR": "1", "TERM": "dumb"}, "none"),
    ],
)
def test_what_is_set_for_colours_decides(environ: dict[str, str], found: str) -> None:
    assert colours({"TERM": "xterm", **environ}) == found


def test_a_setting_that_stops_the_screens_is_trouble(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_COLOR_SYSTEM", f"odd{EVIL}")
    (line,) = trouble(home)
    assert line.startswith("TEXTUAL_COLOR_SYSTEM is 'odd")
    assert find_hostile(line, newlines=False) is None


@pytest.mark.parametrize(
    ("environ", "known"),
    [
        ({"TERM_PROGRAM": "iTerm.app"}, (Notice.OSC_9,)),
        ({"TERM": "xterm-kitty"}, (Notice.OSC_9,)),
        ({"TERM": "xterm-ghostty"}, (Notice.OSC_9, Notice.OSC_777)),
        ({"TERM": "foot"}, (Notice.OSC_777,)),
        ({"TERM": "xterm-256color"}, ()),
    ],
)
def test_which_notices_a_terminal_knows(environ: dict[str, str], known: tuple[Notice, ...]) -> None:
    assert notices(environ) == known


def test_where_one_sits_is_told(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    for stream in ("stdin", "stdout", "stderr", "__stderr__"):
        monkeypatch.setattr(sys, stream, Tty())
    monkeypatch.setattr(os, "get_terminal_size", lambda *_: os.terminal_size((80, 24)))
    monkeypatch.setenv("SSH_CONNECTION", "1.2.3.4 5 6.7.8.9 22")
    monkeypatch.setenv("TMUX", "/tmp/x")
    monkeypatch.setenv("TERM", f"evil{EVIL}term")
    lines = told(home)
    assert "  kind      evil]0;owned term, 80×24, over SSH, in tmux" in lines
    assert "  encoding  utf-8" in lines
    assert "  The screens work here." in lines


def test_sounds_are_told_as_they_are_set(home: Home) -> None:
    sounds = Sounds(notice=Notice.OSC_9, speech=Speech.ALWAYS, voice="no-such-voice {}", hook="'no such hook' x")
    home.coach().change(replace(Settings(), bell=False, sounds=sounds))
    lines = told(home)
    assert "  bell      off, as you set it" in lines
    assert "  notices   OSC 9; whether this terminal knows any is not known" in lines
    assert "  voice     on, also over SSH; no-such-voice is set" in lines
    assert "  each cue  runs no such hook" in lines
    assert remarks(home) == [
        "The voice is on, but 'no-such-voice' is not there. Change it under You, Sounds.",
        "The command for each cue cannot run: 'no such hook' is not there. Change it under You, Sounds.",
    ]


def test_settings_that_cannot_be_read_are_their_defaults(home: Home) -> None:
    coach = home.coach()
    coach.change(Settings(bell=False))
    (record,) = coach.store.standing("settings")
    coach.store.save(replace(record, body={"bell": "loud"}))
    assert "  bell      on" in told(home)


# The command


@pytest.fixture
def ruined(home: Home) -> Path:
    folder = lived(home)
    damage(folder / "2026-11.json")
    (folder / f"stray{EVIL}").write_text("x")
    return folder


def test_the_exit_code_says_whether_something_needs_mending(shell: Shell, home: Home) -> None:
    folder = lived(home)
    assert shell("doctor").code == 0
    (folder / "photo.jpg").write_text("x")
    assert shell("doctor").code == 0
    damage(folder / "2026-11.json")
    said = shell("doctor")
    assert said.code == 1
    assert said.lines[2] == "Needs mending"
    assert "exit code" in shell("doctor", "--help").out


def test_json_gives_the_same_as_data(shell: Shell, ruined: Path) -> None:
    said = shell("doctor", "--json")
    assert said.code == 1
    assert find_hostile(said.out) is None
    data = said.data
    assert data["well"] is False
    assert data["data"]["device"] == ruined.name
    assert data["data"]["writable"] is True
    (device,) = data["devices"]
    assert (device["this"], device["first"]) == (True, "2026-11-20")
    (month, standing) = device["files"]
    assert (month["file"], month["state"], month["older_copies"]) == (
        f"store/{ruined.name}/2026-11.json",
        "damaged",
        1,
    )
    assert standing["state"] == "ok"
    assert [one["level"] for one in data["findings"]] == ["mend", "remark"]
    assert [one["kind"] for one in data["repairs"]] == ["mend"]
    assert data["terminal"]["colours"] == "256"


def test_what_is_odd_is_data_too(shell: Shell, home: Home) -> None:
    broken_off(home)
    folder = home.journal.parent
    now = home.clock.now()
    put_file(
        folder / "2027-03.json", document("b", int((now.timestamp() + 9e7) * 1000), "ff", now + timedelta(days=110))
    )
    data = shell("doctor", "--json").data
    assert {"file": f"store/{folder.name}/2027-03.json", "what": "wide", "mode": "644", "user": os.geteuid()} in data[
        "odd"
    ]
    (journal,) = data["journals"]
    assert (journal["state"], journal["this"], journal["running"]) == ("ok", True, False)
    (ahead,) = data["ahead"]
    assert (ahead["device"], ahead["seconds"] // 1000, ahead["records"]) == ("ff", 90_000, data["future"])
    assert [one["id"] for one in data["future"]] == ["b"]


def mend(shell: Shell, *words: str) -> Told:
    return shell("doctor", "--repair", *words)


def test_without_a_terminal_a_repair_lists_and_refuses(shell: Shell, ruined: Path) -> None:
    said = mend(shell)
    assert said.code == 2
    assert said.lines[0].startswith(f"  1  Bring back store/{ruined.name}/2026-11.json from its copy")
    assert said.err == "trainer: Nobody can be asked here, so nothing was changed; --yes does it without asking.\n"
    assert (ruined / "2026-11.json").read_bytes() == b"garbage"
    said = mend(shell, "--json")
    assert (said.code, said.out) == (2, "")


def test_yes_does_it_and_a_second_time_there_is_nothing_to_do(shell: Shell, ruined: Path) -> None:
    said = mend(shell, "--yes")
    assert (said.code, said.err) == (0, "")
    assert any(line.startswith("done 2026-11.json was damaged") for line in said.lines)
    assert shell("doctor").code == 0
    assert mend(shell, "--yes").lines == ["There is nothing to repair."]
    assert mend(shell).code == 0


def test_a_repair_tells_scripts_what_it_did(shell: Shell, ruined: Path) -> None:
    (done,) = mend(shell, "--yes", "--json").data
    assert (done["kind"], done["done"], done["files"]) == ("mend", True, [f"store/{ruined.name}/2026-11.json"])
    assert mend(shell, "--yes", "--json").data == []


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 1), ("\n", 1), ("", 1)])
def test_on_a_terminal_it_asks(
    shell: Shell, ruined: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int
) -> None:
    asked: list[str] = []

    def prompt(text: str) -> str:
        asked.append(text)
        if not answer:
            raise EOFError
        return answer.strip()

    monkeypatch.setattr("trainer.health.has_terminal", lambda: True)
    monkeypatch.setattr(os, "get_terminal_size", lambda *_: os.terminal_size((80, 24)))
    monkeypatch.setattr("click.termui.visible_prompt_func", prompt)
    said = mend(shell)
    assert said.code == code
    assert "Do this one thing? [y/N]" in said.err + "".join(asked)
    assert ("Nothing was changed." in said.err) == bool(code)
    assert ((ruined / "2026-11.json").read_bytes() == b"garbage") == bool(code)


def test_yes_alone_is_refused(shell: Shell) -> None:
    said = shell("doctor", "--yes")
    assert (said.code, said.sentence) == (2, "--yes goes with --repair.")


# Words


def test_amounts_are_rounded_to_what_one_reads() -> None:
    assert [amount(n) for n in (0, 1, 1023, 1024, 1 << 20, 18 << 20, 5 << 40)] == [
        "0 bytes",
        "1 byte",
        "1,023 bytes",
        "1.0 KiB",
        "1.0 MiB",
        "18.0 MiB",
        "5,120.0 GiB",
    ]


def test_a_few_are_named_and_the_rest_counted() -> None:
    assert few("abc") == "a, b, c"
    assert few("abcde") == "a, b, c and 2 more"
    assert count(1204, "copy", "copies") == "1,204 copies"


@pytest.mark.parametrize(
    ("span", "said"), [({"hours": 30}, "30 hours"), ({"days": 12}, "12 days"), ({"days": 800}, "2 years")]
)
def test_how_far_ahead_is_rough(span: dict[str, int], said: str) -> None:
    assert far(timedelta(**span)) == said

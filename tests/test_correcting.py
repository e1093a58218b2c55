"""`trainer history` and what corrects it: which one is meant, what is said and refused, and that nothing is lost."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from tests.fakes import NOVEMBER, FakeClock
from tests.home import AT_ONCE, Home, named, shipped, start
from tests.shell import Shell
from tests.store.support import CHECKOUT
from tests.test_cli import EVIL, hostile
from trainer import amend
from trainer.amend import Change
from trainer.core.events import StopReason
from trainer.core.log import Remembered
from trainer.core.text import is_hostile
from trainer.late import Entry, keep, remember
from trainer.run import Run

WALK = shipped().activities["walk"]
TOLD_WALK = "Walking, 20 min, yesterday 18:00"
NOT_THERE = (
    "is nothing in the history; name it by its id ('trainer history --ids' shows it), 'last', or when it began, "
    "such as 'yesterday 18:00'."
)


@pytest.fixture
def walk(home: Home) -> Remembered:
    """A walk of 20 minutes, yesterday at 18:00."""
    coach = home.coach()
    return keep(coach, remember(coach, Entry(thing=WALK, minutes=20, at=NOVEMBER - timedelta(hours=13, minutes=10))))


@pytest.fixture
def routine(home: Home) -> Remembered:
    """A routine, on Tuesday at 7:10."""
    coach = home.coach()
    entry = Entry(thing=named("back-pain-stretches"), at=NOVEMBER - timedelta(days=3), note="Stiff – at my DESK")
    return keep(coach, remember(coach, entry))


# Which one is meant


@pytest.mark.parametrize("which", ["last", "LAST", "yesterday", "yesterday 18:00", "18:00", "2026-11-19", "1 day ago"])
def test_a_thing_is_named_by_when_it_was(shell: Shell, walk: Remembered, routine: Remembered, which: str) -> None:
    told = shell("history", "show", *which.split(), "--json")
    assert told.data["id"] == walk.id
    assert routine.id not in told.out


@pytest.mark.parametrize("length", [4, 8, 13, 36])
def test_a_thing_is_named_by_the_beginning_of_its_id(shell: Shell, walk: Remembered, length: int) -> None:
    assert shell("history", "show", walk.id[:length].upper(), "--json").data["id"] == walk.id


def test_an_id_finds_what_is_years_ago(shell: Shell, home: Home) -> None:
    coach = home.coach()
    old = keep(coach, remember(coach, Entry(thing=WALK, minutes=20, at=NOVEMBER - timedelta(days=3000))))
    assert shell("history", "edit", old.id[:8], "--exertion", "3").code == 0
    assert shell("history", "edit", "last", "--exertion", "4").code == 0
    assert home.coach().history()[0].what.exertion == 4


def test_the_list_shows_the_ids_that_name_things(shell: Shell, walk: Remembered, routine: Remembered) -> None:
    shell("check-in", "2")
    lines = shell("history", "--ids").lines
    assert [line[:10] for line in lines] == [" " * 10, f"{walk.id[:8]}  ", f"{routine.id[:8]}  "]
    assert [line[10:] for line in lines] == shell("history").lines
    assert shell("history", "show", lines[1].split()[0]).code == 0


def test_ids_that_begin_the_same_are_shown_longer_and_refused_when_too_short(shell: Shell, home: Home) -> None:
    coach = home.coach()
    for count, end in enumerate("ab"):
        made = remember(coach, Entry(thing=WALK, minutes=20, at=NOVEMBER - timedelta(days=1 + count)))
        keep(coach, Remembered(id=f"0123abcd-000{end}", at=made.at, what=made.what))
    assert [line.split()[0] for line in shell("history", "--ids").lines] == ["0123abcd-000a", "0123abcd-000b"]
    told = shell("history", "show", "0123")
    assert (told.code, told.sentence) == (
        1,
        "'0123' can be 2 things: on Wed 18 Nov 07:10 Walking (0123abcd-000b), yesterday 07:10 Walking "
        "(0123abcd-000a); name one.",
    )
    assert shell("history", "show", "0123abcd-000b").code == 0


def test_a_day_with_several_things_on_it_is_refused_with_them(shell: Shell, home: Home, walk: Remembered) -> None:
    coach = home.coach()
    bridge = keep(coach, remember(coach, Entry(thing=named("bridge"), at=walk.at - timedelta(hours=6))))
    told = shell("history", "remove", "yesterday")
    assert (told.code, told.sentence) == (
        1,
        f"'yesterday' can be 2 things: 12:00 Bridge ({bridge.id[:8]}), 18:00 Walking ({walk.id[:8]}); name one.",
    )
    assert shell("history", "remove", "yesterday 12:00").out.startswith("Removed: Bridge")


def test_of_many_things_the_latest_are_named(shell: Shell, home: Home) -> None:
    for hour in range(8):
        shell("log", "walk", "20", "--at", f"yesterday {10 + hour}:00")
    sentence = shell("history", "show", "yesterday").sentence
    assert sentence.startswith("'yesterday' can be 8 things: 13:00 Walking")
    assert sentence.endswith(" and 3 before; name one.")


@pytest.mark.parametrize(
    ("which", "sentence"),
    [
        ("nonsense", f"'nonsense' {NOT_THERE}"),
        ("abc", f"'abc' {NOT_THERE}"),
        ("abcd0123", f"'abcd0123' {NOT_THERE}"),
        ("2026-11-01", "There is nothing on Sun 1 Nov to name; 'trainer history --ids' lists what there is."),
        ("today", "There is nothing today to name; 'trainer history --ids' lists what there is."),
        ("2026-11-01 18:00", "Nothing began on Sun 1 Nov 18:00; 'trainer history --ids' lists what there is."),
        ("Fri", "'Fri' can be read as 2026-11-20 07:10 or 2026-11-13 12:00; write it that way."),
        ("tomorrow", "'tomorrow' is still to come; write a time up to now, such as 'yesterday 18:00'."),
        ("1999-01-01", "'1999-01-01' is over 10 years ago; write a later day."),
    ],
)
def test_what_names_nothing_is_refused_with_how_to_name_it(
    shell: Shell, walk: Remembered, which: str, sentence: str
) -> None:
    for words in (["remove"], ["show"], ["edit", "--pain", "1"]):
        told = shell("history", words[0], which, *words[1:])
        assert (told.code, told.sentence) == (1, sentence)


def test_a_time_at_which_nothing_began_is_refused_with_what_did_that_day(shell: Shell, walk: Remembered) -> None:
    assert shell("history", "show", "yesterday 17:00").sentence == (
        f"Nothing began yesterday 17:00; there were: 18:00 Walking ({walk.id[:8]})."
    )


def test_nothing_yet_is_said(shell: Shell) -> None:
    assert shell("history", "edit", "last", "--pain", "1").sentence == (
        "Nothing was done yet; 'trainer log' keeps what you did elsewhere."
    )
    assert shell("history", "restore", "last").sentence == "Nothing is removed."


def test_a_check_in_is_not_corrected(shell: Shell) -> None:
    shell("check-in", "2")
    [asked] = shell("history", "--json").data
    assert shell("history", "remove", asked["id"]).sentence == (
        "A check-in stays as you told it; 'trainer check-in' says how you are now."
    )
    assert shell("history", "remove", "last").code == 1


@pytest.mark.parametrize("command", ["edit", "remove", "restore", "show"])
@pytest.mark.parametrize("which", [EVIL, "x" * 10_000, "9" * 10_000, ""])
def test_what_is_typed_never_steers_the_terminal(shell: Shell, walk: Remembered, command: str, which: str) -> None:
    told = shell("history", command, which, *(["--pain", "1"] if command == "edit" else []))
    assert told.code == 1
    assert len(told.sentence) < 400


def test_names_of_a_hostile_record_stay_on_their_line(shell: Shell, home: Home) -> None:
    hostile(home)
    for words in (["show", "evil"], ["edit", "evil", "--pain", "3"], ["remove", "evil"], ["restore", "evil"]):
        told = shell("history", *words)
        assert told.code == 0, told.err
        assert not any(is_hostile(char) for char in told.out + told.err)


# Corrected


def test_what_was_corrected_is_said_with_what_it_was(shell: Shell, walk: Remembered) -> None:
    told = shell(
        *("history", "edit", "last", "--at", "yesterday 17:30", "--minutes", "30", "--exertion", "5", "--note", "dry")
    )
    assert (told.code, told.err) == (0, "")
    assert told.lines == [
        "Corrected: Walking, 30 min, yesterday 17:30 · exertion 5 · with a note.",
        "  Thu 19 Nov 17:30, was Thu 19 Nov 18:00",
        "  30 min, was 20 min",
        "  exertion 5, was not said",
        "  note: 'dry', was none",
    ]
    assert shell("history", "edit", "last", "--minutes", "30").lines == [
        "Nothing is different: Walking, 30 min, yesterday 17:30 · exertion 5 · with a note."
    ]


def test_exercises_are_named_by_id_or_name_and_may_have_a_reason(shell: Shell, routine: Remembered) -> None:
    told = shell(
        *("history", "edit", "last", "--left", "bridge:time", "--left", "knee to chest,Lower trunk rotation"),
        *("--pain", "0", "--helpful", "Hamstring stretch, leg raised", "--helpful", "pelvic-tilt-held"),
    )
    assert told.lines[1:] == [
        "  Knee to chest: skipped, was done",
        "  Lower trunk rotation: skipped, was done",
        "  Bridge: skipped (time), was done",
        "  pain 0, was not said",
        "  helpful: Hamstring stretch, leg raised, Pelvic tilt, held, was nothing",
    ]
    again = shell("history", "edit", "last", "--done", "bridge", "--helpful", "none", "--pain", "none", "--json")
    assert [item["status"] for item in again.data["items"]] == ["done", "skipped", "skipped", "done", "done"]
    assert (again.data["pain"], again.data["helpful"]) == (None, [])
    assert [again.data] == shell("history", "--json").data


@pytest.mark.parametrize("reason", ["elsewhere", "done elsewhere", "Done Elsewhere"])
def test_done_elsewhere_is_a_reason(shell: Shell, routine: Remembered, reason: str) -> None:
    data = shell("history", "edit", "last", "--left", f"bridge:{reason}", "--json").data
    assert data["items"][-1]["reason"] == "done elsewhere"


def test_a_high_exertion_is_remarked_once(shell: Shell, walk: Remembered) -> None:
    assert "That was hard" in shell("history", "edit", "last", "--exertion", "8").err
    assert shell("history", "edit", "last", "--note", "x").err == ""


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--pain", "11"], "'11' is no pain; give a number from 0 (none) to 10 (the worst), or 'none'."),
        (["--pain", "-1"], "'-1' is no pain; give a number from 0 (none) to 10 (the worst), or 'none'."),
        (["--exertion", "0"], "'0' is no exertion; give a number from 1 (no work) to 10 (could not go on), or 'none'."),
        (["--exertion", "²"], "'²' is no exertion; give a number from 1 (no work) to 10 (could not go on), or 'none'."),
        (["--note", "x" * 201], "The note has 201 characters; say it in 200."),
        (["--at", "tomorrow"], "'tomorrow' is still to come; write a time up to now, such as 'yesterday 18:00'."),
        (
            ["--minutes", "20"],
            "Back pain stretches is kept exercise by exercise, as it was done; leave the minutes out.",
        ),
        (["--minutes", "x"], "'x' is no number of minutes; give 1 to 600, such as 20 or '1 h 20'."),
        (["--left", "bridge:bored"], "'bored' is no reason here; write one of time, equipment, unsure, elsewhere."),
        (["--left", "bridge:closed"], "'closed' is no reason here; write one of time, equipment, unsure, elsewhere."),
        (
            ["--left", "bridge", "--done", "Bridge"],
            "'bridge' is named twice; say once whether it was done or left out.",
        ),
        (
            ["--done", "open-books"],
            "There is no 'open-books' in it. There are: pelvic-tilt-held, knee-to-chest, lower-trunk-rotation, "
            "hamstring-stretch-leg-raise, bridge.",
        ),
        (
            ["--left", "pelvic-tilt-held,knee-to-chest,lower-trunk-rotation,hamstring-stretch-leg-raise,bridge"],
            "Nothing of Back pain stretches would be left; remove it instead.",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_changes(
    shell: Shell, home: Home, routine: Remembered, words: list[str], sentence: str
) -> None:
    told = shell("history", "edit", "last", *words)
    assert (told.code, told.sentence) == (1, sentence)
    assert home.coach().history() == (routine,)


@pytest.mark.parametrize("words", [["--pain", "3"], ["--left", "walk"], ["--done", "x"], ["--helpful", "walk"]])
def test_a_bout_has_no_exercises_and_no_pain(shell: Shell, walk: Remembered, words: list[str]) -> None:
    assert shell("history", "edit", "last", *words).sentence == (
        "Walking is activity: it has a time, minutes, exertion and a note."
    )


@pytest.mark.parametrize(
    "words",
    [
        "history edit last",
        "history edit last --json",
        "history edit",
        "history remove",
        "history nonsense",
        "history edit last --nonsense",
        "history --json --csv",
        "history --kind nap",
    ],
)
def test_wrong_use_is_answered_with_a_line(shell: Shell, walk: Remembered, words: str) -> None:
    told = shell(*words.split())
    assert told.code == 2
    assert told.sentence


# Removed and brought back


def test_what_is_removed_can_be_brought_back_by_its_id_its_time_or_as_the_last(shell: Shell, walk: Remembered) -> None:
    for which in (walk.id[:8], "last", "yesterday 18:00", "yesterday"):
        assert shell("history", "remove", "last").lines == [
            f"Removed: {TOLD_WALK}. 'trainer history restore {walk.id[:8]}' brings it back."
        ]
        assert shell("history").out == ""
        assert shell("history", "restore", *which.split()).lines == [f"Brought back: {TOLD_WALK}."]
    assert len(shell("history").lines) == 1


def test_the_last_to_come_back_is_what_was_removed_last(
    shell: Shell, clock: FakeClock, walk: Remembered, routine: Remembered
) -> None:
    for one in (walk, routine):
        clock.advance(60)
        shell("history", "remove", one.id)
    assert "Back pain stretches" in shell("history", "restore", "last").out
    assert "Walking" in shell("history", "restore", "last").out
    assert shell("history", "restore", "last").sentence == "Nothing is removed."


def test_what_was_removed_long_ago_comes_back(shell: Shell, home: Home) -> None:
    shell("log", "walk", "20", "--at", "2019-03-01 18:00")
    shell("log", "walk", "30", "--at", "yesterday 18:00")
    assert shell("history", "remove", "2019-03-01").code == 0
    assert shell("history", "restore", "2019-03-01").code == 0
    assert len(home.coach().history()) == 2


def test_what_is_removed_is_said_so_to_who_corrects_it(shell: Shell, walk: Remembered) -> None:
    shell("history", "remove", "last")
    for words in (["edit", "--pain", "1"], ["remove"]):
        told = shell("history", words[0], walk.id[:8], *words[1:])
        assert (told.code, told.sentence) == (
            1,
            f"{TOLD_WALK}, was removed; 'trainer history restore {walk.id[:8]}' brings it back.",
        )


def test_a_removal_with_stops_says_that_they_stay(shell: Shell, home: Home) -> None:
    coach = home.coach()
    coach.change(AT_ONCE)
    run = start(coach.begin(named("bridge")))
    home.let(run, 5)
    run.do(lambda: run.session.stop(StopReason.PAIN))
    run.do(run.session.finish)
    assert len(home.coach().history()) == 1
    told = shell("history", "remove", "last")
    assert told.code == 0
    assert told.err == "Bridge stays set aside: 'trainer clear bridge' when you are ready.\n"
    assert shell("clear", "bridge").code == 0


def test_a_removal_says_that_what_a_stop_closed_stays_closed(shell: Shell, home: Home) -> None:
    coach = home.coach()
    coach.change(AT_ONCE)
    run = start(coach.begin(named("bridge")))
    home.let(run, 5)
    run.do(lambda: run.session.stop(StopReason.CHEST))
    told = shell("history", "remove", "last")
    assert "What that stop closed stays closed: 'trainer today' says what opens it." in told.err
    assert home.coach().care.gates()


# What it said before


def test_show_tells_it_whole_with_what_it_said_before(shell: Shell, clock: FakeClock, routine: Remembered) -> None:
    shell("history", "edit", "last", "--exertion", "4", "--left", "bridge:unsure", "--helpful", "knee-to-chest")
    clock.advance(3600)
    shell("history", "remove", "last")
    shell("history", "restore", "last")
    told = shell("history", "show", "last")
    assert told.lines == [
        f"Back pain stretches · Tue 17 Nov 07:10 · {routine.id}",
        "4 of 5 exercises · 3 min 50 s of work",
        "  done     Pelvic tilt, held · 10 of 10 (50 s)",
        "  done     Knee to chest · left 3 of 3 (30 s), right 3 of 3 (30 s), both 3 of 3 (30 s)",
        "  done     Lower trunk rotation · left 5 of 5 (15 s), right 5 of 5 (15 s)",
        "  done     Hamstring stretch, leg raised · left 3 of 3 (30 s), right 3 of 3 (30 s)",
        "  skipped  Bridge (unsure)",
        "Exertion 4 · helpful: Knee to chest",
        "Note: Stiff – at my DESK",
        "What it said",
        "  today 07:10  kept: Back pain stretches, 5 exercises, Tue 17 Nov 07:10 · with a note",
        "  today 07:10  Bridge: skipped (unsure), was done",
        "  today 07:10  helpful: Knee to chest, was nothing",
        "  today 07:10  exertion 4, was not said",
        "  today 08:10  removed",
        "  today 08:10  brought back",
    ]


def test_what_was_removed_can_still_be_looked_at(shell: Shell, walk: Remembered) -> None:
    shell("history", "remove", "last")
    assert (
        f"Removed: 'trainer history restore {walk.id[:8]}' brings it back."
        in shell("history", "show", walk.id[:6]).lines
    )
    data = shell("history", "--json", "show", walk.id).data
    assert data["removed"] is True
    assert [version["removed"] for version in data["versions"]] == [False, True]
    assert data["versions"][1]["what"] is None
    assert data["versions"][0]["written"] == NOVEMBER.isoformat()
    assert {**data["versions"][0]["what"], "removed": True, "versions": data["versions"]} == data


# Who was faster, and a disk that takes nothing


def test_an_edit_of_what_another_terminal_changes_in_between_is_said_and_nothing_is_lost(
    shell: Shell, home: Home, walk: Remembered, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = "trainer.correcting.find"

    def slow(*_: object) -> Remembered:
        """Find it, and let another terminal be faster."""
        amend.correct(home.coach(), walk, Change(exertion=6))
        return walk

    with monkeypatch.context() as patched:
        patched.setattr(find, slow)
        told = shell("history", "edit", "last", "--exertion", "3")
    assert (told.code, told.sentence) == (
        1,
        "Walking, yesterday 18:00, was changed meanwhile; nothing was overwritten. Look at it again.",
    )
    [one] = home.coach().history()
    assert one.what.exertion == 6
    assert len(amend.versions(home.coach(), one)) == 2


@pytest.mark.parametrize("words", [["edit", "last", "--pain", "1"], ["remove", "last"], ["restore", "last"]])
def test_what_could_not_be_saved_is_told(
    shell: Shell, home: Home, routine: Remembered, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    if words[0] == "restore":
        amend.remove(home.coach(), routine)
    home.disk.full = True
    monkeypatch.setattr("trainer.store.store.Fs", lambda: home.disk)
    told = shell("history", *words)
    assert (told.code, told.sentence) == (
        4,
        "Not saved: the disk is full: free some space. Nothing of it is kept: do it again once that is mended.",
    )
    home.disk.full = False
    assert home.coach().history() == (() if words[0] == "restore" else (routine,))


# The list


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("--kind activity", ["Walking"]),
        ("--kind session", ["Back pain stretches"]),
        ("--kind check-in", ["Check-in"]),
        ("--name WALK", ["Walking"]),
        ("--name desk", ["Back pain stretches"]),
        ("--name knee-to-chest", ["Back pain stretches"]),
        ("--name check-in", []),
        ("--name walk --kind session", []),
        ("--stops", []),
        ("--since 2d", ["Check-in", "Walking"]),
        ("--since 2d --kind activity", ["Walking"]),
    ],
)
def test_the_list_is_narrowed_down(
    shell: Shell, walk: Remembered, routine: Remembered, words: str, names: list[str]
) -> None:
    shell("check-in", "2")
    told = shell("history", *words.split())
    assert [line.split("  ")[-1].split(" · ")[0] for line in told.lines] == names
    assert len(shell("history", *words.split(), "--json").data) == len(names)
    assert len(shell("history", *words.split(), "--csv").lines) == len(names) + 1
    if not names:
        assert told.err == "Nothing in that time is like that; '--since all' looks through everything.\n"


def test_what_was_stopped_is_found(shell: Shell, home: Home, walk: Remembered) -> None:
    coach = home.coach()
    coach.change(AT_ONCE)

    def stop(run: Run, seconds: float) -> None:
        home.let(start(run), seconds)
        run.do(partial(run.session.stop, StopReason.PAIN))
        run.do(run.session.finish)

    stop(coach.begin(named("bridge")), 5)
    stop(coach.begin_activity("walk", 20), 70)
    assert {one["kind"] for one in shell("history", "--stops", "--json").data} == {"session", "activity"}
    assert len(shell("history", "--stops", "--json").data) == 2


def test_a_name_without_letters_is_refused(shell: Shell) -> None:
    assert shell("history", "--name", "!?").sentence == (
        "'!?' has no letters to look for; write a part of a name or a note."
    )


def test_the_table_is_crlf_and_utf_8_whatever_the_terminal_is(shell: Shell, data: Path, walk: Remembered) -> None:
    shell("history", "edit", "last", "--note", "=grün")
    done = subprocess.run(
        [sys.executable, "-m", "trainer", "history", "--since", "all", "--csv"],
        env={"TRAINER_DATA": str(data), "PYTHONIOENCODING": "ascii", "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        check=True,
    )
    head, row, end = done.stdout.split(b"\r\n")
    assert end == b""
    [cells] = csv.DictReader(io.StringIO(f"{head.decode()}\n{row.decode()}"))
    assert (cells["note"], cells["minutes"], cells["id"]) == ("'=grün", "20", walk.id)


def test_an_empty_history_is_an_empty_table(shell: Shell, data: Path) -> None:
    told = shell("history", "--csv")
    assert (told.code, len(told.lines), told.err) == (0, 1, "")
    assert told.out.startswith("date,time,kind,name")


def test_a_table_for_which_there_is_no_room_is_told(data: Path, walk: Remembered) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "trainer", "history", "--since", "all", "--csv"],
            env={"TRAINER_DATA": str(data), "LANG": "C.UTF-8", "PYTHONPATH": str(CHECKOUT)},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert walk.id
    assert (done.returncode, done.stderr) == (
        4,
        b"trainer: The answer could not be written: No space left on device.\n",
    )


# It hurt later


@pytest.mark.parametrize(
    ("said", "felt"), [("pain-that-stays", StopReason.LASTING_PAIN), ("Pain that stays", StopReason.LASTING_PAIN)]
)
def test_what_hurt_later_is_set_aside_and_told_wherever_stops_are(
    shell: Shell, home: Home, routine: Remembered, said: str, felt: StopReason
) -> None:
    told = shell("history", "hurt", "last", "bridge", said)
    assert told.lines == [
        "Kept: Bridge hurt after Back pain stretches, Tue 17 Nov 07:10: pain that stays.",
        "Bridge is set aside; 'trainer clear bridge' when you are ready.",
    ]
    (aside,) = home.coach().set_aside()
    assert (aside.exercise, aside.reason, aside.session, aside.later) == ("bridge", felt, routine.id, True)
    assert shell("history", "--stops").lines[0].endswith(" · Bridge hurt later: pain that stays")
    assert "Hurt later: Bridge, pain that stays, told today 07:10" in shell("history", "show", "last").lines
    assert shell("history", "show", "last", "--json").data["hurt_later"] == [
        {"exercise": "bridge", "reason": "pain that stays", "at": NOVEMBER.isoformat()}
    ]
    [row] = csv.DictReader(io.StringIO(shell("history", "--csv").out))
    assert (row["stopped"], row["hurt_later"]) == ("", "Bridge")
    assert "Set aside: Bridge, it hurt later, today: pain that stays." in shell("today").out
    assert "you stopped it" not in shell("library", "show", "bridge").out
    report = shell("report", "--text").out
    assert "Fri 20 Nov  Bridge: hurt later: pain that stays" in report
    assert "Stopped: Once: Bridge (hurt later: pain that stays)." in report


def test_what_hurt_later_says_what_it_closes(shell: Shell, home: Home, routine: Remembered) -> None:
    told = shell("history", "hurt", "Tue", "7:10", "bridge", "numbness")
    assert told.code == 0
    assert told.lines[0] == "STOP. Talk to your doctor or physiotherapist."
    assert "closed: numbness or tingling" in told.lines[-1]
    assert home.coach().care.gates()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("last", "bridge", "sad"), "'sad' is nothing that is felt here; write one of pain, more-pain, "),
        (("last", "wall-slide", "pain"), "There is no 'wall-slide' in it. There are: pelvic-tilt-held, "),
        (("last", "bridge,knee-to-chest", "pain"), "Name one exercise at a time."),
    ],
)
def test_what_cannot_have_hurt_is_refused(
    shell: Shell, home: Home, routine: Remembered, words: tuple[str, ...], sentence: str
) -> None:
    told = shell("history", "hurt", *words)
    assert told.code == 1
    assert told.sentence.startswith(sentence)
    assert home.coach().set_aside() == ()


def test_a_walk_hurts_by_a_check_in(shell: Shell, walk: Remembered) -> None:
    told = shell("history", "hurt", "last", "walk", "pain")
    assert (told.code, told.sentence) == (
        1,
        "Walking is activity; 'trainer check-in' tells how you are after it.",
    )


# A bout that was stopped


@pytest.fixture
def chest(home: Home) -> Remembered:
    """A walk that was stopped for chest pain after ten minutes."""
    coach = home.coach()
    coach.change(AT_ONCE)
    run = start(coach.begin_activity("walk", 20))
    home.let(run, 600)
    run.do(lambda: run.session.stop(StopReason.CHEST))
    assert run.remembered is not None
    return run.remembered


def test_a_stopped_walk_is_a_stop_wherever_one_looks(shell: Shell, chest: Remembered) -> None:
    for words in ((), ("--stops",)):
        [told] = shell("history", *words).lines
        assert told.endswith("Walking · 10 min · stopped: chest pain or discomfort")
    assert shell("history", "--json").data[0]["reason"] == "chest pain or discomfort"
    [row] = csv.DictReader(io.StringIO(shell("history", "--csv").out))
    assert (row["stopped"], row["note"]) == ("Walking", "")
    report = shell("report", "--text").out
    assert "Walking: chest pain or discomfort" in report
    assert "Nothing was stopped" not in report
    assert "What the person wrote" not in report


def test_no_note_takes_a_stop_away(shell: Shell, home: Home, chest: Remembered) -> None:
    assert shell("history", "edit", "last", "--note", "windy").code == 0
    assert shell("history", "edit", "last", "--note", "").code == 0
    [one] = home.coach().history()
    assert (one.what.reason, one.what.note) == (StopReason.CHEST, "")
    assert len(shell("history", "--stops").lines) == 1
    told = shell("history", "remove", "last")
    assert "What that stop closed stays closed: 'trainer today' says what opens it." in told.err


def test_a_stop_that_is_corrected_to_done_is_said_to_be_told_no_more(shell: Shell, home: Home) -> None:
    coach = home.coach()
    coach.change(AT_ONCE)
    run = start(coach.begin(named("bridge")))
    home.let(run, 1)
    run.do(lambda: run.session.stop(StopReason.NUMBNESS))
    assert shell("history").lines[0].endswith("Bridge stopped: numbness or tingling")
    assert "Bridge: not done, stopped once" in shell("report", "--text").out
    told = shell("history", "edit", "last", "--done", "bridge")
    assert "The stop of Bridge is told no more in Progress and reports; it stays on record in what " in told.err
    assert "was stopped (numbness or tingling)" in shell("history", "show", "last").out

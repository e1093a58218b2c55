"""What one tells the trainer from a shell: check-ins, the profile, clearing; and what is closed because of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import NOVEMBER, FakeClock, steady
from tests.home import AT_ONCE, Home, named, shipped, start
from tests.shell import Shell
from tests.test_cli import EVIL, App, own
from trainer import profile, reasons, wording
from trainer.coach import Coach
from trainer.core.bars import DIRECTIONS
from trainer.core.cautions import topics
from trainer.core.checkin import After, Symptom
from trainer.core.closed import Bar, Gate
from trainer.core.events import StopReason
from trainer.core.exercise import Equipment
from trainer.core.free import WEEK
from trainer.core.profile import ACTIVITY_MINUTES, Direction, Profile, Slot
from trainer.core.text import find_hostile
from trainer.dates import parse_day
from trainer.errors import RefusedError
from trainer.standing import blank

DAY = NOVEMBER.date()
NIGHT = 24 * 3600
HELP = "Exercises to Help Your Back"
UPPER = "Healthy Upper Back: Exercises"
FLARE = (
    f"Exercises are closed until Mon 23 Nov: an injury or flare-up on Thu 19 Nov – {HELP}. "
    "It opens on Mon 23 Nov, or with a clinician's dated clearance."
)
KNEE = f"closed: knee pain – {UPPER}"


@pytest.fixture
def coach(home: Home) -> Coach:
    return home.coach()


@pytest.fixture
def led(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Lead no session line by line; for each that would be, whether it would heed what is typed."""
    found: list[bool] = []

    def run(coach: object, begin: object, *, heeds: bool) -> int:
        found.append(heeds)
        return 0

    monkeypatch.setattr("trainer.plain.visit.run", run)
    return found


def told(home: Home) -> list[str]:
    """Return the kinds of everything on record."""
    store = home.coach().store
    standing = [one.kind for kind in ("gate", "clear", "profile", "set-aside") for one in store.standing(kind)]
    return standing + [record.kind for record in store.history()]


def shut(home: Home) -> list[Gate | Bar]:
    return [gate.by for gate in home.coach().care.gates()]


def stop(home: Home, name: str) -> None:
    """Train something until it hurts."""
    coach = home.coach()
    coach.change(AT_ONCE)
    run = start(coach.begin(named(name)))
    home.let(run, 3)
    run.do(lambda: run.session.stop(StopReason.PAIN))
    run.do(run.session.finish)


# Check-in


@pytest.mark.parametrize("words", ["0", "2", "6", " 3 ", "2 --symptom none", "1 --after same"])
def test_who_is_well_is_ready_to_train(shell: Shell, home: Home, words: str) -> None:
    said = shell("check-in", *(words.split() if words.strip() != "3" else [words]))
    assert (said.code, said.out, said.err) == (0, "Ready to train.\n", "")
    assert told(home) == ["check-in"]


@pytest.mark.parametrize(
    ("words", "gate", "reason", "urgent"),
    [
        ("--symptom spasm", Gate.SPASM, "a spasm on Fri 20 Nov", ""),
        ("5 --symptom flare-up", Gate.ACUTE, "an injury or flare-up on Fri 20 Nov", ""),
        ("5 --symptom radiating", Gate.NERVE, "pain into the buttock or leg", "get emergency care."),
        ("5 --symptom numbness", Gate.NERVE, "numbness or tingling", "get emergency care."),
        ("5 --symptom other", Gate.NERVE, "symptoms that got worse", "get emergency care."),
        ("5 --symptom chest-pain", Gate.CHEST, "chest pain or discomfort", "call your emergency number now."),
        ("5 --symptom spasm --symptom chest-pain", Gate.CHEST, "chest pain or discomfort", "emergency number now."),
    ],
)
def test_what_is_new_closes_and_says_so(
    shell: Shell, home: Home, words: str, gate: Gate, reason: str, urgent: str
) -> None:
    said = shell("check-in", *words.split())
    assert said.code == 3
    assert said.sentence.startswith("Exercises are closed")
    assert reason in said.sentence
    assert said.sentence.endswith(urgent)
    assert shut(home)[0] is gate
    assert "check-in" in told(home)


def test_every_symptom_can_be_told(shell: Shell, home: Home) -> None:
    for symptom in Symptom:
        assert shell("check-in", "1", "--symptom", symptom.value).code == 3
    assert [after.value for after in After] == ["same", "up"]


def test_a_flare_up_counts_from_its_day(shell: Shell) -> None:
    said = shell("check-in", "8", "--symptom", "flare-up", "--on", "yesterday")
    assert said.code == 3
    assert said.sentence == f"{FLARE} The command: 'trainer clear acute --clinician DATE'."


def test_a_flare_up_whose_days_are_over_closes_nothing(shell: Shell) -> None:
    assert shell("check-in", "2", "--symptom", "flare-up", "--on", "2026-11-16").out == "Ready to train.\n"


def test_a_new_check_in_tells_the_gate_that_is_still_closed(shell: Shell, clock: FakeClock) -> None:
    shell("check-in", "5", "--symptom", "flare-up", "--on", "yesterday")
    clock.jump(3 * NIGHT - 7 * 3600 - 601)
    assert shell("check-in", "1").code == 3
    clock.jump(1)
    assert shell("check-in", "1").code == 0


def test_a_spasm_is_over_with_a_check_in_once_its_days_are(shell: Shell, clock: FakeClock) -> None:
    shell("check-in", "5", "--symptom", "spasm")
    clock.jump(4 * NIGHT)
    assert shell("go", "bridge").sentence.endswith("A check-in without spasm opens it.")
    assert shell("check-in", "1").code == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "Say your pain, from 0 (none) to 10 (worst): 'trainer check-in 2'."),
        ("--symptom none", "Say your pain, from 0 (none) to 10 (worst): 'trainer check-in 2'."),
        ("11", "'11' is no pain; give a number from 0 (none) to 10 (worst)."),
        ("-1", "'-1' is no pain; give a number from 0 (none) to 10 (worst)."),
        ("3.5", "'3.5' is no pain; give a number from 0 (none) to 10 (worst)."),
        ("²", "'²' is no pain; give a number from 0 (none) to 10 (worst)."),
        ("bad", "'bad' is no pain; give a number from 0 (none) to 10 (worst)."),
        ("7", "Is this a flare-up? Say --symptom flare-up --on DATE or --symptom none."),
        ("2 --symptom none --symptom spasm", "Say either --symptom none or what is new, not both."),
        ("2 --on today", "--on is the day of a flare-up: add --symptom flare-up, or leave it out."),
        ("2 --symptom spasm --on today", "--on is the day of a flare-up: add --symptom flare-up, or leave it out."),
        (
            "2 --symptom flare-up --on 2026-11-21",
            "2026-11-21 is still to come; a flare-up's day is 2026-11-20 or before.",
        ),
        (
            "2 --symptom flare-up --on 2026-10-19",
            "2026-10-19 is more than 31 days ago; a flare-up from then needs no gate any more.",
        ),
        (
            "2 --symptom flare-up --on 03/04/2026",
            "'03/04/2026' can be read as 2026-04-03 or 2026-03-04; write it that way, the year first.",
        ),
        (
            "2 --symptom flare-up --on soon",
            "'soon' is no day; write a date such as 2026-11-20, today, yesterday or a weekday.",
        ),
    ],
)
def test_what_cannot_be_told_is_refused_and_nothing_is_recorded(
    shell: Shell, home: Home, words: str, sentence: str
) -> None:
    said = shell("check-in", *words.split())
    assert (said.code, said.sentence) == (1, sentence)
    assert told(home) == []


@pytest.mark.parametrize("words", ["2 --symptom headache", "2 --after worse", "2 3", "--symptm=spasm", "2 --nonsense"])
def test_unknown_words_are_wrong_use_in_a_line(shell: Shell, home: Home, words: str) -> None:
    said = shell("check-in", *words.split())
    assert said.code == 2
    assert said.sentence
    assert told(home) == []


def test_a_high_pain_that_is_no_flare_up_is_told_to_go_gently(shell: Shell) -> None:
    said = shell("check-in", "9", "--symptom", "none")
    assert (said.code, said.out) == (0, "Pain 9: go gently, or leave it for today.\n")
    assert shell("check-in", "6", "--symptom", "none").out == "Ready to train.\n"


def test_a_pain_far_above_the_usual_asks_for_a_flare_up(shell: Shell) -> None:
    assert shell("check-in", "1").code == 0
    assert shell("check-in", "4").code == 1
    assert shell("check-in", "4", "--symptom", "none").code == 0


def test_what_could_not_be_saved_is_told_with_what_is_closed(shell: Shell) -> None:
    said = shell("--data", "/proc/nowhere", "check-in", "2", "--symptom", "chest-pain")
    assert said.code == 4
    assert "Exercises are closed: chest pain or discomfort" in said.err
    assert "call your emergency number now." in said.err


# Going


@pytest.mark.parametrize("words", ["bridge", "back-pain-stretches", ""])
def test_nothing_is_led_while_a_gate_is_closed(shell: Shell, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    shell("check-in", "5", "--symptom", "flare-up", "--on", "yesterday")
    app = App(monkeypatch)
    said = shell("go", *words.split())
    assert (said.code, said.sentence) == (3, FLARE)
    assert app.asked is None


def test_a_flare_up_leaves_walking_and_chest_pain_does_not(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    app = App(monkeypatch)
    shell("check-in", "5", "--symptom", "flare-up")
    assert shell("go", "walk", "20").code == 0
    assert app.asked is not None
    app.asked = None
    shell("check-in", "5", "--symptom", "chest-pain")
    said = shell("go", "walk", "20")
    assert said.code == 3
    assert said.sentence.startswith("Exercises and activity are closed: chest pain or discomfort on Fri 20 Nov")
    assert app.asked is None


def test_a_closed_exercise_is_not_led_and_a_routine_goes_on_without_it(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = App(monkeypatch)
    shell("profile", "set", "knee-pain", "yes")
    said = shell("go", "midback", "stretch")
    assert said.code == 3
    assert said.sentence.startswith(f"Child's pose is {KNEE}. ")
    assert app.asked is None
    assert shell("go", "upper-back-programme").code == 0
    assert app.asked is not None


def test_a_routine_with_nothing_open_is_not_led(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    app = App(monkeypatch)
    shell("profile", "set", "allowlist", "childs-pose")
    said = shell("go", "back-pain-stretches")
    assert said.code == 3
    assert said.sentence.startswith(f"Back pain stretches is closed: not on your clinician's list – {HELP}.")
    assert app.asked is None


def test_an_interrupted_session_is_gone_on_with_only_through_todays_gates(
    shell: Shell, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.let(start(home.coach().begin(named("childs-pose"))), 30)
    shell("check-in", "5", "--symptom", "flare-up", "--on", "yesterday")
    app = App(monkeypatch)
    assert shell("go").sentence == FLARE
    assert app.asked is None


def test_a_check_in_holds_for_four_hours(shell: Shell, clock: FakeClock, coach: Coach) -> None:
    shell("check-in", "2")
    clock.jump(4 * 3600 - 1)
    assert not coach.care.is_due()
    clock.jump(1)
    assert coach.care.is_due()
    assert shell("go", "bridge").sentence == "Check in first: 'trainer check-in 2'."


# The profile

TOLD: list[tuple[str, list[str], Any]] = [
    ("knee-pain", ["yes"], True),
    ("knee-pain", ["false"], False),
    ("heart-problem", ["No"], False),
    ("heart-guidance", ["yesterday"], "2026-11-19"),
    ("heart-guidance", ["2016-11-20"], "2016-11-20"),
    ("equipment", ["wall", "towel"], ["towel", "wall"]),
    ("equipment", ["Wall, towel"], ["towel", "wall"]),
    ("equipment", ["none"], []),
    ("allowlist", ["bridge, Midback stretch, knee to chest"], ["bridge", "childs-pose", "knee-to-chest"]),
    ("allowlist", ["knee", "to", "chest"], ["knee-to-chest"]),
    ("allowlist", ["side-stretch bridge side-stretch"], ["side-stretch", "bridge"]),
    ("left-out", ["bridge", "side-stretch"], ["bridge", "side-stretch"]),
    ("left-out", ["none"], []),
    ("direction", ["bending arching"], ["arching", "bending"]),
    ("usual-activity", ["90 min"], 90),
    ("activity-days", ["4"], 4),
    ("activity-minutes", ["40"], 40),
    ("activity-minutes", ["60 min"], 60),
    ("strength-rest", ["0"], 0),
    ("strength-rest", ["3"], 3),
    ("helpful.bridge", ["-2"], -2),
    ("helpful.bridge", ["+1"], 1),
    ("helpful.bridge", ["helps", "a", "lot"], 2),
    ("phone", ["+49", "116 117"], "+49 116 117"),
    ("free.mon", ["18:30 20, 7:00 15"], "07:00 15, 18:30 20"),
    ("free.2026-12-24", ["none"], "none"),
    ("free.sun", ["7-7:20"], "07:00 20"),
]


@pytest.mark.parametrize(("key", "words", "value"), TOLD)
def test_an_answer_is_kept_shown_and_can_be_set_again(shell: Shell, key: str, words: list[str], value: Any) -> None:
    said = shell("profile", "set", key, *words)
    assert said.code == 0
    assert not said.err or key in {"free.mon", "free.sun"}
    assert said.out.startswith(f"{key}  ")
    shown = shell("profile", "show", "--json").data
    assert shown[key] == value
    assert shell("profile", "--json").data == shown
    again = value if isinstance(value, str) else json.dumps(value)
    assert shell("profile", "set", key, again).code == 0
    assert shell("profile", "show", "--json").data == shown


@pytest.mark.parametrize(("key", "words", "value"), TOLD)
def test_an_answer_can_be_taken_back(shell: Shell, key: str, words: list[str], value: Any) -> None:
    before = shell("profile", "show", "--json").data
    shell("profile", "set", key, *words)
    assert shell("profile", "unset", key).code == 0
    assert shell("profile", "show", "--json").data == before


def test_nothing_told_is_not_asked(shell: Shell) -> None:
    lines = shell("profile").lines
    assert lines == shell("profile", "show").lines
    assert [line.split()[0] for line in lines] == [*profile.KEYS, "helpful.EXERCISE", "free.DAY"]
    assert "knee-pain         not asked" in lines
    assert lines[-1] == "free.DAY          not told: the plan assumes 15 minutes at 07:00 each day"
    shown = shell("profile", "--json").data
    assert {key for key, value in shown.items() if value} == set()


def test_every_answer_has_a_key() -> None:
    fields = {name.replace("_", "-") for name in Profile.__dataclass_fields__}
    assert fields - set(profile.KEYS) == {"free", "helpful", "screened"}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("knee-pain maybe", "'maybe' is neither yes nor no."),
        ("knee-pain", "Say what 'knee-pain' is to be; 'trainer profile unset knee-pain' takes it back."),
        ("heart-guidance 2026-11-21", "2026-11-21 is still to come; give a date up to 2026-11-20."),
        ("heart-guidance 2016-11-19", "2016-11-19 is over 10 years ago; ask again, and give the new date."),
        ("equipment sofa", "'sofa' is unknown; write any of wall, chair, towel, pillow, band, anchor, dumbbells, or"),
        ("equipment none wall", "Say either none or what there is, not both: "),
        ("equipment ,", "Say which: any of wall, chair, towel, pillow, band, anchor, dumbbells, or none."),
        ("allowlist none", "A clinician's list cannot be empty; name the exercises, or 'trainer profile unset"),
        ("allowlist []", "A clinician's list cannot be empty; name the exercises, or 'trainer profile unset"),
        ("allowlist ,", "Name the exercises, parted by commas"),
        ("allowlist brigde", "There is no exercise 'brigde'. The nearest: bridge"),
        ("allowlist bridge,plank", "There is no exercise 'plank'."),
        ("left-out pelvic-tilt", "'pelvic-tilt' is 2 techniques; choose one: "),
        ("direction up", "'up' is unknown; write any of bending, arching, or none."),
        ("usual-activity lots", "'lots' is no number of minutes."),
        ("usual-activity -5", "-5 minutes a week cannot be; write 0 to 3000."),
        ("activity-days 8", "8 days a week cannot be; write 1 to 7."),
        ("activity-days 3min", "'3min' is no number of days."),
        ("activity-days -1", "-1 days a week cannot be; write 1 to 7."),
        ("activity-minutes 0", "0 minutes a day cannot be; write 30, 40, 50 or 60."),
        ("activity-minutes -5", "-5 minutes a day cannot be; write 30, 40, 50 or 60."),
        ("activity-minutes 35", "35 minutes a day cannot be; write 30, 40, 50 or 60."),
        ("activity-minutes 2000", "2000 minutes a day cannot be; write 30, 40, 50 or 60."),
        ("activity-minutes twenty", "'twenty' is no number of minutes."),
        ("strength-rest 4", "4 free days in between cannot be; write 0 to 3."),
        ("strength-rest -1", "-1 free days in between cannot be; write 0 to 3."),
        ("strength-rest two", "'two' is no number of days."),
        ("helpful.bridge 3", "'3' does not say how helpful it is; write -2 (not for me), -1 (rather not), 0 ("),
        ("helpful.bridge much", "'much' does not say how helpful it is; write "),
        ("helpful.brigde 1", "There is no exercise 'brigde'. The nearest: bridge"),
        ("helpful.pelvic-tilt 1", "'pelvic-tilt' is 2 techniques; choose one: "),
        ("helpful. 1", "There is no exercise ''"),
        ("helpful 1", "Say of which exercise: 'helpful.bridge'."),
        ("free.mon 07:00 0", "A slot of 0 minutes cannot be used; write 5 to 240."),
        ("free.mon 07:00 -5", "A slot of -5 minutes cannot be used; write 5 to 240."),
        ("free.mon 07:00 2000", "A slot of 2000 minutes cannot be used; write 5 to 240."),
        ("free.mon 07:00 twenty", "'07:00 twenty' is no free time; write '07:00 15, 18:30 20', or none."),
        ("free.mon 23:50 15", "15 minutes from 23:50 run past midnight; end at 24:00 or before."),
        ("free.mon 7:00 5, 8:00 5, 9:00 5, 10:00 5, 11:00 5", "5 times on one day cannot be; write at most 4."),
        (f"phone {'1' * 41}", "A phone line has at most 40 characters; this one has 41."),
        ("free.mon 25:00 15", "'25:00 15' is no free time; write '07:00 15, 18:30 20', or none."),
        ("free.mon 07:00", "'07:00' is no free time; write"),
        ("free.mon 07:00 4", "A slot of 4 minutes cannot be used; write 5 to 240."),
        ("free.mon 07:00 60, 07:30 20", "07:30 begins before the 60 minutes from 07:00 end."),
        ("free.someday none", "'someday' is no day; write mon, tue, wed, thu, fri, sat, sun, or a date"),
        ("free.2026-02-30 none", "'2026-02-30' is no day; "),
        ("free none", "Say for which day: 'free.mon' to 'free.sun'"),
        ("knee yes", "The profile has no 'knee'; "),
        ("kneepain yes", "The profile has no 'kneepain'; did you mean 'knee-pain'?"),
        ("screened true", "The profile has no 'screened'; "),
    ],
)
def test_what_cannot_be_an_answer_is_refused_with_what_would_be(
    shell: Shell, home: Home, words: str, sentence: str
) -> None:
    key, *rest = words.split(" ", 1)
    said = shell("profile", "set", key, *rest)
    assert said.code == 1
    assert said.sentence.startswith(sentence)
    assert "profile" not in told(home)


def test_taking_back_an_unknown_key_is_refused(shell: Shell) -> None:
    assert shell("profile", "unset", "shoe-size").sentence.startswith("The profile has no 'shoe-size'; write one of")


def test_it_says_what_each_answer_closes(shell: Shell) -> None:
    assert shell("profile", "set", "knee-pain", "yes").out == f"knee-pain  yes · closes Child's pose – {UPPER}\n"
    assert shell("profile", "set", "allowlist", "bridge").out == (
        f"allowlist  bridge · closes Overhead stretch, Side stretch, Prone press-up and 19 more – {HELP}\n"
    )
    assert shell("profile", "set", "direction", "arching").out == (
        "direction  arching · leaves out of routines Prone press-up – ours\n"
    )
    heart = shell("profile", "set", "heart-problem", "yes")
    assert "Exercises are closed: a heart problem, and no guidance on record" in heart.out
    assert "'trainer profile set heart-guidance DATE'" in heart.out
    assert shell("go", "walk", "20").code == 3
    shell("profile", "set", "heart-guidance", "today")
    assert shell("profile").lines[1] == "heart-problem     yes"


def test_the_first_weekday_that_is_told_says_what_it_means_for_the_others(shell: Shell) -> None:
    first = shell("profile", "set", "free.fri", "19:30 20")
    assert first.code == 0
    assert "The other weekdays now have no free time; 07:00 was only assumed for them." in first.err
    assert "'trainer profile set free.mon \"07:00 15\"'" in first.err
    assert "other weekdays" not in shell("profile", "set", "free.mon", "07:00 15").err
    shell("profile", "unset", "free")
    assert "other weekdays" not in shell("profile", "set", "free.2026-12-24", "none").err


def test_two_days_of_free_time_are_kept_beside_each_other(shell: Shell, home: Home) -> None:
    shell("profile", "set", "free.tue", "07:00 15")
    shell("profile", "set", "free.mon", "none")
    assert list(shell("profile", "--json").data)[-2:] == ["free.mon", "free.tue"]
    shell("profile", "unset", "free.mon")
    assert list(home.coach().care.profile.free) == ["tue"]
    shell("profile", "unset", "free")
    assert home.coach().care.profile.free == {}


def test_how_helpful_an_exercise_is_can_be_told_by_any_of_its_names_and_taken_back(shell: Shell, home: Home) -> None:
    assert shell("profile", "set", "helpful.midback stretch", "2").out == "helpful.childs-pose  2 · helps a lot\n"
    shell("profile", "set", "helpful.bridge", "-1")
    assert shell("profile").lines[-3:-1] == [
        "helpful.bridge       -1 · rather not",
        "helpful.childs-pose  2 · helps a lot",
    ]
    assert shell("profile", "set", "helpful.bridge", "0").out == "helpful.bridge  not asked\n"
    assert home.coach().care.profile.helpful == {"childs-pose": 2}
    assert shell("profile", "unset", "helpful.childs-pose").code == 0
    assert shell("profile", "unset", "helpful.childs-pose").code == 0
    assert shell("profile", "unset", "helpful.brigde").sentence.startswith("There is no exercise 'brigde'.")
    assert home.coach().care.profile.helpful == {}
    home.coach().care.tell(helpful={"bridge": 1, "gone-since": -2})
    assert shell("profile", "unset", "helpful.gone-since").code == 0
    assert home.coach().care.profile.helpful == {"bridge": 1}
    shell("profile", "unset", "helpful")
    assert home.coach().care.profile.helpful == {}


def test_a_key_is_shown_as_it_is_listed_however_it_was_typed(shell: Shell) -> None:
    assert shell("profile", "set", "free.MON", "7-7:20").out == "free.mon  07:00 20\n"
    assert shell("profile", "unset", "free.Mon").out == "free.mon  not asked\n"


slots = st.builds(
    Slot, at=st.times(max_value=time(23, 55)).map(lambda at: at.replace(second=0, microsecond=0)), minutes=st.just(5)
)


@given(
    told=st.builds(
        Profile,
        knee_pain=st.none() | st.booleans(),
        heart_guidance=st.none() | st.dates(date(2017, 1, 1), DAY),
        equipment=st.none() | st.frozensets(st.sampled_from(list(Equipment))),
        allowlist=st.none()
        | st.lists(st.sampled_from(sorted(shipped().exercises)), min_size=1, unique=True).map(tuple),
        left_out=st.frozensets(st.sampled_from(sorted(shipped().exercises))),
        direction=st.frozensets(st.sampled_from(list(Direction))),
        usual_activity=st.none() | st.integers(0, 3000),
        activity_days=st.none() | st.integers(1, 7),
        activity_minutes=st.none() | st.sampled_from(ACTIVITY_MINUTES),
        strength_rest=st.none() | st.integers(0, 3),
        helpful=st.dictionaries(st.sampled_from(sorted(shipped().exercises)), st.sampled_from([-2, -1, 1, 2])),
        free=st.dictionaries(st.sampled_from(WEEK), slots.map(lambda one: (one,))),
    )
)
@steady
def test_what_is_printed_as_data_is_read_as_the_same(told: Profile) -> None:
    about = profile.About(library=shipped(), today=DAY)
    read = Profile()
    for key, value in profile.data(told).items():
        if value is not None:
            word = value if isinstance(value, str) else json.dumps(value)
            read = replace(read, **profile.changes(key, (word,), about, read))  # type: ignore[arg-type]
    assert read == told


# Clearing


def test_a_gate_is_opened_by_what_the_table_says_and_by_nothing_else(shell: Shell, home: Home) -> None:
    for name, symptom in (("chest", "chest-pain"), ("nerve", "numbness"), ("acute", "flare-up")):
        shell("check-in", "5", "--symptom", symptom)
        assert shell("clear", name).sentence == (
            f"Say when a clinician said so: 'trainer clear {name} --clinician 2026-11-20'."
        )
        assert shell("clear", name, "--clinician", "yesterday").code == 1
        assert shut(home)[0] is Gate(name)
        said = shell("clear", name, "--clinician", "today", "--why", "asked")
        assert said.code == 0
        assert said.lines[0].startswith("Closed until now: ")
        assert said.lines[-1] == "Open now. Start slowly, at the low end."
        assert shut(home) == []


@pytest.mark.parametrize(
    ("before", "name", "sentence"),
    [
        ("check-in 5 --symptom spasm", "spasm", "Exercises are closed until Tue 24 Nov: a spasm on Fri 20 Nov"),
        ("profile set heart-problem yes", "heart", "Exercises are closed: a heart problem, and no guidance"),
        ("check-in 2", "acute", "acute is not closed; there is nothing to clear."),
        ("check-in 2", "bridge", "Bridge is not closed; there is nothing to clear."),
        ("check-in 2", "brigde", "There is no exercise 'brigde'. The nearest: bridge. Gates: chest, nerve, acute."),
        ("check-in 5 --symptom flare-up", "bridge", "Bridge waits for something else. Exercises are closed until"),
        ("profile set knee-pain yes", "childs-pose", "Say when a clinician said so: 'trainer clear childs-pose --cl"),
        ("profile set allowlist bridge", "side-stretch", "Side stretch is closed: not on your clinician's list"),
    ],
)
def test_what_cannot_be_cleared_is_refused_with_what_would_open_it(
    shell: Shell, home: Home, before: str, name: str, sentence: str
) -> None:
    shell(*before.split())
    said = shell("clear", name)
    assert said.code == 1
    assert said.sentence.startswith(sentence)
    assert "clear" not in [kind for kind in told(home) if before != "check-in 5 --symptom spasm"]


@pytest.mark.parametrize("on", ["2026-11-21", "2016-11-19", "03/04/2026", ""])
def test_a_word_of_a_day_that_cannot_be_opens_nothing(shell: Shell, home: Home, on: str) -> None:
    shell("profile", "set", "knee-pain", "yes")
    assert shell("clear", "childs-pose", "--clinician", on).code == 1
    assert shell("go", "childs-pose").code == 3


def test_a_clinicians_word_opens_one_exercise(shell: Shell, led: list[bool]) -> None:
    shell("profile", "set", "knee-pain", "yes")
    assert shell("clear", "midback", "stretch", "--clinician", "2026-11-01").lines == [
        f"Closed until now: knee pain – {UPPER}",
        "Open now: Child's pose. Start slowly.",
    ]
    shell("check-in", "2")
    assert shell("go", "childs-pose").code == 0
    assert len(led) == 1


def test_what_was_set_aside_is_cleared_with_the_reason_shown(shell: Shell, home: Home) -> None:
    stop(home, "bridge")
    assert shell("go", "bridge").code == 3
    said = shell("clear", "bridge", "--why", f"better{EVIL}")
    assert said.lines[0] == f"Closed until now: you stopped it on Fri 20 Nov: pain – {HELP}"
    assert said.lines[1] == "Open now: Bridge. Start slowly."
    assert shell("history").code == 0
    assert not [line for line in shell().lines if "Set aside" in line]


def test_what_is_closed_twice_stays_closed(shell: Shell, home: Home) -> None:
    stop(home, "childs-pose")
    shell("profile", "set", "knee-pain", "yes")
    said = shell("clear", "childs-pose")
    assert said.code == 0
    assert len(said.lines) == 3
    assert said.lines[2].startswith(f"Child's pose is still {KNEE}")


def test_another_gate_that_is_closed_is_named(shell: Shell) -> None:
    shell("check-in", "5", "--symptom", "flare-up", "--symptom", "chest-pain")
    said = shell("clear", "chest", "--clinician", "today")
    assert said.lines[1].startswith("Exercises are still closed until Tue 24 Nov: an injury or flare-up")


def test_a_long_reason_is_refused(shell: Shell, home: Home) -> None:
    stop(home, "bridge")
    assert shell("clear", "bridge", "--why", "x" * 201).sentence == "--why has 201 characters; say it in 200."


@pytest.mark.parametrize(
    "words",
    [
        ["check-in", EVIL],
        ["check-in", "2", "--symptom", EVIL],
        ["check-in", "2", "--symptom", "flare-up", "--on", EVIL],
        ["check-in", "2", "--after", EVIL],
        ["check-in", "9" * 10_000],
        ["profile", "set", EVIL, "yes"],
        ["profile", "set", "knee-pain", EVIL],
        ["profile", "set", "phone", EVIL],
        ["profile", "set", "equipment", EVIL],
        ["profile", "set", "equipment", "[" * 10_000],
        ["profile", "set", "allowlist", EVIL],
        ["profile", "set", "free.mon", EVIL],
        ["profile", "set", f"free.{EVIL}", "none"],
        ["profile", "unset", EVIL],
        ["clear", EVIL],
        ["clear", "bridge", "--clinician", EVIL],
        ["library", "cautions", EVIL],
    ],
)
def test_what_is_typed_never_steers_the_terminal(shell: Shell, words: list[str]) -> None:
    said = shell(*words)
    assert said.code in {1, 2}
    assert len(said.sentence) < 400


# Days


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", 20),
        (" Yesterday ", 19),
        ("2026-11-01", 1),
        ("thu", 19),
        ("Thursday", 19),
        ("sat", 14),
        ("tues", 17),
    ],
)
def test_a_day_is_read_as_people_say_it(text: str, day: int) -> None:
    assert parse_day(text, DAY) == date(2026, 11, day)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("03/04/2026", "'03/04/2026' can be read as 2026-04-03 or 2026-03-04;"),
        ("3.4.26", "'3.4.26' can be read as 2026-04-03 or 2026-03-04;"),
        ("20/11/2026", "'20/11/2026' can be read as 2026-11-20;"),
        ("04-04-2026", "'04-04-2026' can be read as 2026-04-04;"),
        ("fri", "'fri' can be today or 2026-11-13;"),
    ],
)
def test_a_day_with_several_readings_is_refused_with_them(text: str, readings: str) -> None:
    with pytest.raises(RefusedError) as refused:
        parse_day(text, DAY)
    assert refused.value.sentence.startswith(readings)


@pytest.mark.parametrize("text", ["", "t", "th", "tomorrow", "2026-11-31", "2026-W47", "20261120", "31/31/2026", "1d"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="is no day; write a date such as 2026-11-20"):
        parse_day(text, DAY)


@given(st.text(max_size=12) | st.dates().map(str), st.dates(date(1970, 1, 1)))
@steady
def test_any_text_is_a_day_or_refused_in_a_line(text: str, today: date) -> None:
    try:
        parse_day(text, today)
    except RefusedError as error:
        refused = error.sentence
    else:
        refused = ""
    assert find_hostile(refused, newlines=False) is None


# The library, as it stands to this person


def test_a_closed_exercise_is_shown_with_the_reason(shell: Shell) -> None:
    shell("profile", "set", "knee-pain", "yes")
    shell("profile", "set", "equipment", "towel", "pillow")
    lines = shell("library", "list").lines
    assert len(lines) == 23
    assert [line.split()[1] for line in lines if line.endswith(KNEE)] == ["childs-pose"]
    assert any(line.endswith("left out of routines: no wall – ours") for line in lines)
    shown = shell("library", "show", "childs-pose").lines
    assert shown[1].startswith(f"Child's pose is {KNEE}. ")
    assert not any("For you" in line for line in shown)


def test_a_gate_heads_the_list(shell: Shell) -> None:
    shell("check-in", "5", "--symptom", "flare-up", "--on", "yesterday")
    lines = shell("library", "list").lines
    assert lines[0].startswith(FLARE)
    assert len(lines) == 25
    assert shell("library", "show", "bridge").lines[1].startswith(FLARE)


def test_what_could_take_its_place_is_named(shell: Shell) -> None:
    shell("profile", "set", "equipment", "dumbbells")
    assert "In its place: Dumbbell row." in shell("library", "show", "band-row").lines
    shell("profile", "set", "equipment", "none")
    assert not any("In its place" in line for line in shell("library", "show", "band-row").lines if line[:1] != " ")
    assert "In its place: Hamstring stretch, leg raised." in shell("library", "show", "hamstring-stretch-towel").lines


def test_why_it_is_closed_is_data(shell: Shell) -> None:
    assert {one["closed"] for one in shell("library", "list", "--json").data} == {None}
    shell("profile", "set", "knee-pain", "yes")
    shell("profile", "set", "direction", "bending")
    closed = {
        one["id"]: one["closed"]["rule"] for one in shell("library", "list", "--json").data if one["closed"] is not None
    }
    assert closed == {**dict.fromkeys(DIRECTIONS[Direction.BENDING], "direction"), "childs-pose": "knee-pain"}
    shell("check-in", "5", "--symptom", "flare-up", "--on", "yesterday")
    assert shell("library", "show", "childs-pose", "--json").data["closed"] == {
        "rule": "acute",
        "reason": "an injury or flare-up on Thu 19 Nov",
        "until": "2026-11-23",
        "lifts": "It opens on Mon 23 Nov, or with a clinician's dated clearance",
        "handout": "help-your-back",
    }


def test_the_way_through_a_dosage_is_shown(shell: Shell, home: Home) -> None:
    title = wording.source(shipped().handouts["help-your-back"])
    assert shell("library", "show", "hip-flexor-stretch").out.count("    For you: step 1 of 5: 1 × 20 s") == 1
    assert not shell.data.exists()
    coach = home.coach()
    coach.change(AT_ONCE)
    for _ in range(2):
        home.finish(start(home.coach().begin(named("hip-flexor-stretch"))))
        home.clock.jump(NIGHT)
    assert f"[{title}]\n    For you: step 2 of 5: 1 × 25 s" in shell("library", "show", "hip-flexor-stretch").out
    assert "    For you: step 1 of 8: 3 times" in shell("library", "show", "pelvic-tilt-rocking").lines


def test_ones_own_that_is_not_reviewed_is_closed_to_plans_only(shell: Shell, data: Path) -> None:
    own(
        data,
        "doorway",
        'name = "Doorway"\nkind = "stretch"\nregions = ["chest"]\npositions = ["standing"]\n'
        '[[steps]]\ntext = "Lean in."\n[[dosages]]\nhold = [15, 30]\n',
    )
    assert shell("library", "list", "--mine").lines == ["↔ doorway  Doorway  standing · yours, not reviewed"]
    lines = shell("library", "show", "doorway").lines
    assert "Left out of plans: yours, not reviewed – ours. Look at its dosage and cautions, then write reviewed = " in (
        "\n".join(lines).replace("reviewed = true into its file.", "reviewed = ")
    )
    assert shell("library", "list", "--mine", "--json").data[0]["closed"]["rule"] == "reviewed"


# Cautions


def test_every_topic_has_words_and_a_page(shell: Shell) -> None:
    known = topics(shipped())
    out = shell("library", "cautions").out
    listed = shell("library", "cautions", "--json").data
    assert [one["id"] for one in listed] == [topic.id for topic in known]
    assert all(f"  {topic.id} " in out for topic in known)
    assert all(one["applies"] == [] for one in listed)
    for topic in known:
        said = shell("library", "cautions", topic.id)
        assert (said.code, said.err) == (0, "")
        assert said.lines[1] == "It does not apply to you now."
        page = shell("library", "cautions", topic.id, "--json").data
        assert [rule["id"] for rule in page["rules"]] == list(topic.rules)
        assert page["lifts"] or not topic.by
    assert not shell.data.exists()


def test_a_page_holds_the_rules_that_decide_word_for_word(shell: Shell) -> None:
    out = shell("library", "cautions", "chest", "pain", "or", "discomfort").out
    rule = shipped().rules["chest"]
    assert f"{rule.text} [{HELP}]" in out
    assert rule.does in out
    assert f"{rule.urgent} [ours]" in out
    assert "  Every exercise." in out
    assert out.endswith("Record the date on which you contacted a doctor, and it opens.\n")


def test_a_conflict_is_shown_with_both_sides_and_what_is_followed(shell: Shell) -> None:
    out = shell("library", "cautions", "flare-up").out
    (conflict,) = (one for one in shipped().conflicts if one.id == "acute")
    for side in conflict.sides:
        assert f"  {shipped().handouts[side.handout].title}: {side.text}" in out
    assert f"  Followed: {conflict.followed} [ours]" in out


def test_what_a_condition_touches_is_shown_with_its_cautions(shell: Shell) -> None:
    page = shell("library", "cautions", "knee-pain", "--json").data
    assert [one["id"] for one in page["exercises"]] == ["wall-slide", "childs-pose"]
    assert {it["when"] for one in page["exercises"] for it in one["cautions"]} == {"knee-pain"}
    out = shell("library", "cautions", "knee-pain").out
    assert f"  Child's pose: leave it out. Knee pain: Leave this out if your knees hurt. [{UPPER}]" in out


def test_it_says_whether_a_caution_applies_now(shell: Shell) -> None:
    shell("profile", "set", "knee-pain", "yes")
    assert (
        shell("library", "cautions", "knee-pain")
        .lines[1]
        .startswith(f"Applies to you now: Child's pose – knee pain – {UPPER}. ")
    )
    shell("check-in", "5", "--symptom", "flare-up", "--on", "yesterday")
    listed = {one["id"]: one["applies"] for one in shell("library", "cautions", "--json").data}
    assert {name for name, why in listed.items() if why} == {
        "knee-pain",
        "flare-up",
        "childs-pose",
        "help-your-back",
        "healthy-upper-back",
    }
    assert shell("library", "cautions", "flare-up").lines[1].startswith(f"Applies to you now. {FLARE}")
    assert shell("library", "cautions", "bridge").lines[1].startswith(f"Applies to you now. {FLARE}")
    (why,) = shell("library", "cautions", "knee-pain", "--json").data["applies"]
    assert (why["exercise"], why["rule"], why["handout"]) == ("childs-pose", "knee-pain", "healthy-upper-back")


def test_an_unknown_caution_is_answered_with_the_nearest(shell: Shell) -> None:
    assert shell("library", "cautions", "knee").sentence == "There is no caution 'knee'. The nearest: knee-pain, " + (
        "knee-to-chest."
    )
    assert shell("library", "cautions", "xyzzy").sentence == (
        "There is no caution 'xyzzy'. 'trainer library cautions' shows all."
    )


@pytest.mark.parametrize("by", [*Gate, *Bar])
def test_everything_that_closes_says_what_opens_it(by: Gate | Bar) -> None:
    assert reasons.opens(by).isprintable()
    assert "{" not in reasons.opens(by)


def test_somebody_new_has_nothing_closed() -> None:
    stands = blank(shipped(), DAY)
    assert stands.gates == ()
    assert all(stands.first(one) is None for one in shipped().exercises.values())


# Today, and the history


def test_today_leads_with_what_is_closed(shell: Shell, home: Home) -> None:
    stop(home, "bridge")
    shell("check-in", "5", "--symptom", "flare-up", "--on", "yesterday")
    lines = shell().lines
    assert lines[1].startswith(FLARE)
    assert lines[2] == "Set aside: Bridge, stopped today for pain. 'trainer clear bridge' when you are ready."
    assert "Routines, once exercises are open again:" in lines
    assert f"without: Bridge (you stopped it on Fri 20 Nov: pain – {HELP})" in "\n".join(lines)


def test_a_routine_with_nothing_open_is_marked_closed(shell: Shell) -> None:
    shell("profile", "set", "allowlist", "childs-pose")
    (line,) = (line for line in shell().lines if "back-pain-stretches" in line)
    assert "· closed: Pelvic tilt, held (not on your clinician's list" in line


def test_the_history_holds_check_ins_in_the_order_of_time(shell: Shell, home: Home) -> None:
    shell("check-in", "2", "--after", "same")
    home.clock.jump(60)
    home.finish(start(home.coach().begin_activity("walk", 5)))
    home.clock.jump(3600)
    shell("check-in", "4", "--symptom", "numbness", "--symptom", "other")
    first, walk, last = shell("history", "--json").data
    assert walk["kind"] == "activity"
    assert {key: value for key, value in first.items() if key != "id"} == {
        "at": "2026-11-20T07:10:00+01:00",
        "kind": "check-in",
        "pain": 2,
        "symptoms": [],
        "after": "same",
    }
    assert (last["pain"], last["symptoms"], last["after"]) == (4, ["numbness", "other"], None)
    lines = shell("history").lines
    assert lines[0].endswith("  Check-in · pain 4 · numbness or tingling, symptoms that got worse")
    assert lines[2] == "today  07:10  Check-in · pain 2 · nothing new · after the last session same"
    home.clock.jump(40 * NIGHT)
    assert shell("history").err.startswith("Nothing was done in that time; ")

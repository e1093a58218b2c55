"""Cautions: every topic with its rules' own texts, and what applies now marked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.fakes import NOVEMBER
from tests.ui.support import SIZES, House, Play, shipped
from trainer import wording
from trainer.core.cautions import Group, Topic, topics
from trainer.core.checkin import CheckIn, Symptom
from trainer.core.library import Library
from trainer.ui.screens.ask import AskScreen
from trainer.ui.screens.cautions import CautionsScreen
from trainer.ui.screens.choose import ChooseScreen
from trainer.ui.screens.library import LibraryScreen
from trainer.ui.screens.reader import ReaderScreen
from trainer.ui.widgets.rulebook import Bars, name_of, rulebook, standing

TOPICS = {one.id: one for one in topics(shipped())}


def page(topic: Topic, library: Library | None = None, house: House | None = None) -> str:
    """Return a topic's text in one line, as a person reads it who told what is in a house."""
    gates, bars = () if house is None else house.coach().care.gates(), barred(house)
    return " ".join(str(rulebook(topic, library or shipped(), gates, bars, 60)).split())


def barred(house: House | None) -> Bars:
    if house is None:
        return ()
    care = house.coach().care
    return tuple((one, care.closed(one)) for one in shipped().exercises.values())


async def cautions(play: Play) -> None:
    """Go to the cautions, on top of the library."""
    while isinstance(play.screen, AskScreen):
        await play.press("escape")
    await play.press("3")
    play.app.push_screen(CautionsScreen(play.coach))
    await play.settle()
    play.on(CautionsScreen)


# The text


@pytest.mark.parametrize("topic", TOPICS.values(), ids=lambda topic: topic.id)
def test_a_topic_says_all_its_rules_say(topic: Topic) -> None:
    text = page(topic)
    assert name_of(topic, shipped()) in text
    for name in topic.rules:
        rule = shipped().rules[name]
        assert " ".join(rule.text.split()) in text
        assert " ".join(rule.does.split()) in text
        assert topic.group is Group.HANDOUT or f"[{wording.source(shipped().handouts.get(rule.handout or ''))}]" in text
        assert rule.urgent in text
    for conflict in shipped().conflicts:
        shown = [conflict.topic, conflict.followed, *(side.text for side in conflict.sides)]
        assert all(one in text for one in shown) == (conflict.id in topic.conflicts)


@pytest.mark.parametrize("name", ["knee-pain", "chest-pain", "pain-after", "help-your-back"])
def test_the_texts_are_the_librarys_and_no_second_copy(name: str) -> None:
    rules = {key: replace(rule, text="Said anew.", does="Done anew.") for key, rule in shipped().rules.items()}
    text = page(TOPICS[name], replace(shipped(), rules=rules))
    assert "Said anew." in text
    assert "Done anew." in text
    assert all(rule.text not in text and rule.does not in text for rule in shipped().rules.values())


def test_a_library_without_rules_says_what_it_can() -> None:
    empty = replace(shipped(), rules={}, conflicts=())
    assert all(page(topic, empty) for topic in topics(empty))


def test_what_is_closed_now_says_why_and_what_lifts_it(house: House) -> None:
    assert "No. What it means" in page(TOPICS["knee-pain"], house=house)
    assert "It opens when that is over" in page(TOPICS["knee-pain"], house=house)
    house.coach().care.tell(knee_pain=True)
    text = page(TOPICS["knee-pain"], house=house)
    assert "Child's pose is closed: knee pain – Healthy Upper Back: Exercises." in text
    assert text.count("It opens when that is over") == 1
    assert "Wall slide Take care – Knee pain: With knee pain, slide down less far" in text
    assert "Child's pose Leave it out – Knee pain: Leave this out if your knees hurt. [Healthy Upper Back" in text
    assert "Child's pose is closed: knee pain" in page(TOPICS["childs-pose"], house=house)
    assert "Child's pose is closed: knee pain" in page(TOPICS["healthy-upper-back"], house=house)
    assert "Does it apply to you now? No." in page(TOPICS["prone-press-up"], house=house)


def test_a_closed_gate_is_said_with_every_exercise_and_with_its_own_symptom_only(house: House) -> None:
    symptoms = frozenset({Symptom.FLARE_UP})
    house.coach().care.check_in(CheckIn(at=NOVEMBER, pain=3, symptoms=symptoms, day=NOVEMBER.date()))
    closed = "Exercises are closed until Tue 24 Nov: an injury or flare-up on Fri 20 Nov"
    assert closed in page(TOPICS["flare-up"], house=house)
    assert closed in page(TOPICS["childs-pose"], house=house)
    assert "closed until" not in page(TOPICS["chest-pain"], house=house)
    assert standing(TOPICS["chest-pain"], house.coach().care.gates(), barred(house)) == ()


def test_what_is_only_left_out_is_not_called_closed(house: House) -> None:
    house.coach().care.tell(equipment=frozenset())
    text = page(TOPICS["equipment"], house=house)
    assert "left out of routines and plans: no two dumbbells – ours. Change your answer under You." in text
    assert "closed" not in text


def test_many_exercises_with_one_reason_are_counted(house: House) -> None:
    house.coach().care.tell(allowlist=("bridge",))
    count = len(shipped().exercises) - 1
    assert f"{count} exercises are closed: not on your clinician's list" in page(TOPICS["clinician"], house=house)


# The screen


async def test_the_list_marks_what_applies(house: House) -> None:
    house.coach().care.tell(knee_pain=True)
    async with house.open() as play:
        await cautions(play)
        marked = [line[:34].strip() for line in play.dump().splitlines() if "●  │" in line]
        assert [line.split("  ")[0] for line in marked] == ["Knee pain"]
        assert play.shows("3 apply to you now", "Symptoms", "● Applies to you now")
        await play.press("down")
        assert play.shows("Does it apply to you now?", "After a recent heart attack")


async def test_enter_goes_to_the_exercises_a_topic_touches(house: House) -> None:
    async with house.open() as play:
        await cautions(play)
        await play.press("enter")
        play.on(ChooseScreen)
        await play.click("Child's pose")
        play.on(ReaderScreen)
        assert play.shows("Leave this out if your knees hurt.")
        await play.press("escape", "down", "enter")
        play.on(ReaderScreen)
        assert play.shows("Heart problem", "What it means")


async def test_enter_opens_the_rules_where_there_is_no_room(house: House) -> None:
    async with house.open((40, 20)) as play:
        await cautions(play)
        assert not play.shows("What it means")
        await play.press("enter")
        play.on(ReaderScreen)
        assert play.shows("What it means", "With knee pain, leave out")


@pytest.mark.parametrize("key", ["c", "escape", "3"])
async def test_back_to_the_exercises(key: str, house: House) -> None:
    async with house.open() as play:
        await cautions(play)
        await play.press(key)
        play.on(LibraryScreen)


async def test_searching_narrows_the_list_and_escape_ends_it(house: House) -> None:
    async with house.open() as play:
        await cautions(play)
        await play.press("/", *"chest")
        assert play.shows("Chest pain", "Knee to chest")
        assert not play.shows("Spasm")
        await play.press(*"zzz")
        assert play.shows("Nothing fits")
        await play.press("escape")
        play.on(CautionsScreen)
        assert play.shows("Knee pain", "Spasm")


@pytest.mark.parametrize("size", [*SIZES, (20, 6)], ids=str)
async def test_every_topic_can_be_shown_at_every_size(size: tuple[int, int], house: House) -> None:
    house.coach().care.tell(knee_pain=True, heart_problem=True, equipment=frozenset())
    async with house.open(size) as play:
        await cautions(play)
        await play.press(*["down"] * (len(TOPICS) + 1))
        await play.resize(60, 14)
        await play.press("home", "enter", "escape", "?", "escape")
        play.on(CautionsScreen)


async def test_what_was_told_meanwhile_is_seen_on_coming_back(house: House) -> None:
    async with house.open() as play:
        await cautions(play)
        assert play.shows("nothing applies to you now")
        play.coach.care.tell(knee_pain=True)
        await play.press("5", "3")
        play.on(CautionsScreen)
        assert play.shows("3 apply to you now")

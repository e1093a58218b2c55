"""Figures on the screens: which pose belongs to which moment, what stays still, and where a figure gives way."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from textual.app import App
from textual.widgets import Static

from tests.fakes import FakeClock, prescription
from tests.ui.support import HOME, House, Play, kind, named, shipped
from trainer.core.course import Status
from trainer.core.figure import Figure, Movement, shown, telling
from trainer.core.library import Library
from trainer.core.log import SessionLog
from trainer.core.pace import FirstSide, Pace
from trainer.core.session import Session
from trainer.core.settings import Figures as Wish
from trainer.core.settings import Settings
from trainer.core.timeline import BodySide, Step, StepKind
from trainer.drawing import canvas
from trainer.resources import library_path
from trainer.shelf import load_library
from trainer.ui.screens.exercise import ExerciseScreen
from trainer.ui.screens.moving import moves, shows
from trainer.ui.screens.session import SessionScreen
from trainer.ui.widgets import figure as widget
from trainer.ui.widgets.digits import Digits
from trainer.ui.widgets.figure import AGAIN, Demonstration, Figures, FigureView
from trainer.ui.widgets.how import how
from trainer.ui.widgets.picture import Picture
from trainer.ui.widgets.showing import LONGEST, OWN, SHOWN, WAY, Actor, Scene, demonstration

RESTS_ON = Demonstration.rest_on
KNEE = "knee-to-chest"
IN_TURN = "back-pain-stretches"
"""A routine in which the knees are drawn up in turn, and then both."""


class Stage:
    """A session without a screen, and what is shown of it."""

    def __init__(self, house: House, *names: str, moving: bool = True, **pace: object) -> None:
        self.clock = house.clock
        asked = [one for name in names for one in house.coach().prescribe(named(name))]
        self.session = Session(asked, Pace(**pace), house.clock)  # type: ignore[arg-type]
        self.session.start()
        self._actor = Actor(Figures(house.root), lambda: moving)

    @property
    def figure(self) -> Figure:
        """The figure that is shown."""
        return self.scene().figure

    def to(self, wanted: StepKind, number: int = 1, *, item: int = 0) -> Step:
        """Go to the first moment of the so-many-th step of a kind."""
        steps = [at for at, one in enumerate(self.session.course.steps) if one.kind is wanted and one.item == item]
        while self.session.course.cursor < steps[number - 1]:
            self.session.next()
        assert self.session.step is not None
        return self.session.step

    def scene(self, seconds: float = 0.0) -> Scene:
        """Let so much time pass, and see what is shown then."""
        while seconds > 0:
            self.clock.advance(min(1.0, seconds))
            self.session.look()
            seconds -= 1.0
        scene = self._actor.scene(self.session)
        assert scene is not None
        return scene

    def pose(self, seconds: float = 0.0) -> str:
        """Let so much time pass and name the pose one sees, or the nearest."""
        scene = self.scene(seconds)
        return shown(scene.figure, scene.frames, scene.share).pose


def rows(scene: Scene, width: int = 40, height: int = 12) -> list[str]:
    return Picture().rows(scene, width, height)


# Which pose


def test_getting_ready_shows_the_movement_once_and_then_stands_still(house: House) -> None:
    stage = Stage(house, KNEE)
    frames = stage.scene().frames
    assert frames == stage.figure.frames(StepKind.PREPARE)
    took = min(SHOWN, (len(frames) - 1) * WAY)
    assert stage.pose() == frames[0]
    assert stage.pose(took / 2) == frames[len(frames) // 2]
    assert stage.pose(took / 2) == frames[-1]
    assert stage.scene() == stage.scene(1) == stage.scene(1)


def test_a_hold_is_entered_the_way_that_was_shown_and_then_it_is_still(house: House) -> None:
    stage = Stage(house, KNEE)
    stage.to(StepKind.HOLD)
    way = stage.scene().frames
    assert way == stage.figure.frames(StepKind.PREPARE)[: len(way)]
    assert way[-1:] == stage.figure.frames(StepKind.HOLD)
    assert stage.pose() == way[0]
    assert stage.pose(LONGEST) == way[-1]
    held = stage.scene(0.5)
    assert held.share == 1.0
    for _ in range(17):
        assert stage.scene(1) == held
        assert stage.session.step is not None
        assert stage.session.step.kind is StepKind.HOLD


def test_a_short_hold_is_entered_within_its_first_half(house: House) -> None:
    stage = Stage(house, "pelvic-tilt-held")
    step = stage.to(StepKind.HOLD)
    assert step.seconds is not None
    assert stage.scene(step.seconds / 2).share == 1.0


def test_letting_go_leads_back_and_stays_there(house: House) -> None:
    stage = Stage(house, KNEE)
    stage.to(StepKind.RELEASE)
    before, after = stage.figure.frames(StepKind.HOLD)[-1], stage.figure.frames(StepKind.PREPARE)[-1]
    assert (stage.pose(), stage.pose(LONGEST)) == (before, after)
    assert stage.scene() == stage.scene(1)


def test_the_left_side_is_shown_mirrored(house: House) -> None:
    for first, mirrored in ((FirstSide.LEFT, True), (FirstSide.RIGHT, False)):
        stage = Stage(house, KNEE, first_side=first)
        assert stage.scene().mirrored is mirrored
        left = stage.to(StepKind.HOLD)
        assert left.side is (BodySide.LEFT if mirrored else BodySide.RIGHT)
        one = stage.scene(5)
        assert one.mirrored is mirrored
        stage.to(StepKind.HOLD, 2)
        other = stage.scene(5)
        assert other.mirrored is not mirrored
        assert rows(one) != rows(other)


def test_what_needs_both_sides_is_not_mirrored(house: House) -> None:
    stage = Stage(house, "bridge")
    stage.to(StepKind.HOLD)
    assert not stage.scene().mirrored


def test_where_sides_alternate_a_switch_first_lets_go_of_the_side_that_was_held(house: House) -> None:
    stage = Stage(house, IN_TURN)
    stage.to(StepKind.SWITCH, item=1)
    held, free = stage.figure.frames(StepKind.HOLD)[-1], stage.figure.frames(StepKind.SWITCH)[-1]
    assert (stage.pose(), stage.scene().mirrored) == (held, True)
    assert (stage.pose(LONGEST), stage.scene().mirrored) == (free, False)


def test_a_rotation_goes_straight_over_to_the_other_side(house: House) -> None:
    stage = Stage(house, "lower-trunk-rotation")
    stage.to(StepKind.SWITCH)
    over = stage.figure.frames(StepKind.SWITCH)
    assert stage.scene().frames == over
    assert not stage.scene().mirrored
    assert (stage.pose(), stage.pose(LONGEST)) == (over[0], stage.figure.frames(StepKind.HOLD)[-1])


def test_the_second_part_has_a_movement_of_its_own(house: House) -> None:
    stage = Stage(house, IN_TURN)
    steps = stage.session.course.steps
    [first, *_] = [at for at, one in enumerate(steps) if one.part == 1 and one.kind is StepKind.HOLD]
    while stage.session.course.cursor < first:
        stage.session.next()
    assert stage.pose(5) == stage.figure.frames(StepKind.HOLD, 2)[-1] != stage.figure.frames(StepKind.HOLD)[-1]


def test_a_form_by_its_label_has_a_movement_of_its_own(house: House) -> None:
    books = shipped().exercises["open-books"]
    held = next(one for one in books.dosages if one.label == "held")
    session = Session(house.coach().prescribe(books, held), Pace(), house.clock)
    session.start()
    figure = stand_in(StepKind.HOLD, label="held")
    scene = Actor(lambda name: figure, lambda: True).scene(session)
    assert scene is not None
    assert scene.frames == ("two", "one", "two")


def test_a_movement_lasts_as_long_as_its_step(house: House) -> None:
    stage = Stage(house, "wall-push-up", move=4)
    stage.to(StepKind.MOVE)
    assert stage.scene(1).share == pytest.approx(0.25)
    assert stage.scene(2).share == pytest.approx(0.75)
    stage.to(StepKind.MOVE, 2)
    assert stage.scene().share == 0.0


def test_at_ones_own_pace_each_movement_is_shown_once(house: House) -> None:
    stage = Stage(house, "wall-push-up", own_pace=True)
    stage.to(StepKind.MOVE)
    assert stage.pose(OWN / 2) == stage.figure.frames(StepKind.MOVE)[1]
    assert stage.scene(OWN / 2) == stage.scene(1)


def test_a_long_activity_is_shown_for_a_moment(house: House) -> None:
    coach = house.coach()
    house.ask()
    run = coach.begin_activity("walk", 20)
    run.session.start()
    actor = Actor(Figures(house.root), lambda: True)
    run.session.press()
    house.clock.advance(1)
    run.session.look()
    early = actor.scene(run.session)
    late = []
    for _ in range(30):
        house.clock.advance(1)
        run.session.look()
        late.append(actor.scene(run.session))
    assert early not in late[-5:]
    assert late[-1] == late[-2] == late[-3]


def test_what_pauses_stands_still_where_it_was(house: House) -> None:
    stage = Stage(house, KNEE)
    before = stage.scene(1.1)
    stage.session.press()
    stage.session.pause()
    paused = stage.scene()
    assert stage.scene(30) == paused
    assert before.frames != paused.frames or before.share <= 1.0


@pytest.mark.parametrize("name", sorted(shipped().exercises))
def test_no_figure_jumps_from_one_step_to_the_next_but_to_the_other_side(name: str, house: House) -> None:
    exercise = shipped().exercises[name]
    for dosage in exercise.dosages:
        session = Session(house.coach().prescribe(exercise, dosage), Pace(), FakeClock())
        clock = session._clock
        assert isinstance(clock, FakeClock)
        actor = Actor(Figures(house.root), lambda: True)
        session.start()
        before: Scene | None = None
        while session.step is not None:
            scene = actor.scene(session)
            assert scene is not None
            if before is not None and before.mirrored == scene.mirrored:
                ended, begun = shown(before.figure, before.frames, 1.0), shown(scene.figure, scene.frames, 0.0)
                assert begun.pose == ended.pose, session.step
            before = last_moment(session, clock, actor)
            session.look()


def last_moment(session: Session, clock: FakeClock, actor: Actor) -> Scene:
    """Let a step pass but for a hair, as something that is looked at all the time, and see it then."""
    left = session.left or 0.0
    while left > 1.0:
        clock.advance(1.0)
        session.look()
        left -= 1.0
    clock.advance(left - 1e-6)
    session.look()
    scene = actor.scene(session)
    assert scene is not None
    clock.advance(2e-6)
    return scene


# Where nothing moves


def test_without_motion_one_pose_after_another_is_shown_with_the_phase(house: House) -> None:
    stage = Stage(house, KNEE, moving=False)
    seen = [stage.scene(1).frames for _ in range(9)]
    assert all(len(frames) == 1 for frames in seen)
    told = telling(stage.figure.movement())
    assert list(dict.fromkeys(seen))[: len(told)] == [(pose,) for pose in told]
    stage.to(StepKind.HOLD)
    assert {stage.scene(1).frames for _ in range(18)} == {stage.figure.frames(StepKind.HOLD)}
    stage.to(StepKind.RELEASE)
    assert stage.scene().frames == stage.figure.frames(StepKind.RELEASE)[-1:]


def test_without_motion_a_movement_shows_its_two_ends(house: House) -> None:
    stage = Stage(house, "wall-push-up", moving=False)
    stage.to(StepKind.MOVE)
    far, near, _ = stage.figure.frames(StepKind.MOVE)
    assert [stage.pose(0.5) for _ in range(7)] == [far, far, near, near, near, far, far]


@pytest.mark.parametrize(
    ("settings", "remote", "level", "may"),
    [
        (Settings(slow=False), "", "full", True),
        (Settings(), "", "full", True),
        (Settings(slow=False), "far", "full", True),
        (Settings(), "far", "full", False),
        (Settings(slow=True), "", "full", False),
        (Settings(figures=Wish.STILL), "", "full", False),
        (Settings(figures=Wish.NONE), "", "full", False),
        (Settings(), "", "none", False),
    ],
)
def test_figures_move_only_where_line_setting_and_terminal_let_them(
    settings: Settings, remote: str, level: str, *, may: bool, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", remote)
    app: App[None] = App()
    app.animation_level = level  # type: ignore[assignment]
    coach = house.coach()
    coach.change(settings)
    assert moves(app, coach) is may
    assert shows(settings) is (settings.figures is not Wish.NONE)


# Drawing


def stand_in(*kinds: StepKind, label: str | None = None) -> Figure:
    """Make a figure of two of the bridge's poses."""
    bridge = Figures(Path())("bridge")
    assert bridge is not None
    poses = {"one": bridge.poses["rest"], "two": bridge.poses["up"]}
    frames = {StepKind.PREPARE: ("one", "two", "one"), **dict.fromkeys(kinds, ("two",))}
    other = {StepKind.PREPARE: ("two", "one", "two"), **dict.fromkeys(kinds, ("one",))}
    movements = (Movement(frames=frames), Movement(frames=other, label=label))
    return replace(bridge, poses=poses, movements=movements)


def test_the_least_box_is_the_canvas_s() -> None:
    assert widget.LEAST == canvas.LEAST


@pytest.mark.parametrize("size", [(0, 0), (3, 2), (15, 20), (80, 5)])
def test_in_a_box_too_small_for_it_a_figure_gives_way(size: tuple[int, int]) -> None:
    scene = demonstration(stand_in(), moving=True)
    assert rows(scene, *size) == []


def test_a_picture_fills_its_box_exactly() -> None:
    for scene in (demonstration(stand_in(), moving=True), demonstration(stand_in(), moving=False)):
        for width, height in ((16, 6), (43, 9), (47, 11), (80, 20)):
            drawn = rows(scene, width, height)
            assert len(drawn) == height
            assert {len(row) for row in drawn} <= ({width - 1, width} if scene.beside else {width})
            assert "\u2800" not in "".join(drawn)


def test_where_nothing_moves_the_poses_stand_beside_each_other_as_far_as_there_is_room() -> None:
    scene = demonstration(stand_in(StepKind.HOLD), moving=False)
    assert scene.frames == ("one", "two")
    narrow, wide = rows(scene, 30, 8), rows(scene, 62, 8)
    [floor, *_] = reversed(wide)
    assert floor[:30].strip()
    assert floor[30:32] == "  "
    assert [row[32:] for row in wide] == narrow


def test_the_console_of_linux_gets_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = demonstration(stand_in(), moving=True)
    assert set("".join(rows(scene))) > {"⣿"}
    monkeypatch.setenv("TERM", "linux")
    assert set("".join(rows(scene))) <= set(canvas.BLOCKS.signs)


async def test_on_the_console_of_linux_a_figure_needs_more_room(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    async with house.open(train="bridge") as play:
        assert figures(play) == []
        await play.press("i", "i")
        [view] = figures(play)
        assert set("".join(view._rows)) == set(canvas.BLOCKS.signs)


def test_a_figure_that_cannot_be_drawn_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: object, **named: object) -> list[object]:
        raise ZeroDivisionError

    scene = demonstration(stand_in(), moving=True)
    monkeypatch.setattr("trainer.ui.widgets.picture.strokes", fails)
    assert rows(scene) == []


# In a session


def figures(play: Play) -> list[FigureView]:
    """Return the figures that can be seen."""
    return [view for view in play.screen.query(FigureView) if view.is_on_screen]


def dots(play: Play) -> int:
    """Count the characters of figures on the terminal."""
    return sum("\u2801" <= sign <= "\u28ff" for sign in play.dump())


class Brush:
    """Counts what is painted of figures."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.strokes = 0
        refresh = FigureView.refresh

        def counted(view: FigureView, *regions: object, **named: object) -> FigureView:
            self.strokes += 1
            return refresh(view, *regions, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(FigureView, "refresh", counted)


async def watch(play: Play, seconds: float) -> None:
    """Let time pass, and have all painted meanwhile."""
    for _ in range(round(seconds * 4)):
        await play.wait(0.25, every=0.25)


async def test_the_figure_moves_while_one_gets_ready_and_is_still_in_the_hold(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with house.open(train=KNEE) as play:
        play.app.animation_level = "full"
        brush = Brush(monkeypatch)
        await watch(play, 5)
        assert brush.strokes > 8
        await play.until(kind(StepKind.HOLD))
        brush.strokes = 0
        await watch(play, 3)
        assert brush.strokes > 3
        brush.strokes = 0
        await watch(play, 15)
        assert play.step.kind is StepKind.HOLD
        assert brush.strokes == 0


async def test_nothing_is_painted_of_a_figure_while_paused(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async with house.open(train="wall-push-up") as play:
        play.app.animation_level = "full"
        await play.until(kind(StepKind.MOVE))
        await play.wait(1)
        await play.press("space")
        brush = Brush(monkeypatch)
        await watch(play, 20)
        assert brush.strokes == 0
        await play.press("space")
        await watch(play, 1.5)
        assert brush.strokes > 0


@pytest.mark.parametrize("size", [(40, 20), HOME, (120, 36), (200, 60), (45, 40), (60, 24)])
async def test_one_figure_stands_beside_the_time_and_pushes_out_neither_it_nor_a_caution(
    size: tuple[int, int], house: House
) -> None:
    async with house.open(size, train=KNEE) as play:
        await play.until(kind(StepKind.HOLD))
        await play.wait(2)
        [view] = figures(play)
        assert view.size.width >= widget.LEAST[0]
        assert view.size.height >= widget.LEAST[1]
        assert dots(play) > 20
        assert play.shows("No bouncing: hold still.")
        digits = play.screen.query_one(Digits)
        assert max(len(row.split()) for row in digits._rows) >= 1
        assert sum(bool(row.strip()) for row in digits._rows) >= 3


@pytest.mark.parametrize("size", [(40, 13), (36, 12), (30, 17), (20, 5)])
async def test_on_a_small_terminal_the_figure_gives_way_to_the_time(size: tuple[int, int], house: House) -> None:
    async with house.open(size, train=KNEE) as play:
        await play.until(kind(StepKind.HOLD))
        await play.wait(2)
        assert dots(play) == 0
        assert play.screen.query_one(Digits).size.width >= size[0] - 8


@pytest.mark.parametrize("size", [(40, 20), HOME, (120, 36)])
async def test_i_leads_from_the_text_to_the_large_figure_and_back(size: tuple[int, int], house: House) -> None:
    async with house.open(size, train=KNEE) as play:
        await play.until(kind(StepKind.HOLD))
        await play.wait(2)
        small = figures(play)[0].size
        await play.press("i")
        assert figures(play) == []
        await play.press("i")
        [view] = figures(play)
        assert view.size.width > small.width
        assert play.shows("No bouncing: hold still.")
        assert not play.shows("Lie on your back")
        await play.press("i")
        assert figures(play)[0].size == small
        assert dots(play) > 20


async def test_a_session_without_figures_is_as_it_was(house: House) -> None:
    house.coach().change(Settings(figures=Wish.NONE))
    async with house.open(train=KNEE) as play:
        await play.until(kind(StepKind.HOLD))
        assert figures(play) == []
        assert play.screen.query_one(Digits).size.width == 80 - 2 - 2 * 19
        await play.press("i", "i")
        assert play.shows("i how", "then: let go")
        assert not play.screen.has_class("-how")


async def test_a_broken_figure_of_ones_own_leaves_the_session_untouched(house: House) -> None:
    own = house.root / "exercises" / "mine.toml"
    own.parent.mkdir(parents=True)
    own.write_text((library_path() / "exercises" / "bridge.toml").read_text().replace("Bridge", "Mine"))
    (house.root / "figures").mkdir()
    (house.root / "figures" / "mine.toml").write_text('view = "inside"\n')
    library: Library = load_library(library_path(), house.root)
    house.library = lambda: library
    mine = library.exercises["mine"]
    async with house.open(begin=lambda coach: coach.begin(mine)) as play:
        play.on(SessionScreen)
        await play.until(kind(StepKind.HOLD))
        assert figures(play) == []
        assert dots(play) == 0
        assert play.toasts == []
        await play.to_the_end()
    [one] = house.coach().history()
    assert isinstance(one.what, SessionLog)
    assert [item.status for item in one.what.items] == [Status.DONE]
    found = Figures(house.root)
    assert found("mine") is None
    assert "figures/mine.toml" in str(found.faults[0])


async def test_the_band_answers_a_key_before_a_figure_is_drawn(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    rows_of, hurry = Picture.rows, SessionScreen._hurry

    def drawn(self: Picture, scene: Scene, width: int, height: int) -> list[str]:
        done.append("figure")
        return rows_of(self, scene, width, height)

    def hurried(self: SessionScreen, part: Static) -> None:
        done.append("band")
        hurry(self, part)

    monkeypatch.setattr(Picture, "rows", drawn)
    monkeypatch.setattr(SessionScreen, "_hurry", hurried)
    async with house.open(train=KNEE) as play:
        await play.wait(1)
        done.clear()
        await play.press("space")
        assert play.step.kind is StepKind.HOLD
        await play.wait(1)
    assert done[0] == "band"
    assert "figure" in done


# In the library


async def test_the_detail_shows_the_figure_and_enter_shows_its_movement_again(house: House) -> None:
    async with house.open() as play:
        play.app.animation_level = "full"
        await play.press("3", *7 * ["down"], "enter")
        play.on(ExerciseScreen)
        [view] = figures(play)
        assert isinstance(view, Demonstration)
        assert view.scene is not None
        assert view.scene.figure.id == KNEE
        run_through(view)
        assert view._beat is None
        await play.press("enter")
        assert view._beat is not None
        await play.press("i")
        assert figures(play) == []
        assert dots(play) == 0
        await play.press("i")
        assert dots(play) > 20


def run_through(view: Demonstration) -> int:
    """Give all frames of a demonstration, and count them."""
    for number in range(1000):
        if view._beat is None:
            return number
        view._go_on()
    raise AssertionError("it goes on for ever")


async def test_a_demonstration_ends_and_is_given_again_only_a_few_times(house: House) -> None:
    async with house.open() as play:
        play.app.animation_level = "full"
        await play.press("3", "enter")
        [view] = list(play.screen.query(Demonstration))
        for _ in range(AGAIN):
            assert run_through(view) > 10
            assert view._later is not None
            view.again()
        assert view._later is None
        run_through(view)
        assert view._later is None
        assert view.scene is not None
        assert view.scene.share == 1.0


async def test_without_motion_the_detail_has_no_timer_and_both_poses(house: House) -> None:
    async with house.open() as play:
        await play.press("3", "enter")
        [view] = figures(play)
        assert isinstance(view, Demonstration)
        assert view._beat is None
        assert view.scene is not None
        assert view.scene.beside
        assert not play.shows("enter move")


async def test_beside_the_list_a_figure_goes_at_once_and_the_next_comes_when_the_cursor_rests(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with house.open((120, 36)) as play:
        await play.press("3", *7 * ["down"])
        [view] = figures(play)
        assert isinstance(view, Demonstration)
        assert dots(play) > 20
        monkeypatch.setattr(Demonstration, "rest_on", RESTS_ON)
        monkeypatch.setattr(widget, "REST", 3600)
        looked: list[str] = []
        monkeypatch.setattr(Figures, "__call__", lambda self, name: looked.append(name))
        await play.press("down", "down", "up")
        assert dots(play) == 0
        assert looked == []
        assert view._resting is not None
        view._resting._callback()  # type: ignore[misc]
        await play.settle()
        assert looked == ["hip-flexor-stretch"]


async def test_on_a_home_terminal_the_list_reads_no_figure(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    monkeypatch.setattr(Figures, "__call__", lambda self, name: looked.append(name))
    async with house.open() as play:
        await play.press("3", "down", "down")
        assert looked == []
        assert figures(play) == []


def test_what_to_be_careful_with_can_be_told_without_the_steps() -> None:
    told = how(KNEE, "", shipped(), 60, steps=False).plain
    assert "No bouncing" in told
    assert "Lie on your back" not in told


# Not before it is needed


def test_no_code_of_figures_is_imported_before_one_is_shown(tmp_path: Path) -> None:
    script = """
import asyncio, sys
from pathlib import Path
from trainer.clock import SystemClock
from trainer.kit import Kit
from trainer.ui.app import TrainerApp
async def opened():
    app = TrainerApp(Kit(sys.argv[1], SystemClock()).coach)
    async with app.run_test():
        assert app.screen.query("#body")
asyncio.run(opened())
wanted = ("trainer.drawing", "trainer.gallery", "trainer.core.figure", "trainer.ui.widgets.figure")
print([name for name in sys.modules if name.startswith(wanted)])
"""
    root = Path(__file__).parents[2]
    said = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "data")], capture_output=True, text=True, cwd=root, check=False
    )
    assert (said.stdout.strip(), said.returncode) == ("[]", 0), said.stderr


def test_a_prescription_without_a_figure_shows_nothing() -> None:
    session = Session([prescription("nothing-known", hold=5)], Pace(), FakeClock())
    session.start()
    assert Actor(Figures(Path()), lambda: True).scene(session) is None

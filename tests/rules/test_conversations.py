"""A conversation asks one thing a screen, loses nothing that was said, and ends with all of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, time
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.conversations.definition import (
    Answer,
    Answers,
    Chosen,
    Control,
    Conversation,
    DayOffer,
    Edit,
    Label,
    Option,
    Sent,
    SlotOffer,
    Typed,
    World,
    pressed,
)
from handlers.conversations.engine import (
    Cancelled,
    Complete,
    Progress,
    Reply,
    Screen,
    advance,
    begin,
)
from handlers.conversations.widgets import Choice, Place, Slot, Telling


class Category(StrEnum):
    WATER = "water"
    POWER = "power"


class Entry(StrEnum):
    RING = "ring"
    KEY = "key"


@dataclass(frozen=True)
class Told:
    text: str
    media: tuple[str, ...]
    by: str


@dataclass(frozen=True)
class Visit:
    day: date
    begins: time
    ends: time


@dataclass(frozen=True)
class Report:
    category: Category
    place: str
    told: Told
    visit: Visit | None
    entry: Entry | None


def inside_a_home(answers: Answers, _world: World) -> bool:
    return str(answers.get("place", "")).startswith("home:")


WORDS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "category": {"water": ("🚰 水管下水", "Water and drains"), "power": ("电路", "Electricity")},
    "entry": {"ring": ("先打电话", "Ring first"), "key": ("用钥匙", "Use the key")},
    "summary": {"category": ("类别", "Category"), "told": ("描述", "Description")},
    "_controls": {
        "back": ("返回", "上一步", "back"),
        "cancel": ("取消", "cancel"),
        "submit": ("发送", "提交", "send"),
    },
    "_days": {
        "today": ("今天", "today"),
        "tomorrow": ("明天", "tomorrow"),
        "after_tomorrow": ("后天", "day after tomorrow"),
        "wednesday": ("周三", "星期三", "wednesday"),
        "afternoon": ("下午", "afternoon", "pm"),
    },
}
SUNDAY, MONDAY, WEDNESDAY = date(2025, 11, 23), date(2025, 11, 24), date(2025, 11, 26)
NINE, ELEVEN, THREE, FIVE = time(9), time(11), time(15), time(17)
SLOTS = (SlotOffer(NINE, ELEVEN), SlotOffer(THREE, FIVE))
HOME = Option("home:12", Label(text="3号楼 1202"))
WORLD = World(
    today=SUNDAY,
    places=(HOME, Option("common:lobby", Label(text="大厅"))),
    days=(DayOffer(MONDAY, SLOTS), DayOffer(WEDNESDAY, SLOTS)),
    words=lambda step: WORDS.get(step, {}),
)
REPORT = Conversation(
    name="repairs.report",
    opens_with=(),
    answers=Report,
    steps=(
        Choice("category", options=Category, columns=2),
        Place("place"),
        Telling("told", min_length=2, max_length=40, media_at_most=3),
        Slot("visit", days=7, ask_if=inside_a_home),
        Choice("entry", options=Entry, ask_if=inside_a_home),
    ),
    on_complete=lambda: None,
    world=lambda: WORLD,
)
VISIT = {"day": "2025-11-24", "begins": "09:00", "ends": "11:00"}
TOLD = {"text": "the tap drips", "media": [], "by": "text"}
ALL = {"category": "water", "place": "home:12", "told": TOLD, "visit": VISIT, "entry": "ring"}


@dataclass
class Talk:
    """Somebody in a dialogue, as a row would keep it."""

    world: World = WORLD
    conversation: Conversation = REPORT
    known: Answers = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.progress, self.reply = begin(self.conversation, self.world, self.known)

    def gives(self, *answers: Answer) -> Reply:
        for answer in answers:
            row = json.loads(json.dumps(asdict(self.progress)))
            self.progress, self.reply = advance(
                self.conversation, Progress(**row), answer, self.world
            )
        return self.reply

    def says(self, *texts: str) -> Reply:
        return self.gives(*map(Typed, texts))

    def chooses(self, *values: str) -> Reply:
        return self.gives(*map(Chosen, values))

    @property
    def screen(self) -> Screen:
        assert isinstance(self.reply, Screen)
        return self.reply

    @property
    def notice(self) -> str | None:
        return self.screen.notice.key if self.screen.notice else None

    @property
    def at(self) -> tuple[str, str]:
        return self.progress.step, self.progress.page


def at_the_summary(world: World = WORLD) -> Talk:
    return Talk(world, known=ALL)


def test_six_presses_and_a_sentence_make_a_report() -> None:
    anna = Talk()
    anna.chooses("water", "home:12")
    anna.says("the tap drips")
    anna.chooses("2025-11-24", "09:00-11:00", "ring")
    assert anna.screen.step == "summary"
    assert [line.step for line in anna.screen.lines] == [*ALL]
    done = anna.gives(Control.SUBMIT)
    assert isinstance(done, Complete)
    assert REPORT.build(done.answers) == Report(
        Category.WATER,
        "home:12",
        Told("the tap drips", (), "text"),
        Visit(MONDAY, NINE, ELEVEN),
        Entry.RING,
    )


def test_a_common_part_needs_neither_a_visit_nor_a_key() -> None:
    anna = Talk()
    anna.chooses("power", "common:lobby")
    assert anna.says("no light here").step == "summary"  # type: ignore[union-attr]
    done = anna.gives(Control.SUBMIT)
    assert isinstance(done, Complete)
    assert REPORT.build(done.answers).visit is None


def test_everything_can_be_typed() -> None:
    anna = Talk()
    anna.says("水管", "１２０２", "厨房水龙头漏水", "周三 下午3点", "ring frst", "提交")
    assert isinstance(anna.reply, Complete)
    assert anna.reply.answers["visit"] == {"day": "2025-11-26", "begins": "15:00", "ends": "17:00"}
    assert anna.reply.answers["entry"] == "ring"


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("明天", "2025-11-24"),
        ("tomorrow please", "2025-11-24"),
        ("11/26", "2025-11-26"),
        ("26/11", "2025-11-26"),
        ("11月26號", "2025-11-26"),
        ("2025-11-26", "2025-11-26"),
        ("26日", "2025-11-26"),
        ("週三", "2025-11-26"),
        ("今天", ""),  # nothing is free today
        ("9-11", ""),
        ("whenever", ""),
    ],
)
def test_a_day_is_understood(typed: str, page: str) -> None:
    anna = Talk(known={k: v for k, v in ALL.items() if k != "visit"})
    anna.says(typed)
    assert anna.at == ("visit", page)
    assert anna.notice == (None if page else "conversations.not_understood")


@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        ("9点", "09:00"),
        ("09:00", "09:00"),
        ("10：30", "09:00"),
        ("9-11", "09:00"),
        ("十點半", "09:00"),
        ("下午三点", "15:00"),
        ("3", "15:00"),
        ("3 pm", "15:00"),
        ("16h", "15:00"),
    ],
)
def test_a_time_is_understood(typed: str, begins: str) -> None:
    anna = Talk(known={k: v for k, v in ALL.items() if k != "visit"})
    anna.says("明天", typed)
    assert anna.progress.answers["visit"]["begins"] == begins
    assert anna.at == ("summary", "")


def test_what_is_not_understood_loses_nothing() -> None:
    anna = Talk()
    anna.chooses("water")
    before = anna.progress
    anna.says("somewhere over the rainbow")
    assert (anna.progress, anna.notice) == (before, "conversations.not_understood")
    anna.chooses("home:99")
    assert (anna.progress, anna.notice) == (before, "conversations.no_longer_possible")
    anna.gives(Control.SUBMIT)
    assert (anna.progress, anna.notice) == (before, "conversations.press_please")


def test_photos_are_counted_until_a_sentence_comes() -> None:
    anna = Talk()
    anna.chooses("water", "home:12")
    anna.gives(Sent(("a",)), Sent(("b",)), Sent(("a",)))
    assert anna.at == ("told", "")
    assert anna.notice == "conversations.media_kept"
    assert anna.screen.text.facts["count"] == 2
    anna.says("x")
    assert anna.notice == "repairs.report.told.too_short"
    anna.says("x" * 41)
    assert anna.notice == "repairs.report.told.too_long"
    anna.says("it drips")
    assert anna.progress.answers["told"] == {"text": "it drips", "media": ["a", "b"], "by": "text"}


@pytest.mark.parametrize("sent", [Sent(("a",), "it drips"), Sent(("v",), voice=True)])
def test_a_caption_or_a_voice_note_stands_for_the_sentence(sent: Sent) -> None:
    anna = Talk()
    anna.chooses("water", "home:12")
    anna.gives(sent)
    assert anna.at == ("visit", "")


def test_the_rest_of_an_album_arrives_later() -> None:
    anna = Talk()
    anna.chooses("water", "home:12")
    anna.gives(Sent(("a",), "it drips"), Sent(("b",)))
    assert anna.at == ("visit", "")
    assert (anna.notice, anna.screen.notice.facts["count"]) == ("conversations.media_kept", 2)  # type: ignore[union-attr]
    anna.chooses("2025-11-24", "09:00-11:00", "ring")
    anna.gives(Sent(("c",)), Sent(("d",)))
    assert (anna.at, anna.notice) == (("summary", ""), "conversations.too_many_media")
    assert anna.progress.answers["told"]["media"] == ["a", "b", "c"]


def test_a_captioned_photo_before_the_question_answers_it() -> None:
    anna = Talk()
    anna.gives(Sent(("a",), "it drips"))
    assert anna.at == ("category", "")
    anna.chooses("water", "home:12")
    assert anna.at == ("visit", "")


def test_what_was_told_can_be_kept_or_freed_of_its_photos() -> None:
    anna = Talk(known=ALL | {"told": TOLD | {"media": ["a"]}})
    anna.gives(Edit("told"))
    anna.chooses("drop_media", "keep")
    assert anna.at == ("summary", "")
    assert anna.progress.answers["told"] == TOLD


def test_an_edit_returns_to_the_summary() -> None:
    anna = at_the_summary()
    anna.gives(pressed("edit", "category"))
    assert anna.at == ("category", "")
    anna.chooses("power")
    assert anna.at == ("summary", "")
    anna.says("描述")
    assert anna.at == ("told", "")
    anna.says("返回")
    assert anna.at == ("summary", "")
    assert anna.progress.answers == ALL | {"category": "power"}


def test_an_edit_asks_what_it_makes_necessary() -> None:
    anna = at_the_summary()
    anna.gives(Edit("place"))
    anna.chooses("common:lobby")
    assert anna.at == ("summary", "")
    assert [*anna.progress.answers] == ["category", "place", "told"]
    anna.gives(Edit("place"))
    anna.chooses("home:12")
    assert anna.at == ("visit", "")
    anna.chooses("2025-11-26", "15:00-17:00", "key")
    assert anna.at == ("summary", "")


def test_back_goes_through_the_same_screens() -> None:
    anna = at_the_summary()
    seen = []
    while anna.screen.rows[-1][0].action == "back":
        anna.gives(Control.BACK)
        seen.append(anna.at)
    assert seen == [
        ("entry", ""),
        ("visit", "2025-11-24"),
        ("visit", ""),
        ("told", ""),
        ("place", ""),
        ("category", ""),
    ]
    assert anna.progress.answers == ALL


def test_a_slot_that_was_taken_is_asked_again_and_nothing_else() -> None:
    anna = at_the_summary()
    anna.world = replace(WORLD, days=(DayOffer(WEDNESDAY, SLOTS),))
    anna.gives(Control.SUBMIT)
    assert (anna.at, anna.notice) == (("visit", ""), "conversations.no_longer_possible")
    anna.chooses("2025-11-26", "09:00-11:00")
    assert anna.at == ("summary", "")
    assert isinstance(anna.gives(Control.SUBMIT), Complete)


def test_a_day_that_fills_up_while_it_is_looked_at_leads_back_to_the_days() -> None:
    anna = Talk(known={k: v for k, v in ALL.items() if k != "visit"})
    anna.chooses("2025-11-24")
    anna.world = replace(WORLD, days=(DayOffer(WEDNESDAY, SLOTS),))
    anna.chooses("09:00-11:00")
    assert (anna.at, anna.notice) == (("visit", ""), "conversations.no_longer_possible")


def test_no_free_slot_is_no_dead_end() -> None:
    anna = Talk(replace(WORLD, days=()), known={k: v for k, v in ALL.items() if k != "visit"})
    anna.chooses("none")
    done = anna.gives(Control.SUBMIT)
    assert isinstance(done, Complete)
    assert done.answers["visit"] is None


def test_cancel_is_understood_anywhere() -> None:
    anna = Talk()
    anna.chooses("water", "home:12")
    assert anna.says("取消") == Cancelled()


@dataclass(frozen=True)
class Short:
    category: Category
    told: Told | None


SHORT = replace(
    REPORT,
    answers=Short,
    steps=(
        Choice("category", options=("water",), skip_if_single=True),
        Telling("told", 2, 40, default_option="same", optional=True),
    ),
    confirm=False,
)


def test_the_only_option_answers_itself_and_a_question_can_be_skipped() -> None:
    anna = Talk(conversation=SHORT)
    assert anna.at == ("told", "")
    assert [option.action for option in anna.screen.rows[-1]] == ["skip", "cancel"]
    anna.gives(Control.SKIP)
    assert anna.reply == Complete({"category": "water", "told": None})


def test_an_option_can_stand_for_the_sentence() -> None:
    anna = Talk(conversation=SHORT)
    anna.gives(Sent(("a",)))
    anna.chooses("same")
    assert isinstance(anna.reply, Complete)
    assert anna.reply.answers["told"] == {"text": "", "media": ["a"], "by": "same"}


def test_a_definition_that_cannot_work_is_refused_when_imported() -> None:
    with pytest.raises(ValueError, match="are not the fields"):
        replace(REPORT, steps=REPORT.steps[1:])
    with pytest.raises(ValueError, match="allow None"):
        replace(SHORT, steps=(replace(SHORT.steps[0], optional=True), SHORT.steps[1]))


def labels(reply: Reply) -> set[str]:
    if not isinstance(reply, Screen):
        return set()
    buttons = [option.label for row in reply.rows for option in row]
    lines = [label for line in reply.lines for label in (line.title, line.said)]
    said = [reply.text, *buttons, *lines, *([reply.notice] if reply.notice else [])]
    return {label.key for label in said if label.key}


PRESSES = ["water", "power", "home:12", "common:lobby", "2025-11-24", "2025-11-26", "keep"]
PRESSES += ["09:00-11:00", "15:00-17:00", "ring", "key", "none", "drop_media", "", "nonsense"]
TEXTS = [
    "水管",
    "明天",
    "9点",
    "it drips",
    "返回",
    "发送",
    "x",
    "x" * 50,
    "",
    "11/26 10:00",
    "描述",
]
texts = st.text(max_size=12) | st.sampled_from(TEXTS)
answers = st.one_of(
    st.sampled_from(PRESSES).map(Chosen),
    texts.map(Typed),
    st.builds(
        Sent, st.lists(st.sampled_from("abcde"), max_size=2).map(tuple), texts, st.booleans()
    ),
    st.sampled_from([*REPORT.answers.__dataclass_fields__, "nowhere"]).map(Edit),
    st.sampled_from([c for c in Control if c is not Control.CANCEL]),
)
worlds = st.sampled_from(
    [
        WORLD,
        replace(WORLD, days=()),
        replace(WORLD, days=(DayOffer(WEDNESDAY, SLOTS[1:]),)),
        replace(WORLD, places=WORLD.places[1:]),
    ]
)


def lost(before: Mapping[str, Any], after: Mapping[str, Any], moved: bool) -> set[str]:
    """Answers that vanished; those inside a home may go with the home."""
    gone = set(before) - set(after)
    return gone - {"visit", "entry"} if moved else gone


@settings(max_examples=300)
@given(st.lists(answers | st.tuples(worlds), max_size=25), st.sampled_from([{}, ALL]))
def test_whatever_is_said_nothing_breaks_and_nothing_is_lost(
    script: list[Answer | tuple[World]], known: Answers
) -> None:
    anna = Talk(known=known)
    for answer in script:
        if isinstance(answer, tuple):
            anna.world = answer[0]
            continue
        before = anna.progress
        anna.gives(answer)
        after = anna.progress
        assert after.rev == before.rev + ((before.step, before.page) != anna.at)
        moved = before.answers.get("place") != after.answers.get("place")
        assert not lost(before.answers, after.answers, moved)
        assert labels(anna.reply) <= REPORT.text_keys()
        if isinstance(anna.reply, Complete):
            assert isinstance(REPORT.build(anna.reply.answers), Report)
            return
        controls = [option.action for option in anna.screen.rows[-1]]
        assert controls in (["cancel"], ["back", "cancel"])
        if controls == ["cancel"]:
            assert anna.at == ("category", "")


@given(st.lists(answers, max_size=12), st.sampled_from([{}, ALL]))
def test_back_leads_through_every_asked_screen_to_the_first(
    script: list[Answer], known: Answers
) -> None:
    anna = Talk(known=known)
    for answer in script:
        if isinstance(anna.gives(answer), Complete):
            return
    before, seen = anna.progress, [anna.at]
    while anna.screen.rows[-1][0].action == "back":
        anna.gives(Control.BACK)
        seen.append(anna.at)
    slots = before.answers["visit"]["day"] if before.answers.get("visit") else before.page
    order = [("category", ""), ("place", ""), ("told", "")]
    if inside_a_home(before.answers, WORLD):
        order += [("visit", ""), ("visit", slots), ("entry", "")]
    order.append(("summary", ""))
    if before.editing and ("summary", "") in seen:
        seen = seen[seen.index(("summary", "")) :]
    if before.page:  # the day that is looked at need not be the one chosen
        order[4] = seen[0] if seen[0][1] else order[4]
    assert seen == order[: len(seen)][::-1]
    assert anna.progress.answers == before.answers

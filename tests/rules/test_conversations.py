"""A conversation asks one thing a screen, loses nothing that was said, and ends with all of it."""

from dataclasses import dataclass, replace

import pytest

from handlers.conversations.definition import (
    Control,
    DayOffer,
    Edit,
    Sent,
    pressed,
)
from handlers.conversations.engine import (
    Cancelled,
    Complete,
)
from handlers.conversations.widgets import Choice, Telling
from tests.support.dialogue import (
    ALL,
    ELEVEN,
    MONDAY,
    NINE,
    REPORT,
    SLOTS,
    TOLD,
    WEDNESDAY,
    WORLD,
    Category,
    Entry,
    Report,
    Talk,
    Told,
    Visit,
    at_the_summary,
)


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
        ("明天下午", "2025-11-24"),
        ("tomorrow morning", "2025-11-24"),
        ("星期三", "2025-11-26"),
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
    anna.world = replace(WORLD, days=lambda: (DayOffer(WEDNESDAY, SLOTS),))
    anna.gives(Control.SUBMIT)
    assert (anna.at, anna.notice) == (("visit", ""), "conversations.no_longer_possible")
    anna.chooses("2025-11-26", "09:00-11:00")
    assert anna.at == ("summary", "")
    assert isinstance(anna.gives(Control.SUBMIT), Complete)


def test_a_day_that_fills_up_while_it_is_looked_at_leads_back_to_the_days() -> None:
    anna = Talk(known={k: v for k, v in ALL.items() if k != "visit"})
    anna.chooses("2025-11-24")
    anna.world = replace(WORLD, days=lambda: (DayOffer(WEDNESDAY, SLOTS),))
    anna.chooses("09:00-11:00")
    assert (anna.at, anna.notice) == (("visit", ""), "conversations.no_longer_possible")


def test_no_free_slot_is_no_dead_end() -> None:
    anna = Talk(replace(WORLD, days=tuple), known={k: v for k, v in ALL.items() if k != "visit"})
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

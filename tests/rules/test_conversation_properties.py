"""Whatever is said to a dialogue: nothing breaks, and nothing is lost."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.conversations.definition import (
    Answer,
    Answers,
    Chosen,
    Control,
    DayOffer,
    Edit,
    Sent,
    Typed,
    World,
)
from handlers.conversations.engine import (
    Complete,
    Reply,
    Screen,
)
from tests.support.dialogue import ALL, REPORT, SLOTS, WEDNESDAY, WORLD, Report, Talk, inside_a_home


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
        replace(WORLD, days=tuple),
        replace(WORLD, days=lambda: (DayOffer(WEDNESDAY, SLOTS[1:]),)),
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

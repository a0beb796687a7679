"""Copies of papers: seen by who handles the case and by the head, each look noted, then erased."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from models.cases.operations import case_numbered
from models.events import Event
from models.papers.operations import keep_until, missing, put_away
from models.papers.tables import Paper, PaperState
from models.papers.words import PaperKind
from tests.support.copies import (
    INSURANCE,
    LICENCE,
    asked_and_taken,
    gives,
    offered,
    on_disk,
    papers,
)
from tests.support.hostile import MAKER, located
from tests.support.telling import picture
from tests.support.world import World, sets


def looks(world: World) -> list[Event]:
    found: list[Event] = world.read(
        lambda s: s.exec(select(Event).where(Event.action == "look_at_paper")).all()
    )
    return found


async def test_a_copy_is_seen_by_who_has_the_case_and_by_the_head_only(world: World) -> None:
    """SEC-01, SEC-02: in private, and every look is an event without words or names."""
    await asked_and_taken(world)
    paper = await gives(world, LICENCE, photos=[picture()])
    people = ("anna", "chen", "zhang", "li", "wang", "supervisor", "head")
    await offered(world, *people)
    for name in people:
        await world.humans[name].presses("驾驶证")
    shown = [name for name in people if world.humans[name].files()]
    assert shown == ["wang", "head"]
    assert world.humans["wang"].sees("№1", "驾驶证", "请不要转发")
    assert [event.facts for event in looks(world)] == [
        {"paper": paper, "kind": "driving_licence"}
    ] * 2
    await world.humans["wang"].says("/why 1")
    assert world.humans["wang"].sees("查看了证件复印件", "王芳", "钱主任")


async def test_a_copy_of_which_nobody_knows_whether_it_arrived_is_shown_again(world: World) -> None:
    """SEC-02: who asked to see it sees it, and it was one look."""
    await asked_and_taken(world)
    await gives(world, LICENCE, photos=[picture()])
    await offered(world, "wang")
    world.telegram.lose_next_answer("sendPhoto")
    await world.humans["wang"].presses("驾驶证")
    assert world.humans["wang"].files() == ["photo", "photo"]
    assert len(looks(world)) == 1


async def test_a_copy_goes_on_its_day_and_not_before(world: World) -> None:
    """SEC-02: retention is a setting, and a lease that runs keeps its papers."""
    world.write(lambda session: sets(session, "papers.retention_days", 2))
    await asked_and_taken(world)
    await gives(world, LICENCE, photos=[picture()])
    insurance = await gives(world, INSURANCE, photos=[picture(90)])

    def lacking(session: Session) -> list[PaperKind]:
        return missing(session, case_numbered(session, 1, 1), (INSURANCE, LICENCE, PaperKind.LEASE))

    assert world.read(lacking) == [PaperKind.LEASE]
    world.write(lambda s: put_away(s, s.get_one(Paper, insurance), now=world.clock.now()))
    assert world.read(lacking) == [INSURANCE, PaperKind.LEASE]
    lease_ends = world.clock.now().date() + timedelta(days=1)
    world.write(lambda s: keep_until(s, case_numbered(s, 1, 1), lease_ends))
    await offered(world, "wang")
    await world.waits(days=2)
    await world.humans["wang"].presses("驾驶证")
    assert world.humans["wang"].files() == ["photo"]
    await world.waits(days=1)
    await world.humans["wang"].presses("驾驶证")
    assert world.humans["wang"].files() == ["photo"]
    assert "可能已经按规定删除" in world.humans["wang"].toast
    assert {each.state for each in papers(world)} == {PaperState.ERASED}
    assert (len(looks(world)), on_disk(world)) == (1, [])


async def test_what_is_seen_is_our_own_copy_and_cannot_be_passed_on(world: World) -> None:
    """SEC-01, SEC-02: not the file that Telegram holds, with its position; and protected."""
    await asked_and_taken(world)
    await gives(world, LICENCE, document=located())
    await offered(world, "wang")
    await world.humans["wang"].presses("驾驶证")
    sent = [each for each in world.telegram.calls if each["method"] == "sendDocument"]
    assert [str(each["params"]["protect_content"]).lower() for each in sent] == ["true"]
    shown = world.telegram.bytes_of(sent[0]["params"]["document"])
    assert shown is not None
    assert shown.startswith(b"\xff\xd8")
    assert MAKER.encode() not in shown


@pytest.mark.parametrize("content", [b"%PDF-1.7 a plain one", b"PK\x03\x04 macros"])
async def test_a_copy_is_a_picture_or_is_asked_for_again(world: World, content: bytes) -> None:
    """SEC-02, ETQ-05: no pages, plain or not; what is missing is missing."""
    await asked_and_taken(world)
    await gives(world, LICENCE, document=content)
    assert world.humans["anna"].heard_of("请您拍一张照片") == 1
    assert [each.state for each in papers(world)] == [PaperState.REFUSED]
    still = world.read(lambda s: missing(s, case_numbered(s, 1, 1), (LICENCE,)))
    assert (still, on_disk(world)) == ([LICENCE], [])

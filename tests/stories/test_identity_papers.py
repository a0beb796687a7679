"""Copies of papers: seen by who handles the case and by the head, each look noted, then erased."""

from datetime import timedelta

from sqlmodel import Session, col, select

from models.cases.operations import case_numbered
from models.events import Event
from models.files.tables import File
from models.intents.messages import Say
from models.intents.operations import post, private
from models.papers.messages import buttons
from models.papers.operations import keep, keep_until, missing, papers_of, put_away
from models.papers.tables import Paper, PaperKind, PaperState
from models.people.tables import Person
from tests.support.asking import ask, taken
from tests.support.telling import picture
from tests.support.world import World, sets

LICENCE, INSURANCE = PaperKind.DRIVING_LICENCE, PaperKind.INSURANCE


async def gives(world: World, kind: PaperKind, **content: object) -> int:
    """Let Anna send a file, and have it kept as her paper of case №1; return the paper's id."""
    await world.humans["anna"].sends(**content)

    def keep_last(session: Session) -> int:
        file = session.exec(select(File).order_by(col(File.id).desc())).first()
        anna = session.exec(select(Person).where(Person.telegram_id == 11)).one()
        assert file is not None
        case = case_numbered(session, anna.estate_id, 1)
        return keep(
            session, case, person=anna, kind=kind, file_id=file.id, now=world.clock.now()
        ).id

    paper_id: int = world.write(keep_last)
    await world.settles()
    return paper_id


async def offered(world: World, *names: str) -> None:
    """Give these people the buttons of the case's papers, as a card would."""

    def give(session: Session) -> None:
        rows = buttons(papers_of(session, case_numbered(session, 1, 1)))
        for name in names:
            account = world.humans[name].telegram_id
            person = session.exec(select(Person).where(Person.telegram_id == account)).one()
            address = private(person)
            assert address is not None
            post(session, Say("content.other", rows=rows), to=address, now=world.clock.now())

    world.write(give)
    await world.settles()


async def asked_and_taken(world: World) -> None:
    """Let Anna ask something, and Wang have it."""
    await ask(world)
    await taken(world)


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
    states = {each.state for each in world.read(lambda s: s.exec(select(Paper)).all())}
    assert (states, len(looks(world))) == ({PaperState.ERASED}, 1)

"""Who has left: what was begun by right is not ended without it."""

from datetime import date

from sqlmodel import Session, select

from models.cases.tables import Case
from models.people.tables import Staff, StaffRole
from tests.support.telling import picture
from tests.support.whole_story import story
from tests.support.world import World, leaves

TODAY = date(2026, 11, 23)


async def test_what_a_technician_began_before_leaving_is_not_finished_after(world: World):
    """The dialogue was opened by right; the answer comes without it."""
    async for _ in story(world, until="finishing"):
        pass
    world.write(lambda session: leaves(session, "张建国", TODAY))
    await world.humans["zhang"].says("换了阀芯,不漏了")
    statuses = world.read(lambda session: session.exec(select(Case.status)).all())
    assert statuses == ["on_the_way"]


async def test_who_has_another_post_adds_nothing_to_their_result(world: World):
    """The job was theirs a minute ago; what they photograph now is no part of it."""
    zhang = world.humans["zhang"]
    async for _ in story(world, until="finishing"):
        pass
    await zhang.says("换了阀芯")
    before = world.humans["anna"].files()
    world.write(has_another_post)
    await zhang.sends(photos=[picture()])
    assert world.humans["anna"].files() == before
    assert zhang.heard_of("已加到") == 0


def has_another_post(session: Session) -> None:
    """Let Zhang be an administrator from today on, and nothing else."""
    leaves(session, "张建国", TODAY)
    zhang = session.exec(select(Staff).where(Staff.name == "张建国")).one()
    post = {"estate_id": zhang.estate_id, "person_id": zhang.person_id, "name": "张建国（文员）"}
    session.add(Staff(role=StaffRole.ADMINISTRATOR, **post))


async def test_who_has_moved_out_reports_nothing_any_more(world: World):
    """The questions were opened by right; the report comes a day too late."""
    async for _ in story(world, until="telling"):
        pass
    world.write(lambda session: leaves(session, "林秀英", TODAY))
    await world.humans["anna"].presses("提交报修")
    assert world.read(lambda session: session.exec(select(Case)).all()) == []

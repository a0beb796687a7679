"""The desk as the stories of talks need it: one more officer, and a talk that goes on."""

from sqlmodel import Session

from models.people.tables import Department, Duty, Shift, StaffRole
from tests.support.register import hired
from tests.support.world import World

CALL_ME = "📞 请给我打电话"


async def comes(world: World, name: str, account: int, role: StaffRole = StaffRole.OFFICER) -> None:
    """Hire somebody for the desk, there all day, who has opened the bot."""
    world.write(lambda session: _joins_the_desk(session, name, account, role))
    world.joins(name, account)
    await world.settles()


def _joins_the_desk(session: Session, name: str, account: int, role: StaffRole) -> None:
    staff = hired(session, name, role, telegram_id=account, phone=f"+86139{account:08}")
    staff.department = Department.KF
    session.add(staff)
    for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"):
        known = {"on": day, "begins": "08:00", "ends": "18:00", "duty": Duty.SHIFT}
        session.add(Shift(estate_id=1, staff_id=staff.id, **known))


async def begin_talk(world: World) -> World:
    """Let Anna ask for a person, and Wang be with her."""
    await world.humans["anna"].says("转人工")
    await world.humans["wang"].presses("我来接待")
    return world

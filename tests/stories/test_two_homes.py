"""Whoever has two homes is asked which it is about; whoever has one never is."""

from datetime import date

from sqlmodel import Session, select

from models.estate.tables import Home
from models.people.tables import HomeRole, Person, Residency
from tests.support.parking import with_spaces
from tests.support.world import World

BOTH = {"🏠 1号楼 101", "🏠 1号楼 102"}
OF_HOMES: tuple[tuple[str, ...], ...] = (
    ("/visitor",), ("/blocked",), ("/parking", "申请车位"), ("/cards", "申请办卡"),
    ("/file", "申请变更"),
)  # fmt: skip


def has_both(session: Session) -> None:
    """Let Anna own the home of the neighbours, too."""
    home = session.exec(select(Home).where(Home.unit == "102")).one()
    anna = session.exec(select(Person).where(Person.telegram_id == 11)).one()
    session.add(
        Residency(
            estate_id=1, home_id=home.id, person_id=anna.id, name=anna.name, role=HomeRole.OWNER,
            since=date(2020, 1, 1),
        )
    )  # fmt: skip


async def test_a_resident_of_two_homes_is_asked_which(world: World) -> None:
    """GEN-01: asked once, before anything else, whatever it is about."""
    world.write(has_both)
    world.write(with_spaces)
    anna = world.humans["anna"]
    for command, *pressed in OF_HOMES:
        await anna.says(command)
        for each in pressed:
            await anna.presses(each)
        assert set(anna.buttons()) > BOTH, command
        await anna.says("/cancel")


async def test_an_officer_is_asked_which_home_of_a_residents(world: World) -> None:
    """GEN-01, GEN-06: at the desk as in the chat."""
    world.write(has_both)
    world.write(with_spaces)
    wang = world.humans["wang"]
    for what in ("🅿 车位", "💳 办卡", "📁 资料"):
        await wang.says("/new")
        await wang.says("林秀英")
        await wang.presses(what)
        assert set(wang.buttons()) > BOTH, what
        await wang.says("/cancel")

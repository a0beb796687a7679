"""The parts of a parking lease's story that most stories begin with."""

from datetime import date
from typing import Any

from sqlmodel import Session, select

from models.estate.tables import Estate, Home
from models.parking.sheets import put_ledger
from models.parking.tables import Lease, Space
from models.parking.words import LeaseState, SpaceKind
from models.people.tables import HomeRole, Residency
from tests.support.human import Human
from tests.support.telling import picture
from tests.support.world import World

PAPERS = ("行驶证", "驾驶证", "保险单", "房产证明")
OF_TENANTS = (*PAPERS, "租房合同")


def with_spaces(session: Session, *numbers: str, kind: SpaceKind = SpaceKind.UNDERGROUND) -> None:
    """Let the estate have these spaces, each for 350 yuan a month."""
    for number in numbers or ("B3-001",):
        session.add(Space(estate_id=1, number=number, kind=kind, monthly_fee=35_000))


def leased_to(session: Session, number: str, home_id: int, *, ends_on: date | None = None) -> None:
    """Let a home have had the space since before there was a bot."""
    space = session.exec(select(Space).where(Space.number == number)).one()
    session.add(
        Lease(
            estate_id=1, space_id=space.id, home_id=home_id, state=LeaseState.RUNNING,
            contract_no="CW-2025-001", begins_on=date(2025, 1, 1), ends_on=ends_on,
        )
    )  # fmt: skip


def imported(session: Session, number: str, state: str, **cells: Any) -> None:
    """Let the office import a row of the sheet `spaces`."""
    row = {"number": number, "kind": "underground", "state": state, **cells}
    spaces = {(each.number,): each for each in session.exec(select(Space))}
    homes = {(each.code,): each for each in session.exec(select(Home))}
    present = {"spaces": spaces, "homes": homes, "vehicles": {}}
    put_ledger(session, session.exec(select(Estate)).one(), {"spaces": [row]}, present)


def rents(session: Session, name: str) -> None:
    """Let this resident be a tenant."""
    for row in session.exec(select(Residency).where(Residency.name == name)):
        row.role = HomeRole.TENANT
        session.add(row)


async def fill_in(
    world: World, who: str = "anna", *, plate: str = "苏A12345", without: tuple[str, ...] = ()
) -> Human:
    """Let a resident answer every question, with a photograph of each paper but these."""
    resident = world.humans[who]
    await resident.says("/parking")
    await resident.presses("申请车位")
    await resident.says(plate)
    await resident.says("比亚迪 元")
    await show_papers(resident, PAPERS, without)
    return resident


async def show_papers(resident: Human, papers: tuple[str, ...], without: tuple[str, ...]) -> None:
    """Let a resident send a photograph of each paper that is asked for, but of these."""
    for number, paper in enumerate(papers):
        if paper in without:
            await resident.presses("跳过")
        else:
            await resident.sends(photos=[picture(number)])
            await resident.presses("拍好了")


async def applied(world: World, who: str = "anna", **more: str) -> Human:
    """Let a resident apply with everything; it is nine o'clock."""
    await world.reaches(9)
    resident = await fill_in(world, who, **more)  # type: ignore[arg-type]
    await resident.presses("提交申请")
    return resident


async def invited(world: World, until: str = "2027-03-31") -> Human:
    """Let the officer take what came and find the photographs to be right."""
    wang = world.humans["wang"]
    group = Human(world, wang.telegram_id, world.humans["management"].chat_id)
    await group.presses("我来办")
    await wang.presses("照片没问题")
    await wang.says("XS320071")
    await wang.says(until)
    return wang


async def compared(wang: Human, papers: tuple[str, ...] = PAPERS) -> None:
    """Let the resident come, and every copy equal its original."""
    await wang.presses("原件已出示")
    for paper in papers:
        await wang.presses(f"{WRITTEN.get(paper, paper)}与原件一致")


async def signed(world: World, wang: Human) -> None:
    """Let the contract be for a year, and the head sign it."""
    await wang.presses("填合同")
    await wang.presses("12 个月")
    await world.humans["head"].presses("✍ 签字")


async def handed_out(wang: Human, card: str = "P-0088") -> None:
    """Let the card be there, and be handed over."""
    await wang.presses("登记停车卡号")
    await wang.says(card)
    await wang.presses("卡已交给住户")


WRITTEN = {"保险单": "车辆保险单", "房产证明": "购房合同或产权证明"}  # where there is room

"""The parts of a card's story that most stories begin with."""

from sqlmodel import Session

from models.estate.tables import SheetRow
from tests.support.human import Human
from tests.support.telling import picture
from tests.support.world import World


def costs(session: Session, kind: str = "DOOR", price: str | None = "15.00") -> None:
    """Let the office's list of fees have a card of this kind."""
    values = {
        "code": f"CARD-{kind}", "title": "门禁卡工本费", "kind": "card", "unit": "元/张",
        "price": price, "note": "补办同价",
    }  # fmt: skip
    session.add(SheetRow(estate_id=1, sheet="tariffs", key=values["code"] or "", values=values))


async def asked_for(world: World, who: str = "anna", *, card: str = "门禁卡") -> Human:
    """Let a resident apply for a card with a photograph of the identity card; it is nine."""
    await world.reaches(9)
    resident = world.humans[who]
    await resident.says("/cards")
    await resident.presses("申请办卡")
    await resident.presses(card)
    await resident.presses("跳过")
    await resident.sends(photos=[picture(3)])
    await resident.presses("拍好了")
    await resident.presses("提交申请")
    return resident


async def taken(world: World) -> Human:
    """Let the officer take it from the group."""
    wang = world.humans["wang"]
    await Human(world, wang.telegram_id, world.humans["management"].chat_id).presses("我来办")
    return wang


async def made(wang: Human, number: str = "MJ-0101") -> None:
    """Let the fee be paid and the card be made."""
    await wang.presses("登记缴费")
    await wang.says("SJ-0101")
    await wang.presses("登记卡号")
    await wang.says(number)


async def has_a_card(world: World) -> Human:
    """Let Anna have the door card MJ-0101; return the officer who handed it out."""
    world.write(costs)
    await asked_for(world)
    wang = await taken(world)
    await wang.presses("证件没问题")
    await made(wang)
    await wang.presses("卡已交给住户")
    return wang

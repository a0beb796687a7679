"""The parts of a repair's story that most stories begin with."""

import io

from PIL import Image
from sqlmodel import Session, col, update

from models.files.operations import ATTEMPTS
from models.intents.tables import Outbox
from tests.support.world import World


def picture(shade: int = 0) -> bytes:
    """Return a small photograph."""
    written = io.BytesIO()
    Image.new("RGB", (8, 8), (shade, 80, 80)).save(written, format="JPEG")
    return written.getvalue()


async def what_comes_is_lost(world: World) -> None:
    """Let the next file not come, however often it is asked for."""
    telling = {"error_code": 500, "description": "Internal Server Error"}
    world.telegram.fail_next("getFile", **telling, times=ATTEMPTS)


async def report(
    world: World,
    who: str = "anna",
    *,
    told: str = "厨房水龙头一直滴水",
    home: str = "1号楼 10",
    trade: str = "水",
) -> None:
    """Let a resident report a dripping tap for tomorrow morning."""
    await fill_in(world, who, told=told, home=home, trade=trade)
    await world.humans[who].presses("提交报修")


async def fill_in(
    world: World,
    who: str = "anna",
    *,
    told: str = "厨房水龙头一直滴水",
    home: str = "1号楼 10",
    trade: str = "水",
    slot: str = "09:00",
) -> None:
    """Let a resident answer every question for tomorrow, and send nothing yet."""
    resident = world.humans[who]
    await resident.says("/repair")
    await resident.presses(trade)
    await resident.presses(home)
    if "🆕 是新的问题" in resident.buttons():
        await resident.presses("是新的问题")
    await resident.says(told)
    await resident.presses("明天")
    await resident.presses(slot)
    await resident.presses("电话")


async def report_today(world: World, who: str, slot: str) -> None:
    """Let a resident report a dripping tap for today."""
    resident = world.humans[who]
    await resident.says("/repair")
    await resident.presses("水")
    await resident.presses("1号楼 10")
    await resident.says("厨房水龙头一直滴水")
    await resident.presses("今天")
    await resident.presses(slot)
    await resident.presses("电话")
    await resident.presses("提交报修")


async def mend(world: World, result: str = "换了阀芯") -> None:
    """Let Zhang finish what he has."""
    await world.humans["zhang_in_group"].presses("完成")
    await world.humans["zhang"].says(result)


async def report_and_take(world: World) -> World:
    """Let Anna report at nine o'clock, and Zhang take it."""
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    return world


async def report_and_mend(world: World, hour: int) -> None:
    """Let Anna report, Zhang take it at once and be done at that hour."""
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await world.reaches(hour)
    await mend(world)


def half_a_minute_passes(session: Session) -> None:
    """Let the machine's time, which no test moves, be later."""
    session.execute(
        update(Outbox).where(col(Outbox.held_until).is_not(None)).values(held_until=None)
    )

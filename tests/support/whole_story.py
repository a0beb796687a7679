"""The whole story of one repair, stopping wherever somebody could press something new."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

from tests.support.world import World


async def tells(world: World) -> None:
    """Anna answers every question, and has not sent yet."""
    anna = world.humans["anna"]
    await anna.says("/repair")
    await anna.presses("水")
    await anna.presses("1号楼 101")
    await anna.says("厨房水龙头一直滴水")
    await anna.presses("明天")
    await anna.presses("09:00")
    await anna.presses("电话")


async def reports(world: World) -> None:
    """Anna sends the report."""
    await world.humans["anna"].presses("提交报修")


async def claims(world: World) -> None:
    """Zhang takes it in the group."""
    await world.humans["zhang_in_group"].presses("接单")


async def sets_off(world: World) -> None:
    """Zhang is on the way, and asked what was done."""
    await world.humans["zhang_in_group"].presses("出发")
    await world.humans["zhang_in_group"].presses("完成")


async def finishes(world: World) -> None:
    """Zhang says what was done; Anna is asked whether it holds."""
    await world.humans["zhang"].says("换了阀芯,不漏了")
    await world.waits(hours=2, minutes=1)


async def reopens(world: World) -> None:
    """It does not hold; Anna begins to say what is left."""
    anna = world.humans["anna"]
    await anna.presses("没修好")
    await anna.presses("补充情况")
    await anna.says("还是在滴水")


async def falls_silent(world: World) -> None:
    """Mended again, Anna answers nothing: somebody is to telephone."""
    anna, group = world.humans["anna"], world.humans["zhang_in_group"]
    await anna.presses("明天")
    await anna.presses("14:00")
    await anna.presses("提交补充")
    await group.presses("接单")
    await group.presses("完成")
    await world.humans["zhang"].says("又换了一次阀芯")
    await world.waits(hours=26)
    assert world.humans["management"].sees("电话回访")
    await world.humans["management"].presses("姓名和电话")


async def telephones(world: World) -> None:
    """Zhao rings twice and hears that it holds."""
    await world.humans["management"].presses("没人接")
    await world.humans["management"].presses("住户说：修好了")


STOPS: Mapping[str, Callable[[World], Awaitable[None]]] = {
    "telling": tells,
    "reported": reports,
    "claimed": claims,
    "finishing": sets_off,
    "done": finishes,
    "reopened": reopens,
    "telephoning": falls_silent,
    "closed": telephones,
}


async def story(world: World, until: str = "closed") -> AsyncIterator[str]:
    """Tell it up to that stop, stopping at each."""
    for name, happens in STOPS.items():
        await happens(world)
        yield name
        if name == until:
            return

"""Family and proxies: let in by the owner with a link that works once, limited, ended at once."""

import re
from datetime import date

import pytest
from sqlmodel import select

from models.cases.tables import Case
from models.people.tables import Residency
from tests.support.complaining import cast_of_complaints, complain, with_classes
from tests.support.human import Human
from tests.support.parking import applied, with_spaces
from tests.support.telling import report
from tests.support.world import World


async def let_in(world: World, name: str = "小林", *, account: int = 41) -> Human:
    """Let Anna send a link, and somebody use it."""
    anna = world.humans["anna"]
    await anna.says("/family")
    await anna.presses("请一位家人")
    await anna.says(name)
    return await uses(world, link(anna), account)


async def uses(world: World, code: str, account: int) -> Human:
    """Let somebody open the link."""
    guest = world.joins(f"guest {account}", account)
    await guest.says(f"/start {code}")
    return guest


def link(owner: Human) -> str:
    """Return the code of the newest link."""
    text = next(text for text in reversed(owner.heard) if "?start=" in text)
    found = re.search(r"\?start=(\w+)", text)
    assert found
    return found[1]


async def named(world: World, matter: str, until: str = "2026-11-30") -> Human:
    """Let Anna name a proxy for one matter, and the proxy use the link."""
    anna = world.humans["anna"]
    await anna.says("/family")
    await anna.presses("委托一位代理人")
    await anna.says("老周")
    await anna.presses(matter)
    await anna.says(until)
    await anna.presses("确认委托")
    return await uses(world, link(anna), 47)


async def test_a_link_lets_in_one_and_a_forwarded_one_gives_nothing(world: World) -> None:
    """SEC-01, OWN-08: the owner sees who is in; used, ended or expired, the link is dead."""
    anna = world.humans["anna"]
    guest = await let_in(world)
    assert guest.sees("1号楼 101")
    assert anna.sees("谁先打开，就是谁进来")
    assert anna.sees("小林", "已用链接进入", "1号楼 101", "账号名是", "Guest 41")
    code = link(anna)
    other = await uses(world, code, 43)
    assert other.heard_of("1号楼 101") == 0
    await anna.says("/family")
    assert anna.sees("小林", "已进入", "家人")
    await anna.presses("请一位家人")
    await anna.says("小妹")
    unused = link(anna)
    await anna.says("/family")
    await anna.presses("结束：小妹")
    assert (await uses(world, unused, 44)).heard_of("1号楼 101") == 0
    await anna.says("/family")
    await anna.presses("请一位家人")
    await anna.says("小弟")
    late = link(anna)
    await world.waits(days=7, minutes=1)
    assert (await uses(world, late, 45)).heard_of("1号楼 101") == 0


async def test_family_reports_but_leases_nothing_and_is_ended_at_once(world: World) -> None:
    """OWN-06, SEC-01: what a member may do is a table; ended, old buttons give nothing."""
    anna, wang = world.humans["anna"], world.humans["wang"]
    world.write(with_spaces)
    guest = await let_in(world)
    world.humans["guest"] = guest
    await applied(world, "guest")
    assert "不在您的权限里" in guest.toast
    await report(world, "guest")
    assert guest.sees("№1")
    await guest.says("/family")
    assert guest.sees("只有业主")
    await anna.says("/family")
    end = anna.newest("已进入")
    await world.humans["chen"].says("/family")
    await anna.presses("结束：小林", old=end)
    await guest.presses("更多")
    assert "登记" in guest.toast
    await guest.says("/case 1")
    assert "请先登记一次" in guest.heard[-1]
    await anna.presses("结束：小林", old=end)
    assert "不能" in anna.toast
    await world.reaches(9)
    assert anna.sees("原报修人已离开", "№1")
    assert guest.sees("权限已经结束", "021-5550100")
    assert wang.heard_of("小林") == 0


async def test_a_proxy_acts_in_what_is_named_until_its_day(world: World) -> None:
    """SEC-02, SEC-03: the owner's consent names matter and day; beyond it nothing is given."""
    anna = world.humans["anna"]
    proxy = await named(world, "报修")
    world.humans["proxy"] = proxy
    await report(world, "proxy")
    assert proxy.sees("№1")
    group = world.humans["zhang_in_group"]
    assert group.sees("№1", "由业主的代理人办理")
    assert group.heard_of("林秀英") == group.heard_of("老周") == 0
    await group.presses("接单")
    assert world.humans["zhang"].sees("№1", "老周", "代业主", "林秀英")
    await world.humans["wang"].says("/why 1")
    assert world.humans["wang"].sees("代理人办理")
    world.write(with_classes)
    await complain(world, "proxy")
    assert "不在您的权限里" in proxy.toast
    await anna.says("/family")
    assert anna.sees("老周", "代理人", "报修", "11月30日")
    rows = world.read(lambda s: s.exec(select(Residency).where(Residency.name == "老周")).all())
    assert [(row.left_on, row.matters) for row in rows] == [(date(2026, 12, 1), ["repairs"])]
    await world.waits(days=7)
    await world.reaches(23, 59)
    await proxy.says("/case 1")
    assert "№1" in proxy.heard[-1]
    await world.reaches(0)
    await proxy.says("/case 1")
    assert "请先登记一次" in proxy.heard[-1]
    await world.rings()
    assert world.read(lambda s: s.exec(select(Case.reporter_id)).one()) == 1


@pytest.mark.slow
async def test_whom_a_proxy_acts_for_stands_where_people_look(world: World) -> None:
    """SEC-02, SEC-01: on complaint and application too; who stays unnamed names no owner either."""
    await cast_of_complaints(world)
    world.write(with_spaces)
    world.humans["proxy"] = await named(world, "以上都可以")
    manager, wang = world.humans["manager"], world.humans["wang"]
    await complain(world, "proxy")
    await manager.says("/case 1")
    assert manager.sees("№1", "老周", "代业主", "林秀英")
    await complain(
        world, "proxy", told="楼道很脏", category="楼道卫生", against="张建国", name="不留名"
    )
    await manager.says("/case 2")
    assert "林秀英" not in manager.heard[-1]
    await applied(world, "proxy")
    await Human(world, 23, world.humans["management"].chat_id).presses("我来办")
    assert wang.sees("车位申请 №3", "老周", "代业主", "林秀英")

"""Whom a complaint is about sees nothing of it; who wishes to stay unnamed does."""

from tests.support.complaining import cast_of_complaints, complain, resolve
from tests.support.world import World


async def test_whom_it_is_about_sees_it_nowhere(world: World) -> None:
    """CMP-05, SEC-01: named in the words, the manager gets no card, list, search or record."""
    await cast_of_complaints(world)
    manager, desk = world.humans["manager"], world.humans["head"]
    before = len(manager.heard)
    await complain(world, against="孙经理", told="孙经理说话很不客气", category="服务态度")
    assert len(manager.heard) == before
    assert desk.sees("投诉 №1", "涉及 1 位员工")
    for asked in ("/case 1", "/why 1", "/find 101", "/find 林秀英", "/open", "/log"):
        await manager.says(asked)
        assert "不客气" not in manager.heard[-1]
        assert "YHY" not in manager.heard[-1]
    await world.waits(days=10)
    assert manager.heard_of("不客气") == 0
    assert manager.heard_of("投诉 №1") == 0


async def test_named_later_it_is_taken_out_of_their_hands(world: World) -> None:
    """CMP-05: the card says only that somebody else has it; the next one up goes on."""
    await cast_of_complaints(world)
    zhao, manager = world.humans["supervisor"], world.humans["manager"]
    await complain(world, against="高个子的师傅", told="高个子的师傅骂人")
    await manager.presses("受理")
    assert zhao.sees("骂人")
    await manager.says("/case 1")
    await manager.presses("更多")
    await manager.presses("涉及某位员工")
    await manager.presses("赵强")
    assert zhao.heard_of("骂人") == 0
    assert zhao.sees("№1", "由别的同事办理")
    old = zhao.newest("由别的同事办理")
    assert zhao.messages[-1]["id"] >= old
    assert world.humans["quality"].sees("骂人")


async def test_a_named_officer_gets_no_telephone_task_about_it(world: World) -> None:
    """CMP-05, CB-08: somebody else telephones."""
    await cast_of_complaints(world)
    await complain(world, against="王芳", told="王芳不接电话", category="服务态度")
    await world.humans["manager"].presses("受理")
    await resolve(world.humans["desk"])
    await world.waits(days=4)
    assert world.humans["wang"].heard_of("№1") == 0


async def test_who_stays_unnamed_is_seen_by_nobody_and_told_what_it_costs(world: World) -> None:
    """CMP-05, SEC-01: no name, home or number; answers come here; nobody telephones."""
    await cast_of_complaints(world)
    anna, head = world.humans["anna"], world.humans["manager"]
    await complain(world, against="保安小刘", told="保安小刘乱收费", name="不留名")
    assert anna.sees("工作人员看不到您的姓名")
    assert head.sees("乱收费", "不愿留名")
    assert head.heard_of("林") == 0
    assert head.heard_of("+86138") == 0
    assert head.heard_of("101") == 0
    await head.replies("乱收费", "请问是哪一天？")
    assert anna.sees("请问是哪一天？")
    await head.presses("受理")
    await resolve(world.humans["supervisor"])
    await world.waits(days=5)
    assert world.humans["wang"].heard_of("请电话回访") == 0

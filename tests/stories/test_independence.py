"""Whom a complaint is about sees nothing of it; who wishes to stay unnamed does."""

from tests.support.complaining import cast_of_complaints, complain, resolve
from tests.support.telling import picture
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


async def test_no_search_list_or_story_finds_who_stays_unnamed(world: World) -> None:
    """SEC-01: by name, telephone, home or building nothing is found; the story has no name."""
    await cast_of_complaints(world)
    await complain(world, against="保安小刘", told="保安小刘乱收费", name="不留名")
    for who in ("manager", "wang"):
        human = world.humans[who]
        for asked in ("/find 林秀英", "/find 1号楼101", "/find 101", "/find 13800000011"):
            await human.says(asked)
            assert "YHY" not in human.heard[-1]
        await human.says("/open 1号楼")
        assert "YHY" not in human.heard[-1]
        await human.says("/why 1")
        assert "投诉 №1" in human.heard[-1] or "№1" in human.heard[-1]
        assert "林" not in human.heard[-1]
        await human.says("/find 1")
        assert "YHY" in human.heard[-1]


async def test_who_stays_unnamed_and_blocks_us_is_not_telephoned(world: World) -> None:
    """SEC-01, CMP-05: what Telegram cannot bring is told to nobody else."""
    await cast_of_complaints(world)
    anna, wang = world.humans["anna"], world.humans["wang"]
    await complain(world, against="保安小刘", told="保安小刘乱收费", name="不留名")
    world.telegram.blocks(anna.telegram_id)
    await world.humans["manager"].presses("受理")
    await resolve(world.humans["supervisor"])
    await world.waits(days=5)
    for human in (wang, world.humans["manager"], world.humans["desk"]):
        assert human.heard_of("林") == 0


async def test_naming_somebody_twice_is_naming_them_once(world: World) -> None:
    """CMP-05: a second press on the same list is harmless."""
    await cast_of_complaints(world)
    manager = world.humans["manager"]
    await complain(world, against="高个子的师傅", told="高个子的师傅骂人")
    await manager.presses("更多")
    await manager.presses("涉及某位员工")
    await manager.presses("李明")
    await manager.presses("李明")
    assert manager.sees("涉及 1 位员工")


async def test_what_is_said_of_the_result_never_reaches_whom_it_is_about(world: World) -> None:
    """CMP-05: named after they had handled it, they get no photograph of it."""
    await cast_of_complaints(world)
    anna, zhao, manager = (world.humans[who] for who in ("anna", "supervisor", "manager"))
    await complain(world)
    await manager.presses("受理")
    await resolve(zhao)
    await world.waits(days=2)
    await anna.presses("不满意")
    await manager.says("/case 1")
    await manager.presses("更多")
    await manager.presses("涉及某位员工")
    await manager.presses("赵强")
    shown = len(zhao.files())
    await anna.presses("写一句、发照片")
    await anna.sends("还是老样子", photos=[picture()])
    assert len(zhao.files()) == shown
    assert zhao.heard_of("还是老样子") == 0

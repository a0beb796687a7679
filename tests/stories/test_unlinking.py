"""The end of an account's access: another account, the resident's wish, the office's."""

from sqlmodel import select

from models.people.tables import Person
from tests.support.pressing import pressed
from tests.support.register import code
from tests.support.telling import report
from tests.support.world import World


async def test_a_new_code_moves_the_person_to_another_account(world: World) -> None:
    """SEC-01, S-50: the former account has no access from that instant, and is told."""
    anna, stranger = world.humans["anna"], world.humans["stranger"]
    await report(world)
    await stranger.says(f"/start {code(world, '林秀英')}")
    assert stranger.sees("1号楼 101")
    assert anna.sees("已转到另一个", "021-5550100")
    said = len(anna.heard)
    await anna.says("/cases")
    assert "请先登记一次" in anna.heard[-1]
    await world.humans["zhang_in_group"].presses("接单")
    assert len(anna.heard) == said + 1
    assert anna.heard_of("已接单") == 0
    await world.reaches(9)
    assert stranger.sees("№1", "张师傅")
    await stranger.says("/cases")
    assert stranger.sees("№1")


async def test_the_own_number_moves_the_person_once_an_officer_approves(world: World) -> None:
    """SEC-01, S-50: the officer reads that another account ends; undone, it has its place again."""
    anna, stranger, wang = (world.humans[name] for name in ("anna", "stranger", "wang"))
    await stranger.says("/start")
    await stranger.sends(contact="+8613800000011")
    assert wang.sees("林秀英", "已有一个账号")
    await anna.says("/cases")
    assert anna.sees("没有登记过的事项")
    await wang.presses("核对无误")
    assert anna.sees("已转到另一个")
    await anna.says("/cases")
    assert "请先登记一次" in anna.heard[-1]
    await wang.presses("撤回")
    assert anna.sees("1号楼 101", "已为您登记")
    await anna.says("/repair")
    assert "哪方面的问题" in anna.heard[-1]
    await stranger.says("/repair")
    assert "请先登记一次" in stranger.heard[-1]


async def test_what_waits_for_the_morning_follows_the_person(world: World) -> None:
    """S-42, SEC-01: held overnight, it comes to the account that is linked by then."""
    anna, stranger = world.humans["anna"], world.humans["stranger"]
    await report(world)
    await world.reaches(22)
    await world.humans["zhang_in_group"].presses("接单")
    await stranger.says(f"/start {code(world, '林秀英', now=world.clock.now())}")
    said = len(anna.heard)
    await world.reaches(9)
    assert stranger.sees("№1", "张师傅")
    assert len(anna.heard) == said


async def test_a_resident_unlinks_their_own_account_after_one_question(world: World) -> None:
    """SEC-01: nothing happens before the press; after it nothing is told there any more."""
    anna = world.humans["anna"]
    await report(world)
    await anna.says("/unlink")
    await anna.says("/cases")
    assert anna.sees("№1")
    await anna.presses("解除这个账号")
    assert anna.sees("已解除", "重新登记")
    said = len(anna.heard)
    await anna.presses("解除这个账号")
    assert "登记" in anna.toast
    await world.humans["zhang_in_group"].presses("接单")
    await world.reaches(10)
    assert len(anna.heard) == said
    assert anna.heard_of("已接单") == 0
    assert world.humans["wang"].sees("请电话通知 №1")


async def test_an_officer_unlinks_a_resident_of_a_home(world: World) -> None:
    """SEC-01: found by home, name or number; asked once more; the account is told who did it."""
    anna, wang = world.humans["anna"], world.humans["wang"]
    for words in ("1号楼101", "林秀", "0011"):
        await wang.says(f"/unlink {words}")
        assert len(wang.buttons()) == 1
        assert "林秀英" in wang.buttons()[0]
    await wang.presses("林秀英")
    assert wang.sees("林秀英", "1号楼 101", "会收到通知")
    await wang.presses("解除")
    assert anna.sees("管理处已解除", "021-5550100")
    await wang.presses("解除")
    assert "没有找到这位住户" in wang.toast
    await wang.says("/unlink 9号楼")
    assert "没有找到" in wang.heard[-1]


async def test_nobody_else_unlinks_anybody(world: World) -> None:
    """SEC-01: a neighbour's or technician's forged press is refused; colleagues are none."""

    def tries(session: object) -> list[bool]:
        wanted = select(Person.id, Person.name)
        ids = {name: number for number, name in world.read(lambda s: s.exec(wanted).all())}
        return [
            pressed(world, session, account, account, f"1|unlink|{ids[name]}|0").alert
            for account, name in ((12, "林秀英"), (21, "林秀英"), (66, "林秀英"), (23, "张建国"))
        ]

    assert world.write(tries) == [True] * 4
    for who in ("chen", "zhang"):
        await world.humans[who].says("/unlink 林秀英")
    assert world.humans["zhang"].heard_of("林秀英") == world.humans["chen"].heard_of("林秀英") == 0
    await world.humans["anna"].says("/cases")
    assert world.humans["anna"].sees("没有登记过的事项")

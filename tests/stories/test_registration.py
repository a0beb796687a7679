"""Joining by the office's code, and the end of every access."""

from datetime import date, timedelta

from models.people.tables import HomeRole
from tests.support.register import code, hired, moves_in
from tests.support.telling import report, report_and_mend
from tests.support.world import World, leaves


async def test_a_code_in_the_link_welcomes_a_resident_by_name(world: World) -> None:
    """The office's code is the approval; the first report is six presses away."""
    stranger = world.humans["stranger"]
    world.write(lambda s: moves_in(s, "周小云", "102"))
    await stranger.says(f"/start {code(world, '周小云')}")
    assert stranger.sees("云和苑", "1号楼 102", "业主")
    await report(world, "stranger", home="102")
    assert world.humans["zhang_in_group"].sees("№1", "1号楼 102")


async def test_a_typed_code_is_taken_however_it_is_written(world: World) -> None:
    """Lower case, spaces and the letters that look like digits are all the same code."""
    stranger = world.humans["stranger"]
    world.write(lambda s: moves_in(s, "周小云", "102", role=HomeRole.FAMILY))
    written = code(world, "周小云").lower().replace("0", "o").replace("1", "l")
    await stranger.says(f"{written[:8]} {written[8:]}")
    assert stranger.sees("1号楼 102", "家人")


async def test_a_code_among_words_is_taken_and_a_mistyped_one_is_called_wrong(
    world: World,
) -> None:
    """Who writes a sentence around it is let in; who leaves a letter out hears what is wrong."""
    stranger = world.humans["stranger"]
    world.write(lambda s: moves_in(s, "周小云", "102"))
    written = code(world, "周小云")
    await stranger.says("7GK2M9QXW4T8B3C")
    assert "这个登记码不能用" in stranger.heard[-1]
    await stranger.says("请问明天能修吗，我住 Building12-1001，电话13800000000")
    assert "登记一次" in stranger.heard[-1]
    await stranger.says(f"登记码是 {written}，谢谢")
    assert stranger.sees("1号楼 102", "业主")


async def test_a_code_serves_one_account(world: World) -> None:
    """The same person may use it again; anybody else is refused, and learns nothing."""
    stranger, chen = world.humans["stranger"], world.humans["chen"]
    world.write(lambda s: moves_in(s, "周小云", "102"))
    own = code(world, "周小云")
    await stranger.says(f"/start {own}")
    await world.waits(days=1)
    await stranger.says(f"/start {own}")
    assert stranger.sees("已经登记过了", "1号楼 102")
    await chen.says(f"/start {own}")
    assert chen.sees("这个登记码不能用")
    await chen.says("/repair")
    await chen.presses("水")
    assert [label for label in chen.buttons() if "号楼" in label] == ["🏠 1号楼 102"]


async def test_a_wrong_and_an_expired_code_are_refused_alike(world: World) -> None:
    """Which of the two it is, is not told."""
    stranger = world.humans["stranger"]
    world.write(lambda s: moves_in(s, "周小云", "102"))
    late = code(world, "周小云", now=world.clock.now() - timedelta(days=31))
    await stranger.says(f"/start {late}")
    await stranger.says("/start 0000000000000000")
    assert stranger.heard_of("这个登记码不能用") == 2
    await stranger.says("/repair")
    assert stranger.sees("请先登记一次")


async def test_two_homes_of_one_person_are_both_offered(world: World) -> None:
    """One account, two rows of the register: one person, who chooses the home each time."""
    anna = world.humans["anna"]
    world.write(lambda s: moves_in(s, "林秀英(102)", "102", phone="+8613999999999"))
    await anna.says(f"/start {code(world, '林秀英(102)')}")
    await anna.says("/repair")
    await anna.presses("水")
    assert [b for b in anna.buttons() if "号楼" in b] == ["🏠 1号楼 101", "🏠 1号楼 102"]
    await report(world, home="102")
    assert anna.sees("№1", "1号楼 102")


async def test_two_rows_become_one_person_even_if_only_the_second_has_a_number(
    world: World,
) -> None:
    """The number stays with the person; nothing of the second row is lost."""
    stranger = world.humans["stranger"]
    world.write(lambda s: moves_in(s, "周小云", "101", role=HomeRole.FAMILY))
    world.write(lambda s: moves_in(s, "周小云(租)", "102", phone="+8613911112222"))
    await stranger.says(f"/start {code(world, '周小云')}")
    await stranger.says(f"/start {code(world, '周小云(租)')}")
    await report(world, "stranger", home="102")
    await world.humans["zhang_in_group"].presses("接单")
    assert world.humans["zhang"].sees("№1", "+8613911112222")


async def test_who_has_moved_out_has_no_access_left(world: World) -> None:
    """Old buttons, commands and cases: a kind refusal, and no effect."""
    anna = world.humans["anna"]
    await report(world)
    await anna.says("/repair")
    world.write(lambda s: leaves(s, "林秀英", date(2026, 11, 23)))
    before = len(world.humans["zhang_in_group"].heard)
    await anna.presses("水")
    assert "登记码" in anna.toast
    for command in ("/repair", "/cases", "/case 1", "/why 1"):
        await anna.says(command)
        assert "请先登记一次" in anna.heard[-1]
    assert len(world.humans["zhang_in_group"].heard) == before


async def test_the_code_of_somebody_who_has_moved_out_is_refused(world: World) -> None:
    """A letter that was found in the hall opens nothing."""
    stranger = world.humans["stranger"]
    world.write(lambda s: moves_in(s, "周小云", "102"))
    own = code(world, "周小云")
    world.write(lambda s: leaves(s, "周小云", date(2026, 11, 23)))
    await stranger.says(f"/start {own}")
    assert stranger.sees("这个登记码不能用")


async def test_the_answer_of_somebody_who_has_moved_out_changes_nothing(world: World) -> None:
    """Authority is asked at the press, not when the button was sent."""
    anna = world.humans["anna"]
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await world.humans["zhang_in_group"].presses("完成")
    await world.humans["zhang"].says("换了阀芯")
    await world.waits(hours=3)
    world.write(lambda s: leaves(s, "林秀英", date(2026, 11, 23)))
    await anna.presses("修好了")
    assert "登记" in anna.toast
    await world.humans["wang"].says("/open")
    assert world.humans["wang"].sees("№1")


async def test_who_has_left_the_office_can_no_longer_claim(world: World) -> None:
    """Membership of the group and an old button give nothing."""
    group = world.humans["zhang_in_group"]
    await report(world)
    world.write(lambda s: leaves(s, "张建国", date(2026, 11, 23)))
    await group.presses("接单")
    assert group.toast
    assert group.sees("№1", "请在 11月23日(周一)09:00 前接单")
    await world.humans["zhang"].says("/open")
    assert world.humans["zhang"].heard_of("№1") == 0


async def test_a_staff_code_makes_a_technician_who_can_claim(world: World) -> None:
    """Linked at once, with the role of the register."""
    stranger = world.humans["stranger"]
    world.write(lambda s: hired(s, "何伟"))
    await stranger.says(f"/start {code(world, '何伟')}")
    assert stranger.sees("欢迎加入云和苑", "维修师傅")
    await report(world)
    await world.humans["stranger_in_group"].presses("接单")
    assert world.humans["anna"].sees("№1", "何师傅负责这件事")


async def test_who_has_moved_out_hears_no_more_of_the_estate(world: World) -> None:
    """CB-01: the question goes to an officer's telephone; no card follows into another life."""
    anna = world.humans["anna"]
    await report_and_mend(world, hour=12)
    said = len(anna.heard)
    world.write(lambda session: leaves(session, "林秀英", on=world.clock.now().date()))
    await world.waits(hours=3)
    assert len(anna.heard) == said
    assert world.humans["wang"].sees("请电话回访 №1")

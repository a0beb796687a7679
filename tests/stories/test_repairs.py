"""Repairs, from the first word to the callback."""

from tests.support.telling import mend, picture, report
from tests.support.world import World


async def test_a_dripping_tap_is_reported_taken_mended_and_asked_about(world: World) -> None:
    """REP-02, REP-03, REP-06, REP-08, CB-01, S-01: six presses and a sentence carry it through."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    group = world.humans["zhang_in_group"]
    await report(world)
    assert anna.sees("№1", "09:00–11:00")
    assert group.sees("№1", "1号楼 101", "滴水")
    await world.humans["wang"].says("/why 1")
    assert world.humans["wang"].sees("№1 的经过", "08:30 报修")

    await group.presses("接单")
    assert anna.sees("№1", "张师傅")
    assert zhang.sees("№1", "林女士", "+8613800000011", "11月24日(周二)09:00–11:00")

    await group.presses("出发")
    assert anna.sees("№1", "出发")

    await mend(world, "换了阀芯,不漏了")
    assert anna.sees("№1", "换了阀芯")

    await world.waits(hours=2, minutes=1)
    assert anna.sees("№1", "修好")
    await anna.presses("修好了")
    assert anna.sees("谢谢")


async def test_a_captioned_photograph_stands_for_the_sentence(world: World) -> None:
    """Sent before anything was asked, it tells; the question for a sentence does not come."""
    anna, group = world.humans["anna"], world.humans["zhang_in_group"]
    await anna.sends("卫生间漏水", photos=[picture()])
    assert anna.sees("您说的是", "水管", "1号楼 101", "卫生间漏水", "1 个文件")
    await anna.presses("按这句话报修")
    assert "哪天上门" in anna.heard[-1]
    await anna.presses("明天")
    await anna.presses("09:00")
    await anna.presses("电话")
    await anna.presses("提交报修")
    assert group.sees("№1", "卫生间漏水", "1 个文件")


async def test_an_album_within_the_dialogue_reaches_the_technician_alone(world: World) -> None:
    """Three photographs count up; they come in private to who has the job, not to the group."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    group = world.humans["zhang_in_group"]
    await anna.says("/repair")
    await anna.presses("水")
    await anna.presses("101")
    await anna.sends("洗手盆下面在漏", photos=[picture(n) for n in (10, 20, 30)])
    assert anna.sees("哪天上门")
    await anna.presses("明天")
    await anna.presses("09:00")
    await anna.presses("电话")
    await anna.presses("提交报修")
    assert group.sees("№1", "3 个文件")
    await group.presses("接单")
    assert zhang.files() == ["photo", "photo", "photo"]
    assert group.files() == []


async def test_an_album_before_the_dialogue_is_kept_whole(world: World) -> None:
    """Three photographs out of the blue become one report with three photographs."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await anna.sends("楼上漏下来的", photos=[picture(n) for n in (10, 20, 30)])
    await anna.presses("按这句话报修")
    await anna.presses("明天")
    await anna.presses("09:00")
    await anna.presses("电话")
    await anna.presses("提交报修")
    assert anna.sees("№1", "3 个文件", "楼上漏下来的")
    await world.humans["zhang_in_group"].presses("接单")
    assert zhang.files() == ["photo", "photo", "photo"]


async def test_what_was_said_before_the_report_button_is_not_lost(world: World) -> None:
    """A photograph with a caption, then the menu's button: the report begins with both."""
    anna = world.humans["anna"]
    await anna.sends("卫生间漏水", photos=[picture()])
    await anna.says("/repair")
    assert "哪天上门" in anna.heard[-1]


async def test_a_late_photograph_on_a_later_step_is_still_attached(world: World) -> None:
    """The question stays where it was; the file belongs to what was told."""
    anna = world.humans["anna"]
    await anna.says("/repair")
    await anna.presses("水")
    await anna.presses("101")
    await anna.says("厨房水龙头一直滴水")
    await anna.sends(photos=[picture()])
    assert anna.sees("已收到 1 个文件", "哪天上门")
    await anna.presses("明天")
    await anna.presses("09:00")
    await anna.sends(photos=[picture(50)])
    await anna.presses("电话")
    await anna.presses("提交报修")
    assert anna.sees("№1", "2 个文件")


async def test_a_voice_note_alone_tells(world: World) -> None:
    """Nobody has to type; the technician hears it, photographs beside it."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await anna.says("/repair")
    await anna.presses("水")
    await anna.presses("101")
    await anna.sends(photos=[picture()])
    await anna.sends(voice=b"OggS")
    assert "哪天上门" in anna.heard[-1]
    await anna.presses("明天")
    await anna.presses("09:00")
    await anna.presses("电话")
    await anna.presses("提交报修")
    await world.humans["zhang_in_group"].presses("接单")
    assert sorted(zhang.files()) == ["photo", "voice"]


async def test_the_eleventh_file_is_declined_kindly_and_ten_stay(world: World) -> None:
    """Ten go along; the resident hears that the rest can be shown at the door."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await anna.says("/repair")
    await anna.presses("水")
    await anna.presses("101")
    for _ in range(11):
        await anna.sends(video=b"\x00\x00\x00\x18ftypmp42")
    assert anna.sees("最多收 10 个文件", "已收到 10 个")
    await anna.says("到处都漏水")
    await anna.presses("明天")
    await anna.presses("09:00")
    await anna.presses("电话")
    await anna.presses("提交报修")
    await world.humans["zhang_in_group"].presses("接单")
    assert len(zhang.files()) == 10


async def test_too_short_and_too_long_words_are_asked_for_again(world: World) -> None:
    """What was sent before stays; a sentence that fits goes on."""
    anna = world.humans["anna"]
    await anna.says("/repair")
    await anna.presses("水")
    await anna.presses("101")
    await anna.sends(photos=[picture()])
    await anna.says("漏")
    assert anna.sees("至少 2 个字", "已收到 1 个文件")
    await anna.says("漏" * 1001)
    assert anna.sees("最多 1000 个字", "已收到 1 个文件")
    await anna.says("漏" * 1000)
    assert "哪天上门" in anna.heard[-1]


async def test_the_result_comes_with_its_photographs(world: World) -> None:
    """The resident sees what was done: a long result, photographs and a voice note."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await world.reaches(9)
    await world.humans["zhang_in_group"].presses("完成")
    await zhang.sends(photos=[picture()])
    await zhang.sends(photos=[picture(50)])
    await zhang.sends(document=b"%PDF-1.4")
    await zhang.says("换了阀芯" * 125)
    assert anna.sees("修好了", "换了阀芯" * 125, "11:00")
    assert anna.files() == ["photo", "photo", "document"]


async def test_an_album_told_as_the_result_reaches_the_resident_whole(world: World) -> None:
    """Its caption finishes the job; the photographs behind it still belong to the result."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await world.humans["zhang_in_group"].presses("完成")
    await zhang.sends("换了阀芯", photos=[picture(n) for n in (10, 20, 30)])
    assert anna.sees("修好了", "换了阀芯", "11:00")
    assert anna.files() == ["photo", "photo", "photo"]
    assert zhang.heard_of("按这些话报修") == 0
    await world.waits(minutes=11)
    await zhang.sends(photos=[picture(40)])
    assert anna.files() == ["photo", "photo", "photo"]


async def test_a_picture_at_the_next_home_is_no_part_of_the_result_before(world: World) -> None:
    """Sent without a word, minutes after setting off: it is asked whose it is."""
    anna, chen, zhang = (world.humans[each] for each in ("anna", "chen", "zhang"))
    group = world.humans["zhang_in_group"]
    await report(world, "chen")
    await group.presses("接单")
    await report(world)
    await group.presses("接单")
    await world.reaches(9)
    await mend(world)
    await world.waits(minutes=1)
    await zhang.says("/mine")
    await zhang.presses("出发")
    await zhang.sends(photos=[picture()])
    assert anna.files() == chen.files() == []
    assert {"↩ 发给 №1 的住户", "↩ 发给 №2 的住户"} <= set(zhang.buttons())
    await zhang.presses("发给 №1 的住户")
    assert (anna.files(), chen.files()) == ([], ["photo"])


async def test_a_common_part_asks_neither_for_a_visit_nor_for_the_way_in(world: World) -> None:
    """The lobby is open: two questions fewer, and both cards say so."""
    anna, group = world.humans["anna"], world.humans["zhang_in_group"]
    await anna.says("/repair")
    await anna.presses("照明")
    await anna.presses("大堂")
    await anna.says("大堂的灯不亮")
    assert "请看一下，对不对" in anna.heard[-1]
    await anna.presses("提交报修")
    assert anna.sees("№1", "大堂", "接单后就去看")
    assert group.sees("№1", "大堂", "公共部位")


async def test_the_group_reads_no_telephone_numbers(world: World) -> None:
    """SEC-01: within a sentence they are masked for the group; who has the job reads all of it."""
    anna, group, zhang = (world.humans[who] for who in ("anna", "zhang_in_group", "zhang"))
    await report(world, told="漏水,请打 13912345678 找我妈妈")
    assert group.sees("№1", "找我妈妈", "•••")
    assert group.heard_of("13912345678") == 0
    await group.presses("接单")
    assert zhang.sees("13912345678", "+8613800000011")
    assert group.heard_of("林") == 0
    await mend(world, "换了阀芯,她妈妈 139 1234 5678 在场")
    assert group.sees("№1", "结果", "换了阀芯", "•••")
    assert group.heard_of("139 1234 5678") == 0
    assert anna.sees("已处理", "139 1234 5678")

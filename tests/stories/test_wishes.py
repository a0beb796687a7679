"""What a resident still wants of a repair that is running, and what the office declines."""

from tests.support.telling import mend, picture, report
from tests.support.world import World


async def test_a_resident_withdraws_a_repair(world: World) -> None:
    """GEN-03: asked first whether it is meant; who has the job is spared the way."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    group = world.humans["zhang_in_group"]
    await report(world)
    await group.presses("接单")
    await anna.presses("更多")
    assert {"⏰ 催一下", "✖ 撤回", "＋ 补充情况"} <= set(anna.buttons())
    await anna.presses("撤回")
    assert anna.sees("№1", "确定不用修了吗")
    assert anna.sees("№1", "已接单")
    await anna.presses("确定撤回")
    assert anna.sees("№1", "这件报修已撤回")
    assert zhang.sees("№1", "住户已撤回", "不用去了")
    assert group.sees("№1", "已撤回")
    await anna.presses("确定撤回")
    assert anna.toast
    await world.waits(hours=30)
    assert world.humans["supervisor"].heard_of("№1") == 0


async def test_a_withdrawn_repair_calls_nobody(world: World) -> None:
    """S-13: no second call and no climbing after it."""
    anna = world.humans["anna"]
    await report(world)
    await anna.presses("更多")
    await anna.presses("撤回")
    await anna.presses("确定撤回")
    await world.waits(hours=2)
    assert world.humans["supervisor"].heard_of("№1") == 0
    await world.humans["wang"].says("/open")
    assert world.humans["wang"].heard_of("№1") == 0


async def test_an_officer_withdraws_and_the_resident_is_told(world: World) -> None:
    """ETQ-06: what the office does for a resident is said to them, with what is possible next."""
    anna, supervisor = world.humans["anna"], world.humans["supervisor"]
    await world.reaches(9)
    await report(world)
    await world.waits(minutes=31)
    await world.humans["supervisor"].says("/case 1")
    await supervisor.presses("更多")
    await supervisor.presses("撤回")
    await supervisor.presses("确定撤回")
    assert anna.sees("№1", "已为您撤回", "随时再告诉我们")


async def test_an_officer_declines_with_regret_a_reason_and_another_way(world: World) -> None:
    """REP-01, GEN-03, ETQ-05, ETQ-08: never a bare no; the words are the officer's own."""
    anna, wang = world.humans["anna"], world.humans["wang"]
    await world.reaches(9)
    await report(world)
    await wang.says("/case 1")
    await wang.presses("更多")
    await wang.presses("不能做")
    await wang.says("热水器是您自己买的，不在物业维修范围")
    await wang.says("请打厂家电话 400-1234，也可以请我们代约")
    assert wang.sees("住户会收到这些话", "不在物业维修范围", "400-1234")
    await wang.presses("告诉住户")
    assert anna.sees("很抱歉", "№1", "不在物业维修范围", "400-1234", "回复这条消息")
    assert anna.sees("№1", "已向您说明")
    await world.waits(hours=3)
    assert world.humans["supervisor"].heard_of("№1") == 0


async def test_the_limits_of_the_service_are_explained_in_the_estates_words(world: World) -> None:
    """GEN-09, REP-01: one press; the officer sees in full what the resident is to read.

    Without another way nothing is sent; each reads it in their own language.
    """
    anna, wang = world.humans["anna"], world.humans["wang"]
    await world.reaches(9)
    await anna.speaks("English")
    await anna.says("/repair")
    await anna.presses("Water")
    await anna.presses("1号楼 10")
    await anna.says("The water heater drips")
    await anna.presses("Tomorrow")
    await anna.presses("09:00")
    await anna.presses("Telephone")
    await anna.presses("Send the report")
    await wang.says("/case 1")
    await wang.presses("更多")
    await wang.presses("不能做")
    await wang.presses("住户自购设备")
    assert anna.heard_of("№1") == 1
    await wang.says("请打厂家电话 400-1234")
    assert wang.sees("住户会收到这些话", "不在物业维修范围内", "厂家或卖方负责")
    await wang.presses("告诉住户")
    assert anna.sees("We are very sorry", "outside the estate's repairs", "400-1234")


async def test_words_photographs_and_the_way_in_are_added_after_sending(world: World) -> None:
    """GEN-02: one press on the card; who has the job hears all of it."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await anna.presses("更多")
    await anna.presses("补充情况")
    await anna.sends("是冷水管在漏", photos=[picture()])
    await anna.presses("钥匙在前台")
    assert anna.sees("已经加到 №1")
    assert zhang.sees("№1", "住户补充", "是冷水管在漏", "钥匙在前台", "1 个文件")
    assert zhang.files() == ["photo"]
    assert zhang.sees("工单 №1", "是冷水管在漏", "钥匙在前台")


async def test_an_edited_message_is_appended_and_the_first_words_stay(world: World) -> None:
    """GEN-02: a correction by editing reaches who has the job."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await anna.says("/repair")
    await anna.presses("水")
    await anna.presses("1号楼 101")
    told = await anna.says("厨房水龙头滴水")
    await anna.presses("明天")
    await anna.presses("09:00")
    await anna.presses("电话")
    await anna.presses("提交报修")
    await world.humans["zhang_in_group"].presses("接单")
    world.telegram.inject(changed(11, told, "卫生间水龙头滴水"))
    await world.settles()
    assert anna.sees("已经加到 №1")
    assert zhang.sees("工单 №1", "厨房水龙头滴水", "卫生间水龙头滴水")
    world.telegram.inject(changed(11, 999, "别的话"))
    await world.settles()
    assert anna.sees("已记下的内容没有变")


async def test_a_photograph_right_after_the_receipt_joins_it(world: World) -> None:
    """Within ten minutes it belongs to №1; later it begins a report of its own."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await report(world)
    await anna.sends(photos=[picture()])
    assert anna.sees("已经加到 №1")
    assert anna.sees("报修 №1", "1 个文件")
    await world.waits(minutes=11)
    await anna.sends(photos=[picture(90)])
    assert anna.heard_of("已经加到 №1") == 1
    await world.humans["zhang_in_group"].presses("接单")
    assert zhang.files() == ["photo"]


async def test_what_is_said_after_a_cry_for_help_belongs_to_it(world: World) -> None:
    """S-10: "third floor, by the bins" needs no question."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await anna.says("楼道着火了")
    await zhang.presses("我马上去")
    await anna.says("三楼垃圾桶旁边")
    assert zhang.sees("№1", "住户补充", "三楼垃圾桶旁边")


async def test_a_resident_urges_and_hears_who_was_told_and_by_when(world: World) -> None:
    """GEN-07, GEN-12, ETQ-06: first who has the job, the second time the supervisor too."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    supervisor = world.humans["supervisor"]
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await anna.presses("更多")
    await anna.presses("催一下")
    assert anna.sees("让您久等了", "№1", "张师傅", "09:00", "前给您答复")
    assert zhang.sees("№1", "第 1 次催", "09:00")
    assert supervisor.heard_of("催单") == 0
    await anna.presses("催一下")
    assert "已经替您催过" in anna.toast
    await zhang.presses("出发")
    await world.waits(minutes=61)
    assert supervisor.heard_of("现在还没有") == 0
    await anna.presses("催一下")
    assert anna.sees("№1", "也报告了主管")
    assert supervisor.sees("№1", "第 2 次催单", "张师傅")


async def test_a_promised_answer_that_does_not_come_climbs(world: World) -> None:
    """GEN-07: no light promises: the supervisor hears when half an hour has passed in silence."""
    anna, supervisor = world.humans["anna"], world.humans["supervisor"]
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await anna.presses("更多")
    await anna.presses("催一下")
    await world.waits(minutes=29)
    assert supervisor.heard_of("№1") == 0
    await world.waits(minutes=1)
    assert supervisor.sees("№1", "现在还没有", "请马上联系住户")


async def test_nothing_is_wished_of_what_is_done(world: World) -> None:
    """The card of a finished repair offers none of it."""
    anna = world.humans["anna"]
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await mend(world)
    assert "⋯ 更多" not in anna.buttons()


def changed(user: int, message_id: int, text: str) -> dict[str, object]:
    """Return the update that says that a message reads otherwise now."""
    who = {"id": user, "is_bot": False, "first_name": "A"}
    chat = {"id": user, "type": "private", "first_name": "A"}
    said = {"message_id": message_id, "date": 1, "edit_date": 2, "chat": chat, "from": who}
    return {"edited_message": said | {"text": text}}

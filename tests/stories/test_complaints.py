"""Complaints: №, code and promise at once; one named person; told, asked, handled again."""

from tests.support.complaining import cast_of_complaints, complain, fill_in, handled, plan, resolve
from tests.support.world import World


async def test_a_complaint_has_its_number_code_and_promise_at_once(world: World) -> None:
    """CMP-06, CMP-09, CMP-13, S-18, S-24: the class table proposes; B is solved within 3 days."""
    await cast_of_complaints(world)
    anna = world.humans["anna"]
    await complain(world, category="维修拖延", against="工程维修")
    assert anna.sees("投诉 №1", "YHY-B-GC-00001", "已受理", "11月26日(周四)23:59 前解决")
    assert anna.sees("投诉 №1", "孙经理", "负责到底")
    assert world.humans["manager"].sees("投诉 №1", "维修拖延", "林", "B 一般 · 工程")
    for group in ("zhang_in_group", "management"):
        assert world.humans[group].heard_of("投诉") == 0


async def test_the_supervisor_confirms_and_the_department_handles_it(world: World) -> None:
    """CMP-01, CMP-02, CMP-14, CB-07: reviewed, routed, planned, done; told at once."""
    await cast_of_complaints(world)
    anna, zhao = world.humans["anna"], world.humans["supervisor"]
    await complain(world)
    await world.humans["manager"].presses("受理")
    assert anna.sees("已评审受理", "赵强", "11月26日(周四)23:59")
    assert zhao.sees("投诉 №1", "昨天说好来修")
    await plan(zhao, "我们公司", "今天下午三点上门", asked="另商补救办法")
    assert anna.sees("我们的补救办法", "今天下午三点上门")
    await resolve(zhao)
    assert anna.sees("已经处理", "今天已经修好", "再问您是否满意")


async def test_class_c_has_two_days_or_the_time_that_was_asked_for(world: World) -> None:
    """S-20: two days; a week if a week is asked for, and no longer."""
    await cast_of_complaints(world)
    await complain(world, category="楼道卫生", against="保洁")
    assert world.humans["anna"].sees("YHY-C-BJ-00001", "11月25日(周三)23:59 前解决")
    await complain(world, "chen", category="楼道卫生", against="保洁", wished="7 天内")
    assert world.humans["chen"].sees("YHY-C-BJ-00002", "11月30日(周一)23:59 前解决")


async def test_class_a_reaches_the_head_at_once(world: World) -> None:
    """S-19, S-21, CMP-11: answered in 2 days, solved within 10; head and manager hear at once."""
    await cast_of_complaints(world)
    anna, head = world.humans["anna"], world.humans["head"]
    await complain(world, category="人身伤害", told="门口地砖松了一个月，上周绊到人")
    assert anna.sees("YHY-A-ZX-00001", "11月25日(周三)23:59 前给您明确答复")
    assert anna.sees("12月3日(周四)23:59 前解决", "钱主任")
    assert head.sees("重大投诉", "上周绊到人")
    assert world.humans["manager"].sees("重大投诉 №1", "钱主任", "明确答复")
    assert head.heard_of("重大投诉 №1") == 0  # who has it knows


async def test_what_nobody_routes_within_the_hour_climbs(world: World) -> None:
    """CMP-13, GEN-07: after an hour the next one up is told; routed in time nobody is."""
    await cast_of_complaints(world)
    await complain(world)
    await world.waits(minutes=59)
    assert world.humans["head"].heard_of("过了时限还没有评审") == 0
    await world.waits(minutes=1)
    assert world.humans["head"].sees("投诉 №1", "过了时限还没有评审")


async def test_a_promise_is_warned_of_and_climbs_with_an_apology(world: World) -> None:
    """GEN-07, ETQ-04, ETQ-06, CMP-24: warned before, climbs at the limit; apology unasked."""
    await cast_of_complaints(world)
    anna, zhao = world.humans["anna"], world.humans["supervisor"]
    await complain(world)
    await world.humans["manager"].presses("受理")
    await world.waits(days=3, hours=4)
    assert zhao.sees("解决快到时间了", "11月26日(周四)23:59")
    assert anna.heard_of("非常抱歉") == 0
    await world.waits(days=1)
    assert zhao.sees("解决已过时间", "上级已知道")
    assert world.humans["quality"].sees("解决已过时间", "赵强", "请过问")
    assert anna.sees("非常抱歉", "投诉 №1", "报告上级")


async def test_more_time_needs_the_head_and_a_reason(world: World) -> None:
    """CMP-16, S-21: the head approves; the complainant hears the new time once, with the reason."""
    await cast_of_complaints(world)
    anna, zhao, head = (world.humans[who] for who in ("anna", "supervisor", "head"))
    await complain(world)
    await world.humans["manager"].presses("受理")
    await zhao.presses("更多")
    await zhao.presses("申请延期")
    await zhao.presses("7 天")
    await zhao.says("配件要从外地调")
    await zhao.presses("请领导批准")
    assert anna.heard_of("配件要从外地调") == 0
    await zhao.says("/case 1")
    head.presses_unanswered("同意延期")
    await head.presses("同意延期")
    assert "已经有人批过" in head.toast
    assert anna.sees("很抱歉", "11月30日(周一)23:59", "配件要从外地调")
    assert zhao.sees("延到", "已批准")
    await world.waits(days=5)
    assert anna.heard_of("非常抱歉") == 0
    assert zhao.heard_of("已过时间") == 0


async def test_each_day_that_it_is_late_the_complainant_hears_as_was_said(world: World) -> None:
    """GEN-07, ETQ-06: the word that was promised for the next day comes; one warning a limit."""
    await cast_of_complaints(world)
    anna, zhao = world.humans["anna"], world.humans["supervisor"]
    await complain(world)
    await world.humans["manager"].presses("受理")
    await world.waits(days=4)
    assert (anna.heard_of("非常抱歉"), zhao.heard_of("快到时间了")) == (1, 1)
    await world.waits(days=1)
    assert anna.heard_of("非常抱歉") == 2


async def test_a_plan_stops_no_clock(world: World) -> None:
    """GEN-07, CMP-24: told its plan, the complaint is warned of and climbs all the same."""
    await cast_of_complaints(world)
    zhao = world.humans["supervisor"]
    await complain(world)
    await world.humans["manager"].presses("受理")
    await plan(zhao, "我们公司", "明天上门", asked="另商补救办法")
    await world.waits(days=4)
    assert zhao.sees("解决快到时间了")
    assert world.humans["quality"].sees("解决已过时间")


async def test_handled_again_the_same_day_it_is_watched_again(world: World) -> None:
    """CMP-21, GEN-07: the new promise may end on the same day as the old one."""
    await cast_of_complaints(world)
    anna, quality = world.humans["anna"], world.humans["quality"]
    await handled(world)
    await world.waits(days=2)
    await anna.presses("不满意")
    await world.waits(days=4)
    assert quality.sees("解决快到时间了", "11月28日")
    assert anna.sees("非常抱歉")


async def test_an_invalid_complaint_is_explained_and_reviewed_above(world: World) -> None:
    """CMP-19, S-26, ETQ-05, ETQ-08: explained with another way; who disagrees goes one level up."""
    await cast_of_complaints(world)
    anna, manager, quality = (world.humans[who] for who in ("anna", "manager", "quality"))
    await complain(world, told="邻居家装修有声音", category="服务态度")
    await world.humans["desk"].says("/case 1")
    await world.humans["desk"].presses("不成立")
    assert "不能" in world.humans["desk"].toast or world.humans["desk"].toast
    await manager.presses("不成立")
    await manager.says("装修时间在规定的钟点内")
    await manager.says("我们请对方避开午休，并告诉您装修计划")
    await manager.presses("发给投诉人")
    assert anna.sees("谢谢您的意见", "规定的钟点内", "避开午休")
    await world.waits(days=3)
    await anna.presses("不满意")
    assert anna.sees("很抱歉没有让您满意", "升一级重新处理", "钱主任")
    assert world.humans["head"].sees("第 1 次重办")
    assert quality.heard_of("№1") == 0


async def test_who_is_satisfied_is_asked_again_only_for_a_and_b(world: World) -> None:
    """CB-08, CB-09, S-22: within three days; A and B once more on day 25, C not."""
    await cast_of_complaints(world)
    anna = world.humans["anna"]
    await handled(world)
    await world.waits(days=2)
    assert anna.sees("处理结果已告诉您", "满意吗")
    await anna.presses("👍 满意")
    assert anna.sees("已归档")
    await world.waits(days=24)
    assert anna.sees("过了些日子", "满意吗")
    assert anna.heard_of("过了些日子") == 1


async def test_who_is_silent_is_telephoned_and_never_counts_as_satisfied(world: World) -> None:
    """CB-08, CMP-24, GEN-08: on the third day an officer telephones; filed only by a supervisor."""
    await cast_of_complaints(world)
    zhao, wang = world.humans["supervisor"], world.humans["wang"]
    await handled(world)
    await world.waits(days=3, hours=1)
    assert wang.sees("请电话回访 №1", "投诉的处理满意吗")
    await zhao.presses("归档")
    assert "先电话或上门" in zhao.toast
    await wang.presses("没人接")
    await zhao.presses("归档")
    assert world.humans["anna"].sees("先归档了", "不算您满意")


async def test_not_satisfied_is_handled_again_by_another_person(world: World) -> None:
    """CMP-21, CMP-02: one level up, by somebody else, with a new promise."""
    await cast_of_complaints(world)
    anna, quality = world.humans["anna"], world.humans["quality"]
    await handled(world)
    await world.waits(days=2)
    await anna.presses("不满意")
    assert anna.sees("重新处理", "周品质", "11月28日(周六)23:59")
    assert quality.sees("第 1 次重办", "今天已经修好")
    await resolve(quality, result="换了班组，重新修好")
    assert anna.sees("换了班组，重新修好")


async def test_beyond_the_office_it_is_handed_on_and_tracked(world: World) -> None:
    """CMP-20: the complainant is told; who has it keeps it, and the limit still watches."""
    await cast_of_complaints(world)
    anna, zhao = world.humans["anna"], world.humans["supervisor"]
    await complain(world)
    await world.humans["manager"].presses("受理")
    await zhao.presses("更多")
    await zhao.presses("转公司或开发商")
    await zhao.presses("开发商")
    assert anna.sees("超出本管理处", "开发商", "赵强", "一直跟进")
    await world.waits(days=3, hours=4)
    assert zhao.sees("解决快到时间了")
    await resolve(zhao, result="开发商已换好门锁")
    assert anna.sees("开发商已换好门锁")


async def test_a_month_unsolved_makes_it_major(world: World) -> None:
    """CMP-02: the table of classes: valid and not solved within a month is class A."""
    await cast_of_complaints(world)
    anna, zhao, head = (world.humans[who] for who in ("anna", "supervisor", "head"))
    await complain(world)
    await world.humans["manager"].presses("受理")
    await zhao.presses("更多")
    await zhao.presses("申请延期")
    await zhao.presses("30 天")
    await zhao.says("等厂家排期")
    await zhao.presses("请领导批准")
    await head.presses("同意延期")
    await world.waits(days=29)
    assert anna.heard_of("升级处理") == 0
    await world.waits(days=2)
    assert anna.sees("升级处理", "钱主任")
    assert head.sees("YHY-A-GC-00001")


async def test_the_complainant_adds_and_withdraws(world: World) -> None:
    """CMP-14, GEN-02: what is added reaches who has it at once; withdrawn ends it."""
    await cast_of_complaints(world)
    anna, manager = world.humans["anna"], world.humans["manager"]
    await complain(world)
    await anna.presses("补充")
    await anna.says("今天又没有人来")
    assert manager.sees("投诉 №1", "有补充", "今天又没有人来")
    await anna.replies("投诉 №1", "请快一点")
    assert manager.sees("请快一点")
    await manager.replies("请快一点", "马上安排")
    assert anna.sees("马上安排")
    await anna.presses("撤回")
    await anna.presses("是的，撤回")
    assert manager.sees("已由投诉人撤回")
    await world.waits(days=5)
    assert manager.heard_of("没有评审") == 0


async def test_a_class_that_is_changed_gets_a_new_code_and_breaks_no_promise(world: World) -> None:
    """S-24, CMP-03: the code is issued anew, the old one stays in the history; never later."""
    await cast_of_complaints(world)
    anna, manager = world.humans["anna"], world.humans["manager"]
    await complain(world, category="楼道卫生", against="保洁")
    await manager.presses("改类别、部门")
    await manager.presses("B 一般")
    await manager.presses("客服 KF")
    assert anna.sees("YHY-B-KF-00001", "11月25日(周三)23:59 前解决")
    await manager.says("/why 1")
    assert manager.sees("№1 的经过", " 投诉（", "改类别、编码")


async def test_who_has_it_and_goes_passes_it_on(world: World) -> None:
    """CMP-09, GEN-12: to the next one up; the complainant hears who."""
    await cast_of_complaints(world)
    anna = world.humans["anna"]
    await complain(world)
    await world.humans["manager"].presses("受理")
    await world.humans["wang"].says("/duty")
    await world.humans["wang"].presses("赵强\u2069 不在")
    await world.humans["wang"].presses("是的，今天不在")
    assert anna.sees("投诉 №1", "现在由", "周品质", "答应您的时间不变")


async def test_every_open_complaint_is_handed_over_item_by_item(world: World) -> None:
    """CMP-22, SHF-01: the successor reads each; the group's list has none."""
    await cast_of_complaints(world)
    await complain(world)
    await world.humans["wang"].says("/open")
    assert world.humans["wang"].sees("№1", "投诉 YHY-B-GC-00001", "\u2068孙经理\u2069")
    await world.humans["management"].says("/open")
    assert world.humans["management"].heard_of("YHY") == 0


async def test_nobody_is_hurried_past_the_summary(world: World) -> None:
    """ETQ-07, ETQ-13: what was told is repeated before it is sent; each answer can be changed."""
    await cast_of_complaints(world)
    anna = await fill_in(world, told="保安态度不好", category="服务态度")
    assert "保安态度不好" in anna.heard[-1]
    assert "提交投诉" in anna.buttons()[-1] or any("提交投诉" in each for each in anna.buttons())

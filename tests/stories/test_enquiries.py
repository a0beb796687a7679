"""Enquiries 咨询: what the FAQ knows at once, else №, a time, one person and an answer."""

from models.duty.passing import pass_everything_on
from tests.support.answers import with_faq
from tests.support.asking import QUESTION, answers, ask, other_time, taken
from tests.support.hands import nobodys
from tests.support.register import everybody_is_silent, hired
from tests.support.telling import picture
from tests.support.world import World, leaves, sets

WANG = 3  # as staff


async def test_what_the_faq_knows_is_answered_at_once_and_makes_no_case(world: World) -> None:
    """ENQ-01: "that answers it" ends it; nobody of the office is troubled."""
    with_faq(world)
    anna = world.humans["anna"]
    await anna.says("/ask")
    await anna.says("门卡不见了怎么办")
    assert anna.sees("这样回答您的问题了吗", "云和苑 · ")
    await anna.presses("明白了")
    assert anna.sees("很高兴帮到您")
    await anna.says("/cases")
    assert anna.heard_of("№1") == 0


async def test_who_wants_to_know_more_is_not_asked_twice(world: World) -> None:
    """ENQ-01, GEN-02: the enquiry is made of the words that were written."""
    with_faq(world)
    anna = world.humans["anna"]
    await anna.says("/ask")
    await anna.says("门卡不见了怎么办")
    await anna.presses("还想了解")
    assert anna.sees("咨询 №1", "门卡不见了怎么办", "前答复您")
    assert world.humans["management"].sees("咨询 №1", "门卡不见了怎么办")


async def test_a_photograph_beside_the_answer_makes_it_an_enquiry(world: World) -> None:
    """ENQ-01: a picture asks something that the FAQ cannot know."""
    with_faq(world)
    anna = world.humans["anna"]
    await anna.says("/ask")
    await anna.says("门卡不见了怎么办")
    await anna.sends(None, photos=[picture()])
    assert anna.sees("咨询 №1", "门卡不见了怎么办", "前答复您")


async def test_a_question_below_the_faq_goes_to_the_office_in_the_same_words(world: World) -> None:
    """ENQ-01, FAQ-03: what /faq does not know becomes an enquiry with one press."""
    with_faq(world)
    anna = world.humans["anna"]
    await anna.says("/faq 游泳池几点开门")
    await anna.presses("请管理处书面答复")
    assert anna.sees("咨询 №1", "游泳池几点开门")


async def test_free_words_that_ask_become_an_enquiry_with_one_press(world: World) -> None:
    """ENQ-01: no officer is called to a talk; the words are the enquiry's."""
    anna = world.humans["anna"]
    await world.reaches(9)
    await anna.says("请问游泳池什么时候开放？")
    await anna.presses("就问这个")
    assert anna.sees("咨询 №1", "请问游泳池什么时候开放", "前答复您")


async def test_an_enquiry_has_its_number_and_time_and_is_answered(world: World) -> None:
    """ENQ-01, ENQ-04, S-28, GEN-02: within 24 hours; answered in words and pictures by one."""
    anna = await ask(world)
    assert anna.sees("咨询 №1", QUESTION, "最晚 11月24日(周二)09:00 前答复您")
    group = world.humans["management"]
    assert group.sees("咨询 №1", "1号楼 101", "待接手")
    assert group.heard_of("林秀英") == 0
    wang = await taken(world)
    assert wang.sees("咨询 №1", "林女士", "+8613800000011")
    assert anna.sees("王芳", "为您办理")
    await wang.presses("✍ 答复")
    await wang.sends(photos=[picture()])
    await wang.says("早上七点到晚上九点，不用预约")
    await wang.presses("答复住户")
    assert anna.sees("王芳", "答复您", "早上七点到晚上九点", QUESTION)
    assert set(anna.files()) == {"photo"}
    assert group.sees("咨询 №1", "已答复")
    await world.waits(days=3)
    assert anna.heard_of("抱歉") == 0


async def test_a_promise_made_in_the_evening_is_for_hours_of_service(world: World) -> None:
    """S-28, ENQ-01: never beyond the 24 hours, and somebody is there at that time."""
    await world.reaches(21)
    anna = world.humans["anna"]
    await anna.says("/ask")
    await anna.says(QUESTION)
    assert anna.sees("最晚 11月24日(周二)18:00 前答复您")


async def test_the_office_sets_how_soon_an_enquiry_is_answered(world: World) -> None:
    """S-28: `enquiry.default_hours`."""
    world.write(lambda session: sets(session, "enquiry.default_hours", 4))
    anna = await ask(world)
    assert anna.sees("最晚 11月23日(周一)13:00 前答复您")


async def test_what_nobody_takes_within_two_hours_of_service_goes_up(world: World) -> None:
    """ENQ-05, GEN-07: to the supervisor, who can take it from the card."""
    await ask(world)
    zhao = world.humans["supervisor"]
    await world.waits(hours=1, minutes=59)
    assert zhao.heard_of("两小时还没有人接手") == 0
    await world.waits(minutes=1)
    assert zhao.sees("咨询 №1", "两小时还没有人接手")
    await zhao.presses("我来办")
    assert world.humans["anna"].sees("赵强", "为您办理")


async def test_a_promise_is_reminded_of_and_climbs_with_an_apology(world: World) -> None:
    """GEN-07, ETQ-06: before the time who has it; at it the next one up, and one more each day."""
    anna = await ask(world)
    wang = await taken(world)
    await world.waits(hours=18)
    assert wang.sees("快到答复时间", "11月24日(周二)09:00")
    assert anna.heard_of("抱歉") == 0
    await world.waits(hours=6)
    assert wang.sees("已过答复时间", "上级已知道")
    assert world.humans["supervisor"].sees("已过答复时间", "王芳", "请过问")
    assert anna.sees("非常抱歉", "№1", "已经报告上级")
    assert world.humans["head"].heard_of("已过答复时间") == 0
    await world.waits(days=1)
    assert world.humans["head"].sees("已过答复时间", "王芳")
    await answers(wang)
    await world.waits(days=2)
    assert world.humans["head"].heard_of("已过答复时间") == 1


async def test_another_time_is_agreed_with_its_reason(world: World) -> None:
    """ENQ-01, S-28, ETQ-06: told at once; the time before rings no more."""
    anna = await ask(world)
    wang = await taken(world)
    await other_time(wang, "3 天内", "要等开放时间表定下来")
    assert anna.sees("很抱歉", "要等开放时间表定下来", "11月26日(周四)18:00")
    await world.waits(days=2)
    assert wang.heard_of("已过答复时间") == 0
    await world.waits(days=2)
    assert wang.heard_of("已过答复时间") == 1


async def test_who_knows_is_asked_with_an_apology_and_a_time(world: World) -> None:
    """GEN-05, ENQ-03: not certain, so it is verified: with whom and until when is told."""
    anna = await ask(world)
    wang = await taken(world)
    await wang.presses("更多")
    await wang.presses("请教开发商")
    await wang.says("工程部李工")
    await wang.presses("2 天内")
    assert anna.sees("很抱歉", "工程部李工", "核实", "11月25日(周三)18:00")
    assert anna.sees("正在核实")
    await answers(wang)
    assert anna.sees("王芳", "答复您")


async def test_what_the_developer_answers_comes_in_writing(world: World) -> None:
    """ENQ-02: without the photograph of the written answer there is none."""
    anna = await ask(world, "二期的学校什么时候建")
    wang = await taken(world)
    await wang.presses("更多")
    await wang.presses("请教开发商")
    await wang.presses("开发商")
    await wang.presses("2 天内")
    await answers(wang, "明年九月开学")
    assert "书面答复" in wang.toast
    assert anna.heard_of("明年九月开学") == 0
    await wang.presses("✍ 答复")
    await wang.sends(photos=[picture()])
    await wang.says("明年九月开学")
    await wang.presses("答复住户")
    assert anna.sees("明年九月开学")
    assert anna.files() == ["photo"]


async def test_long_coordination_has_its_class_and_its_time(world: World) -> None:
    """ENQ-08, CLS-05: two days or more; with whom and until when is told."""
    anna = await ask(world, "能不能把快递柜移到东门")
    wang = await taken(world)
    await wang.presses("更多")
    await wang.presses("需要沟通协调")
    await wang.says("快递公司和东门的住户")
    await wang.presses("7 天")
    assert anna.sees("快递公司和东门的住户", "沟通协调", "11月30日(周一)18:00")
    assert anna.sees("沟通协调", "王芳", "会一直跟进")
    assert wang.sees("沟通协调中")


async def test_an_answer_that_is_not_enough_goes_one_level_up(world: World) -> None:
    """ENQ-03, GEN-07: the same №, a new time, and the supervisor hears what is still asked."""
    anna = await ask(world)
    await answers(await taken(world))
    await anna.presses("还想再问")
    await anna.says("节假日也是吗")
    assert world.humans["supervisor"].sees("咨询 №1", "还有疑问", "节假日也是吗")
    assert world.humans["management"].sees("再次询问", "节假日也是吗")
    await answers(await taken(world, "supervisor"), "节假日也是")
    assert anna.sees("赵强", "答复您", "节假日也是")


async def test_who_needs_no_answer_any_more_says_so(world: World) -> None:
    """GEN-02: who has it hears it, and nothing rings."""
    anna = await ask(world)
    wang = await taken(world)
    await anna.presses("不用答复了")
    assert wang.sees("咨询 №1", "不用答复了")
    await world.waits(days=3)
    assert anna.heard_of("抱歉") == 0


async def test_it_is_in_every_list_like_any_case(world: World) -> None:
    """GEN-08, SHF-01: /cases, /case, /find, /open, /why, the record, the next shift."""
    anna = await ask(world)
    wang = world.humans["wang"]
    await anna.says("/cases")
    assert anna.sees("№1", "咨询 · 1号楼 101 · 待接手")
    await anna.says("/case 1")
    assert anna.sees("咨询 №1", "最晚")
    for asked in ("/find 101", "/find 林秀英", "/open", "/log"):
        await wang.says(asked)
        assert "咨询" in wang.heard[-1], asked
    await taken(world)
    await wang.says("/case 1")
    assert wang.sees("咨询 №1", "林女士")
    await wang.says("/why 1")
    assert wang.sees("№1 的经过", " 咨询（", "接手办理", "王芳")
    group = world.humans["management"]
    await group.says("/case 1")
    assert group.heard_of("林") == 0
    await world.reaches(18)
    assert any("咨询" in text and "№1" in text for text in wang.heard[-3:])


async def test_nobodys_enquiry_stays_with_who_is_gone(world: World) -> None:
    """GEN-12: it goes to who is there, with its promise; the resident's card says who."""
    anna = await ask(world)
    await taken(world)
    day = world.clock.now().date()
    world.write(lambda session: leaves(session, "王芳", day))
    world.write(lambda session: pass_everything_on(session, WANG, now=world.clock.now()))
    await world.settles()
    assert world.humans["supervisor"].sees("咨询 №1", QUESTION)
    await anna.says("/case 1")
    assert anna.sees("赵强", "为您办理")


async def test_what_nobody_could_take_over_is_tried_again_every_hour(world: World) -> None:
    """GEN-12: who can be written to again gets it."""
    await ask(world)
    await taken(world)
    head = world.humans["head"]
    world.write(everybody_is_silent)
    world.write(lambda session: pass_everything_on(session, WANG, now=world.clock.now()))
    await world.waits(hours=2)
    assert nobodys(world) == []
    await head.says("/open")
    await world.waits(hours=1)
    assert head.sees("咨询 №1", QUESTION)
    assert nobodys(world) == []


async def test_what_names_a_colleague_is_in_no_group_and_kept_from_them(world: World) -> None:
    """CMP-05, SEC-01: one officer or superior has it in private."""
    await world.reaches(9)
    anna, wang = world.humans["anna"], world.humans["wang"]
    await anna.says("/ask")
    await anna.says("王芳为什么不接电话")
    assert world.humans["supervisor"].sees("咨询 №1", "王芳为什么", "涉及 1 位员工")
    for asked in ("/case 1", "/find 101", "/open", "/log", "/why 1"):
        await wang.says(asked)
        assert "咨询" not in wang.heard[-1], asked
    group = world.humans["management"]
    for asked in ("/case 1", "/open", "/find 101"):
        await group.says(asked)
    assert group.heard_of("咨询") == 0
    assert wang.heard_of("№1 ") == 0


async def test_one_who_is_gone_answers_to_nobody_by_an_old_button(world: World) -> None:
    """SEC-01: a colleague is given it by who has it only."""
    await ask(world)
    wang = await taken(world)
    world.write(lambda session: hired(session, "刘洋", telegram_id=51))
    world.joins("liu", 51)
    await world.settles()
    await wang.presses("更多")
    await wang.presses("交给同事")
    assert any("刘洋" in each for each in wang.buttons()) is False  # a technician answers nothing
    await wang.presses("赵强")
    assert world.humans["supervisor"].sees("咨询 №1", QUESTION)
    assert world.humans["anna"].sees("赵强", "为您办理")

"""A car is in the way: its driver is asked, neither side learns who the other is, and it ends."""

import pytest

from tests.support.blocking import PLATE, UNKNOWN, drives, is_blocked
from tests.support.gate import announces, with_guard
from tests.support.human import Human
from tests.support.register import changes
from tests.support.telling import picture
from tests.support.world import World

ANNA = ("林秀英", "林女士", "101", "13800000011")
CHEN = ("陈大文", "陈先生", "102", "13800000012")


def hides(human: Human, *names: str) -> bool:
    """Tell whether nothing that the person ever read, button or toast, has one of these."""
    read = [
        text
        for message in human.messages
        if message["from"]["is_bot"]
        for text in (
            *(version["text"] or "" for version in message["versions"]),
            *(button["text"] for row in message["keyboard"] or [] for button in row),
        )
    ]
    return not [(name, text) for name in names for text in (*read, human.toast) if name in text]


async def test_the_driver_comes_and_neither_learns_who_the_other_is(world: World) -> None:
    """SEC-01, ETQ-06: the asker hears a time, the driver why it is urgent; nobody a name."""
    world.write(drives)
    chen = world.humans["chen"]
    anna = await is_blocked(world, by="苏A·12345")
    assert anna.sees("№1", PLATE, "08:35", "不能告诉您这是谁的车")
    assert chen.sees("很抱歉", PLATE, "不分时间打扰您", "看不到您的姓名、房号和电话")
    await chen.presses("10 分钟内到")
    assert anna.sees("№1", "车主说", "08:40")
    await world.waits(minutes=10)
    assert anna.sees("路让开了吗")
    await anna.presses("✅ 路让开了")
    assert anna.sees("已结束")
    assert chen.sees(PLATE, "路让开了", "不用再挪车", "谢谢您")
    await anna.says("/why 1")
    assert anna.sees("报告车挡路了", "车主说几点到", "路让开了")
    assert hides(anna, *CHEN)
    assert hides(chen, *ANNA, "№1")
    assert world.humans["wang"].heard_of(PLATE) == 0


async def test_who_is_silent_is_asked_again_and_then_who_is_on_duty_goes(world: World) -> None:
    """GEN-07: after five minutes again, then guard and officer; the officer alone has a number."""
    world.write(drives)
    guard, wang = await with_guard(world), world.humans["wang"]
    anna = await is_blocked(world)
    await world.waits(minutes=5)
    assert world.humans["chen"].sees("再次打扰您")
    assert anna.sees("又找了一次", "08:40")
    assert guard.heard_of(PLATE) == 0
    await world.waits(minutes=5)
    assert anna.sees("让您久等", "值班人员", "08:50")
    assert guard.sees(PLATE, "2号门出口", "不要说出是谁报告的")
    assert hides(guard, *ANNA, *CHEN)
    assert wang.sees(PLATE, "陈先生", "+8613800000012")
    await guard.presses("我去看")
    assert anna.sees("№1", "值班人员正在处理")
    await guard.presses("✅ 路让开了")
    assert anna.sees("值班人员说路已经让开了")
    assert hides(anna, *CHEN)


async def test_a_plate_tells_not_whether_it_lives_here(world: World) -> None:
    """SEC-01: the same words at the same times for a car of the house and one of nowhere."""
    world.write(drives)
    await with_guard(world)
    anna, chen = await is_blocked(world), await is_blocked(world, "chen", by=UNKNOWN)
    assert world.humans["高大勇"].sees(UNKNOWN)
    await world.waits(minutes=10)
    for who in (anna, chen):
        await who.says("/cases")
    for who, number in ((anna, 1), (chen, 2)):
        await who.says(f"/why {number}")
        await who.says(f"/case {number}")
    told = [
        [
            text.replace(PLATE, "…").replace(UNKNOWN, "…").replace("№2", "№1")
            .replace("101", "10…").replace("102", "10…").replace("/case 2", "/case 1")
            for text in who.heard
            if "№" in text
        ]
        for who in (anna, chen)
    ]  # fmt: skip
    assert told[0] == told[1]


async def test_the_driver_cannot_and_silence_is_not_freedom(world: World) -> None:
    """GEN-07, S-01: who cannot come is rung up; who said so and is not there sends the gate."""
    world.write(drives)
    guard, chen = await with_guard(world), world.humans["chen"]
    anna = await is_blocked(world)
    await chen.presses("来不了")
    assert chen.sees("打电话联系您")
    assert anna.sees("车主现在来不了", "值班人员")
    assert guard.sees(PLATE)
    await chen.presses("5 分钟内到")
    await world.waits(minutes=10)
    assert anna.sees("路让开了吗")
    assert guard.sees("请值班人员去看")
    await guard.presses("我去看")
    await world.waits(minutes=30)
    await anna.presses("还没让开")
    assert anna.sees("很抱歉还没让开")
    await world.waits(minutes=30)
    assert world.humans["supervisor"].sees(PLATE, "请值班人员去看")


async def test_a_guests_car_is_asked_for_at_its_host(world: World) -> None:
    """SEC-01: whose guest it is is asked, and stays as unknown as everybody."""
    chen = world.humans["chen"]
    await announces(world, "chen", plate=UNKNOWN)
    anna = await is_blocked(world, by=UNKNOWN)
    assert chen.sees("您家（或您客人）的车", UNKNOWN)
    await chen.presses("15 分钟内到")
    assert anna.sees("08:45")
    assert hides(anna, *CHEN)


async def test_asking_often_troubles_nobody(world: World) -> None:
    """SEC-01: a driver is asked once an hour, whoever asks; and somebody asks three times a day."""
    world.write(drives)
    chen, wang = world.humans["chen"], world.humans["wang"]
    anna = await is_blocked(world)
    await is_blocked(world)
    assert chen.heard_of("请帮忙挪一下") == 1
    await anna.presses("✅ 路让开了")
    await is_blocked(world)
    assert chen.heard_of("请帮忙挪一下") == 1
    assert wang.sees("№2", PLATE)
    await is_blocked(world, by=UNKNOWN)
    await is_blocked(world, by="沪D11111")
    assert "一天最多请我们联系 3 次" in anna.toast
    assert "021-5550100" in anna.toast


async def test_at_night_the_driver_is_asked_and_told_why(world: World) -> None:
    """S-42: a way that is blocked waits for no permitted hour; a photograph goes to the gate."""
    world.write(drives)
    changes(world, "blocked.answer_minutes", 3)
    await world.reaches(2)
    anna, chen = world.humans["anna"], world.humans["chen"]
    await anna.says("/blocked")
    await anna.says(PLATE)
    await anna.sends(photos=[picture(3)])
    await anna.presses("跳过")
    await anna.presses("请车主挪车")
    assert chen.sees(PLATE, "不分时间打扰您")
    assert chen.files() == []
    await world.waits(minutes=6)
    supervisor = world.humans["supervisor"]
    assert supervisor.sees(PLATE, "陈先生")
    await supervisor.presses("我去看")
    assert supervisor.files() == ["photo"]


async def test_what_who_has_gone_was_seeing_to_is_called_anew(world: World) -> None:
    """GEN-12: a guard goes off: the next on duty has it."""
    guard, wang = await with_guard(world), world.humans["wang"]
    await is_blocked(world, by=UNKNOWN)
    await guard.presses("我去看")
    await guard.says("/duty")
    await guard.presses("高大勇")
    await guard.presses("是的，今天不在")
    assert wang.sees("请值班人员去看", UNKNOWN)


async def test_who_just_writes_that_a_car_is_in_the_way_is_asked_which(world: World) -> None:
    """S-52: in any language, with what was written kept; about a space it is something else."""
    world.write(drives)
    anna = world.humans["anna"]
    written = (
        "有车挡住我出不去了",
        "有人停在我的车位上",
        "架車擋住我個位",
        "a car is blocking me in",
    )
    for asked, words in enumerate(written, 1):
        await anna.says(words)
        assert anna.heard_of("挡住您的车，车牌号是多少") == asked
        await anna.says("/cancel")
    await anna.says("车位还有吗")
    assert anna.sees("车位、停车的事")
    await anna.says("有辆白色大众堵我车位上了")
    await anna.says(PLATE)
    assert anna.sees(PLATE, "有辆白色大众堵我车位上了")


async def test_a_car_in_the_way_is_heard_in_the_midst_of_something_else(world: World) -> None:
    """S-52: what was begun is kept, and offered again; where a story is asked for, it is told."""
    anna = world.humans["anna"]
    await anna.says("/repair")
    await anna.presses("水管")
    await anna.says("有車擋住我")
    assert "挡住您的车，车牌号是多少" in anna.heard[-1]
    await anna.says(PLATE)
    await anna.presses("请车主挪车")
    assert anna.sees("№1", PLATE, "正在找人")
    await anna.presses("▶ 继续")
    assert "在哪里" in anna.heard[-1]
    await anna.says("1号楼 101")
    await anna.says("有车挡住我")  # no tap is meant by this either
    assert "车牌号是多少" in anna.heard[-1]
    await anna.says("/cancel")
    asked = anna.heard_of("车牌号是多少")
    await anna.says("/complaint")
    await anna.says("有车挡住我")  # what the complaint is about
    assert anna.heard_of("车牌号是多少") == asked


SAID = [
    ("简体", "苏A12345 挡住我的车了"), ("繁體", "蘇A12345 擋住我架車"),
    ("English", "苏A12345 is blocking my car"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "said"), SAID)
@pytest.mark.parametrize("asked", [True, False])
async def test_the_plate_is_read_from_the_sentence(
    world: World, language: str, said: str, asked: bool
) -> None:
    """S-52: asked or not, nobody who wrote the plate writes it again."""
    world.write(drives)
    anna = world.humans["anna"]
    await anna.speaks(language)
    if asked:
        await anna.says("/blocked")
    await anna.says(said)
    if asked:
        await anna.says("Gate 2")
    assert PLATE in anna.heard[-1]
    await anna.presses(next(each for each in anna.buttons() if "挪" in each or "move" in each))
    assert anna.sees("№1", PLATE)
    assert world.humans["chen"].sees(PLATE)


@pytest.mark.parametrize(
    ("language", "answer"),
    [
        ("简体", "没有看到完整的车牌号"), ("繁體", "沒有看到完整的車牌號"),
        ("English", "do not see a whole number plate"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("begun", ["/blocked", "/visitor"])
async def test_a_name_is_no_plate(world: World, language: str, answer: str, begun: str) -> None:
    """VIS-01: who writes the guest's name is told kindly what is asked."""
    anna = world.humans["anna"]
    await anna.speaks(language)
    await anna.says(begun)
    await anna.says("Anna Smith")
    assert answer in anna.heard[-1]

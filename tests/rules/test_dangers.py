"""Sentences that are an emergency, with and without alarm words, and such that only sound so."""

import csv

import pytest

from handlers.understanding.lists import lists_of
from locales.catalogue import Catalogue
from models.emergencies.rules import Danger, danger_in, whom_to_call
from tests.support.corpus import FOLDER

LISTS = lists_of(Catalogue.load())
DANGEROUS = {
    Danger.FIRE: (
        "着火了！",
        "楼道里全是烟",
        "隔壁在冒烟",
        "插座烧焦了，有焦糊味",
        "垃圾桶烧起来了",
        "隔壁好像有火光",
        "對面陽台失火",
        "走廊好多煙，嗆得睜不開眼",
        "There is smoke coming from the fuse box",
        "the kitchen is on fire",
        "I smell something burning in the corridor",
        "The fire alarm is ringing",
        "My washing machine is smoking",
    ),
    Danger.GAS: (
        "家里有很重的煤气味",
        "燃气好像漏了",
        "厨房一股臭鸡蛋味",
        "廚房有瓦斯味",
        "洗完澡热水器旁边头晕恶心",
        "I can smell gas in the kitchen",
        "the gas stove is leaking gas",
        "rotten eggs smell near the meter",
    ),
    Danger.LIFE: (
        "停电了，我爸用呼吸机",
        "制氧机没电了，老人在吸氧",
        "停電了，媽媽靠製氧機",
        "Power cut, my mother is on oxygen",
        "the ventilator stopped, no electricity",
    ),
    Danger.TRAPPED: (
        "电梯停了，我妈在里面",
        "电梯里有人出不来",
        "我被困在电梯了",
        "小孩反锁在房间里了",
        "电梯卡在3楼，里面有孩子",
        "我被锁在阳台上了，出不去",
        "孩子的手卡住了",
        "電梯壞了，我奶奶在裡面",
        "困𨋢啊快點",
        "The lift stopped and my mother is in it",
        "we are stuck in the elevator",
        "my baby is locked inside the car",
        "I can't get out of the bathroom",
    ),
    Danger.ELECTRIC: (
        "摸开关手麻，像有电",
        "我爸触电了",
        "电线断了，掉在路上",
        "楼上的水流到插座里了",
        "插座冒火花",
        "洗澡時被電到",
        "I got a shock from the tap",
        "live wires hanging from the ceiling",
        "water is dripping into the socket",
        "the outlet is sparking",
        "天花灯漏水",
        "吸顶灯里有水",
        "客廳盞燈漏緊水",
        "燈度有水滴落嚟",
        "the ceiling lamp leaks",
        "water is dripping from the light",
    ),
    Danger.WATER: (
        "水管爆了",
        "厨房水止不住了，往外喷",
        "天花板像下雨一样",
        "地下车库被淹了",
        "水从楼上哗哗浇下来",
        "家里水没过脚面了",
        "爆水喉，水浸客廳",
        "water is pouring through the ceiling",
        "a pipe burst in the bathroom",
        "The basement is flooded",
    ),
    Danger.FALLING: (
        "外墙瓷砖掉下来了",
        "阳台玻璃快掉了，下面有人走",
        "楼道吊顶塌了",
        "高空抛物砸到车了",
        "大樹倒下來了，樹枝砸到人",
        "a window fell from the 9th floor",
        "the ceiling is about to fall",
        "A branch came down on the path",
    ),
    Danger.VIOLENCE: (
        "楼下有人打架，拿着刀",
        "隔壁在打老婆，他打人",
        "有人在撬我家的门",
        "家里进贼了",
        "樓下有人打劫",
        "someone is breaking into the flat",
        "my neighbour is beating his wife",
        "a man with a knife in the lobby",
    ),
    Danger.PERSON: (
        "救命",
        "我妈晕倒了",
        "老人摔倒了起不来",
        "有人要跳楼",
        "隔壁奶奶叫不醒",
        "我先生呼吸困難",
        "My father is unconscious",
        "there is someone bleeding in the garage",
        "Help! somebody call an ambulance",
        "she fell and can't get up",
    ),
}
HARMLESS = (
    "厨房水龙头一直滴水",
    "烟灰缸坏了",
    "烟雾报警器没电了，一直滴滴叫",
    "燃气灶打不着火",
    "漏电保护器跳闸了，换一个",
    "电梯坏了，我们每天爬楼",
    "电梯里灯不亮",
    "电梯停了，里面没有人",
    "油烟机不转",
    "灭火器过期了",
    "楼道有烟头",
    "花洒喷水不均匀",
    "钥匙锁在家里了，进不了门",
    "墙皮脱落",
    "浴室墙面渗水",
    "马桶一直流水",
    "门锁坏了打不开",
    "空调不制冷",
    "遥控器没电",
    "家里停电了",
    "想打人工电话",
    "门铃没反应",
    "洗手盆堵了",
    "抽屉卡住了",
    "大堂玻璃脏了",
    "邻居装修太吵",
    "天然气热水器漏水",
    "厨房漏水，走廊的灯也不亮",
    "水龙头的开关漏水",
    "消防演习几点开始",
    "電梯壞了，每天爬樓",
    "煙灰缸破了",
    "鑰匙鎖在家裡了",
    "廚房水龍頭滴水",
    "隔壁老抽煙",
    "不着急，换个灯泡",
    "The kitchen tap drips all night",
    "Smoke detector battery is low",
    "the smoke alarm keeps chirping",
    "lift is broken, nobody inside",
    "The lift is stuck on floor 3 again",
    "my keys are locked in the apartment",
    "please help me with my intercom",
    "gas stove does not light",
    "no hot water since morning",
    "neighbour is smoking on the balcony",
    "The fireplace needs cleaning",
    "water heater socket cover is loose",
    "kitchen knife fell behind the sink",
    "flood light in the garden is out",
    "a tile came loose in my bathroom",
    "the gas boiler leaks water",
    "廁所燈壞咗",
    "the tap leaks and the light is out",
    "the door is stuck",
    "I have a question about my bill",
    "Toilet will not stop running",
    "burnt out bulb in the corridor",
    "",
)


@pytest.mark.parametrize(
    ("danger", "said"), [(d, s) for d, told in DANGEROUS.items() for s in told]
)
def test_a_danger_is_understood_without_alarm_words_too(danger: Danger, said: str) -> None:
    """S-10: recognised in three languages, whatever word is used."""
    assert danger_in(said, LISTS.dangers, LISTS.lexicon) is danger


@pytest.mark.parametrize("said", HARMLESS)
def test_what_only_sounds_like_danger_calls_nobody(said: str) -> None:
    assert danger_in(said, LISTS.dangers, LISTS.lexicon) is None


def test_sixty_alarms_are_heard_and_what_only_sounds_like_one_is_not() -> None:
    """S-10: `tests/understanding/alarms.csv`, written to try the lists."""
    with (FOLDER / "alarms.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["text"], row["is_danger"] == "yes") for row in csv.DictReader(file)]
    assert [
        text
        for text, is_danger in rows
        if (danger_in(text, LISTS.dangers, LISTS.lexicon) is not None) is not is_danger
    ] == []


def test_the_estate_adds_words_of_its_own() -> None:
    """S-10: `repair.urgent_keywords`."""
    assert danger_in("泳池报警了", LISTS.dangers, LISTS.lexicon, ["泳池报警"]) is Danger.PERSON
    assert danger_in("泳池报警了", LISTS.dangers, LISTS.lexicon) is None


def test_each_is_called_twice_then_the_next_and_after_the_last_the_first() -> None:
    called, times, heard = 0, 0, []
    for _ in range(7):
        called, times = whom_to_call([5, 8, 3], called, times, 2)
        heard.append(called)
    assert heard == [5, 5, 8, 8, 3, 3, 5]
    assert whom_to_call([8, 3], 5, 1, 2) == (8, 1)

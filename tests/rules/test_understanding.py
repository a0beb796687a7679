"""Free words name a trade, a common part, an intent; two trades that fit as well name none."""

import pytest

from handlers.repairs.reporting import place_in
from handlers.understanding.lists import is_in_the_way, lists_of
from locales.catalogue import Catalogue
from models.understanding.rules import Intent, intent_in, is_said, trade_in
from tests.support.corpus import FROZEN, PARTS, READ, labelled, part_of, rate, read

CATALOGUE = Catalogue.load()
PLACES = CATALOGUE.words("repairs.report.place.options")
AT_ONCE = sum(CATALOGUE.words("understanding_words.at_once").values(), ())
LISTS = lists_of(CATALOGUE)


@pytest.mark.parametrize(
    ("said", "trade"),
    [
        ("厨房水龙头一直滴水", "plumbing"),
        ("卫生间漏水", "plumbing"),
        ("马桶堵了", "plumbing"),
        ("客厅插座没电", "electrical"),
        ("墙面渗水发霉", "walls_leaks"),
        ("卧室窗户关不上", "doors_locks"),
        ("空调不制冷", "hvac"),
        ("电梯门打不开", "lift"),
        ("楼道灯不亮", "lighting"),
        ("燃气灶打不着火", "gas"),
        ("可视门铃没声音", "network_intercom"),
        ("灭火器过期了", "fire_safety"),
        ("楼道垃圾没人收", "cleaning"),
        ("树枝挡住窗户了", "greening"),
        ("厨房有蟑螂", "pests"),
        ("廚房水龍頭滴水", "plumbing"),
        ("電梯很慢", "lift"),
        ("The kitchen tap drips all night", "plumbing"),
        ("the hallway light is broken", "lighting"),
        ("No power in the bedroom", "electrical"),
        ("the toilets are blocked", "plumbing"),
        ("there are cockroaches in the kitchen", "pests"),
        ("廁所燈壞咗", "lighting"),
        ("厕所灯坏了", "lighting"),
        ("bathroom light is broken", "lighting"),
        ("the light in the toilet is broken", "lighting"),
        ("廁所度門閂唔埋", "doors_locks"),
        ("廁所有曱甴", "pests"),
        ("門口嘅燈唔着", "lighting"),
        ("垃圾房的灯坏了", "lighting"),
        ("the garden light flickers", "lighting"),
        ("廁所塞咗", "plumbing"),
        ("the toilet seat is cracked", "plumbing"),
        ("門口壞咗", "doors_locks"),
        ("the lift is very slow", "lift"),
        ("天花灯坏了", "lighting"),
        ("天花板上的灯坏了", "lighting"),
        ("天花燈壞咗", "lighting"),
        ("the ceiling light is out", "lighting"),
        ("天花板漏水", "walls_leaks"),
        ("电梯灯坏了", "lighting"),
        ("电梯里的灯坏了", "lighting"),
        ("升降機燈壞咗", "lighting"),
        ("the elevator light is out", "lighting"),
        ("天花灯漏水", "plumbing"),
        ("客厅的灯旁边一直在滴水", "plumbing"),
        ("客廳盞燈漏緊水", "plumbing"),
        ("廁所盞燈入咗水", "plumbing"),
        ("the ceiling lamp leaks", "plumbing"),
        ("the light in the toilet is dripping", "plumbing"),
        ("水漏到灯上了", "plumbing"),
        ("楼上滴到插座上了", "plumbing"),
        ("水流到开关上了", "plumbing"),
        ("水渗到电表上了", "plumbing"),
        ("啲水漏到個插蘇度", "plumbing"),
        ("樓上滴到個插蘇度", "plumbing"),
        ("啲水流到個插蘇度", "plumbing"),
        ("啲水滲到個插蘇度", "plumbing"),
        ("空调滴水", "hvac"),
        ("冷氣滴水", "hvac"),
        ("冷氣漏緊水", "hvac"),
        ("the air conditioner is dripping", "hvac"),
        ("The air conditioner does not cool", "hvac"),
        ("AC not cooling", "hvac"),
        ("my a/c leaks", "hvac"),
        ("two aircons are broken", "hvac"),
        ("抽氣扇壞咗", "hvac"),
        ("水喉壞咗", "plumbing"),
        ("星盆塞咗", "plumbing"),
        ("花灑壞咗", "plumbing"),
        ("花灑頭甩咗", "plumbing"),
        ("消防花灑頭甩咗", "fire_safety"),
        ("the shower is cold", "plumbing"),
        ("the water heater is broken", "plumbing"),
        ("there is a leak under the floor", "plumbing"),
        ("燈掣壞咗", "electrical"),
        ("屋企冇電", "electrical"),
        ("插蘇鬆咗", "electrical"),
        ("the plug is hot", "electrical"),
        ("光管壞咗", "lighting"),
        ("門鐘唔響", "network_intercom"),
        ("the door bell does not ring", "network_intercom"),
        ("鐵閘閂唔到", "doors_locks"),
        ("the gate does not close", "doors_locks"),
        ("the stove does not work", "gas"),
        ("the smoke alarm beeps", "fire_safety"),
        ("the bins are full", "cleaning"),
        ("the grass is too long", "greening"),
        ("rats in the garage", "pests"),
        ("屋企有蟻", "pests"),
        ("樓上嘈到瞓唔著", None),
        ("雪櫃壞咗", None),
        ("the fridge is broken", None),
        ("有点问题", None),
        ("I have a question", None),
        ("", None),
    ],
)
def test_the_trade_is_guessed_from_free_words(said: str, trade: str | None) -> None:
    """REP-01: what people say, in three languages; a harm decides, else the longest word."""
    assert trade_in(said, LISTS) == trade


def test_a_common_part_is_guessed_from_free_words() -> None:
    assert place_in("地下车库的灯不亮", PLACES) == "common:garage"
    assert place_in("The light in the lobby is out", PLACES) == "common:lobby"
    assert place_in("厨房水龙头滴水", PLACES) == ""


@pytest.mark.parametrize(
    ("said", "outright"),
    [
        ("转人工", True),
        ("我想找个人说话", True),
        ("請打電話給我", True),
        ("我都唔識撳，叫個人打俾我啦", True),
        ("唔該打個電話畀我", True),
        ("等咗成日都冇人打俾我", False),
        ("保安打電話俾我話漏水", False),
        ("I want to talk to a person", True),
        ("我要投诉物业", False),
        ("厨房水龙头滴水", False),
    ],
)
def test_a_wish_for_a_person_is_said_outright(said: str, outright: bool) -> None:
    """S-49: a person whenever one is wanted."""
    assert is_said(said, AT_ONCE) is outright


@pytest.mark.parametrize(
    ("said", "intent", "next_best"),
    [
        ("物业费怎么交", Intent.FEES, Intent.ENQUIRY),
        ("电梯又坏了，你们怎么管的", Intent.REPAIR, None),
        ("電梯又壞了，你們怎麼管的！！", Intent.REPAIR, None),
        ("The lift is broken AGAIN, what do you people even do", Intent.REPAIR, None),
        ("我要投诉，电梯坏了三次", Intent.COMPLAINT, Intent.REPAIR),
        ("建议装个充电桩", Intent.SUGGESTION, None),
        ("谢谢李师傅", Intent.PRAISE, None),
        ("车位还有吗", Intent.PARKING, None),
        ("请问垃圾几点收", Intent.ENQUIRY, None),
        ("插座冒火花，你们快修", Intent.EMERGENCY, None),
        ("谢谢", Intent.OTHER, None),
        ("不好意思", Intent.OTHER, None),
        ("电梯", Intent.REPAIR, None),
        ("", Intent.OTHER, None),
    ],
)
def test_hard_neighbours_are_told_apart(
    said: str, intent: Intent, next_best: Intent | None
) -> None:
    """S-49: a complaint only when clearly voiced; a question about money is about money."""
    guess = intent_in(said, LISTS)
    assert guess.intent is intent
    assert next_best is None or next_best in guess.alternatives


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("the tap is leaking agian in the kitchne", Intent.REPAIR),
        ("whats the managment fee", Intent.FEES),
        ("廁所冇水沖", Intent.REPAIR),
        ("隔籬成晚打麻雀 嘈到瞓唔到", Intent.COMPLAINT),
        ("能不能给花园加装几盏灯", Intent.SUGGESTION),
        ("我家能装防盗网吗", Intent.ENQUIRY),
        ("保安不给力，车进车出都不看", Intent.COMPLAINT),
        ("装修声让我睡不着", Intent.COMPLAINT),
        ("楼上放音乐，睡不着", Intent.COMPLAINT),
        ("樓上開音樂，訓唔著", Intent.COMPLAINT),
        ("隔籬裝修瞓唔到", Intent.COMPLAINT),
        ("renovation noise, cannot sleep", Intent.COMPLAINT),
        ("music upstairs, I can't sleep", Intent.COMPLAINT),
        ("太热睡不着，空调坏了", Intent.REPAIR),
        ("冷氣壞咗，熱到瞓唔著", Intent.REPAIR),
        ("I can't sleep, the AC is broken", Intent.REPAIR),
        ("楼上滴水睡不着", Intent.REPAIR),
        ("灯不着了", Intent.REPAIR),
        ("我睡不着", Intent.OTHER),
        ("成晚瞓唔着", Intent.OTHER),
        ("晚上睡不着觉", Intent.OTHER),
        ("I can't sleep", Intent.OTHER),
    ],
)
def test_dialects_slips_and_noes_are_heard(said: str, intent: Intent) -> None:
    """S-52: Cantonese is read as it is written, swapped letters mended, a no turns a praise."""
    assert intent_in(said, LISTS).intent is intent


def test_every_message_lies_where_its_hash_puts_it() -> None:
    """Nobody chose what is frozen; no message stands twice."""
    texts = [each.text for each in labelled(*PARTS)]
    assert len(texts) == len(set(texts)) >= 400
    for part in PARTS:
        assert {part_of(each.text) for each in labelled(part)} == {part}
    assert 3 * len(labelled("frozen_a", "frozen_b")) >= len(texts)


@pytest.mark.slow
def test_nine_of_ten_messages_are_understood() -> None:
    """What was read while the lists were made, and what was not; see tests/understanding."""
    assert rate(read(labelled(*PARTS, *READ), LISTS)) >= 0.96
    assert rate(read(labelled(*FROZEN), LISTS)) >= 0.9


def test_no_danger_among_the_messages_is_missed() -> None:
    """S-10: whatever else is missed."""
    everything = labelled(*PARTS, *READ, *FROZEN)
    alarms = read([each for each in everything if each.intent is Intent.EMERGENCY], LISTS)
    assert [each.message.text for each in alarms if not each.is_right] == []


@pytest.mark.parametrize(
    "said",
    [
        *("有车挡住我", "苏A12345挡住我了", "车出不去了，前面停了一辆车", "我的车位被占了"),
        *("有人停在我的车位上", "我的车位上停着别人的车", "我家车位停着一辆不认识的车"),
        *("有車擋住我", "我部車俾人塞住出唔到", "有人泊咗喺我個車位", "我個車位俾人霸咗"),
        *("a car blocks me", "I can't get my car out", "someone is parking at my spot"),
        *("there's a car in my bay", "someone else's car is in my parking space"),
    ],
)
def test_a_car_in_the_way_is_meant(said: str) -> None:
    """S-52: what is to be helped with at once, in three languages."""
    assert is_in_the_way(CATALOGUE, said)


@pytest.mark.parametrize(
    "said",
    [
        *("我想租个车位", "访客的车可以停我的车位吗", "我可以停在别人的车位上吗", "我的车位灯不亮"),
        *("车位上有积水", "可以把车位转给别人吗", "别人都有车位，我的什么时候轮到"),
        *("朋友可以停我的車位嗎", "車位可以讓給別人停嗎", "can my guest park in my space"),
        *("can someone else use my parking space", "how do i give up my spot"),
    ],
)
def test_what_is_only_about_a_space_is_not_a_car_in_the_way(said: str) -> None:
    """S-52: plan, fees and what may be done with a space are another matter."""
    assert not is_in_the_way(CATALOGUE, said)

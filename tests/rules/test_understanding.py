"""Free words name a trade, a common part, a wish; two that fit as well name none."""

import pytest

from handlers.understanding import place_in, trade_in, wish_in
from locales.catalogue import Catalogue

CATALOGUE = Catalogue.load()
TRADES = CATALOGUE.words("trades")
PLACES = CATALOGUE.words("repairs.report.place.options")
WISHES = CATALOGUE.words("menu.wishes")


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
        ("the lift is very slow", "lift"),
        ("有点问题", None),
        ("I have a question", None),
        ("", None),
    ],
)
def test_the_trade_is_guessed_from_free_words(said: str, trade: str | None) -> None:
    """REP-01: what people say, in three languages; the longest word decides."""
    assert trade_in(said, TRADES) == trade


def test_a_common_part_is_guessed_from_free_words() -> None:
    assert place_in("地下车库的灯不亮", PLACES) == "common:garage"
    assert place_in("The light in the lobby is out", PLACES) == "common:lobby"
    assert place_in("厨房水龙头滴水", PLACES) == ""


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("我要投诉物业", "complaint"),
        ("我要投訴", "complaint"),
        ("I want to make a complaint", "complaint"),
        ("转人工", "person"),
        ("我想找个人说话", "person"),
        ("請打電話給我", "person"),
        ("I want to talk to a person", "person"),
        ("厨房水龙头滴水", None),
    ],
)
def test_a_wish_is_understood(said: str, wish: str | None) -> None:
    """S-49: a complaint only when clearly voiced; a person whenever one is wanted."""
    assert wish_in(said, WISHES) == wish

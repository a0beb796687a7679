"""Who writes that the fees are paid has said what the button below a reminder says."""

import pytest
from sqlmodel import select

from models.dunning.tables import Rest
from tests.support.announcing import TITLE, a_fee_is_coming, also_of
from tests.support.owing import charged, the_cashier
from tests.support.world import World


@pytest.mark.parametrize(
    ("language", "said", "heard"),
    [
        ("简体", "我已经交过了", "财务核对后就登记"),
        ("简体", "物业费昨天就付了，谢谢", "财务核对后就登记"),
        ("繁體", "我已經交咗喇", "財務核對後就登記"),
        ("繁體", "管理費我畀咗喇", "財務核對後就登記"),
        ("English", "I already paid", "Accounts will look"),
        ("English", "I have paid the management fee", "Accounts will look"),
    ],
)  # fmt: skip
async def test_who_says_it_is_paid_is_not_shown_the_fees_again(
    world: World, language: str, said: str, heard: str
) -> None:
    """FEE-02, FEE-12: finance looks, as after the button; a second time changes nothing."""
    cashier, anna = await the_cashier(world), world.humans["anna"]
    await anna.speaks(language)
    await anna.says("/fees")
    await anna.says(said)
    assert heard in anna.heard[-1]
    assert cashier.sees("林秀英", "说已经付款", "851.76")
    await anna.says(said)
    assert anna.heard_of(heard) == cashier.heard_of("说已经付款") == 1
    assert len(world.read(lambda s: s.exec(select(Rest)).all())) == 1


async def test_so_it_is_after_a_fee_was_announced(world: World) -> None:
    """FEE-02, S-42: what is coming is meant as well, though it is in nobody's arrears yet."""
    cashier, anna = await a_fee_is_coming(world)
    await world.waits(days=4)
    assert anna.heard_of(TITLE) == 1
    await anna.says("已经交了")
    assert anna.sees("财务核对后就登记")
    assert cashier.sees("说已经付款", "250.88")


@pytest.mark.parametrize("said", ["交了吗", "我交了一半", "我交了，但是水龙头还漏", "I paid twice"])
async def test_whatever_says_more_is_no_press(world: World, said: str) -> None:
    """FEE-12: a question, a part of it, another matter: shown and asked about as before."""
    cashier, anna = await the_cashier(world), world.humans["anna"]
    await anna.says(said)
    assert cashier.heard_of("说已经付款") == 0
    assert any("不要了" in each for each in anna.buttons())


async def test_of_two_homes_nobody_guesses_which_is_paid(world: World) -> None:
    """FEE-12, SEC-01: and of none that owes there is nothing to look for."""
    cashier, anna = await the_cashier(world), world.humans["anna"]
    await world.humans["chen"].says("我已经交过了")
    world.write(lambda session: also_of(session, "林秀英", "102"))
    world.write(lambda session: charged(session, "102", ("2026-11", "WY", 20000)))
    await anna.says("我已经交过了")
    assert cashier.heard_of("说已经付款") == 0
    assert anna.sees("您说的是费用的事")

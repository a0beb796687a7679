"""Arrears by conduct: why a home stands where it does, and what officers do about it."""

from tests.stories.test_dunning import who_owes
from tests.support.owing import pays
from tests.support.world import World


async def test_why_is_said_in_words_for_this_day_or_another(world: World) -> None:
    """FEE-05 to FEE-07, S-38: to who handles money only; the past as it was, the future as if."""
    cashier, anna = await who_owes(world)
    await cashier.says("/why 1-101")
    assert cashier.sees("¥851.76", "2026-10-01", "2026-10-16", "第 1 个月", "下一步 2026-12-16")
    await cashier.says("/why 1-101 2027-04-20")
    assert cashier.sees("如果到那天一直没有付款", "第 6 个月", "律师函", "下一步 2027-10-16")
    await cashier.says("/why 1-101 2026-10-10")
    assert cashier.sees("¥250.88", "还不算欠费", "下一步 2026-10-16")
    await cashier.says("/why 1-101 2026-09-30")
    assert cashier.sees("没有已到期未付的费用")
    await cashier.says("/why nowhere")
    assert cashier.sees("/why 1-101 2027-03-16")
    await pays(cashier, what="全部 3 笔", how_much="")
    await cashier.says("/why 1-101")
    assert cashier.sees("没有已到期未付的费用")
    await cashier.says("/why 1-101 2026-11-20")
    assert cashier.sees("¥851.76", "第 1 个月")
    for nobody in (anna, world.humans["li"]):
        await nobody.says("/why 1-101")
        assert nobody.heard_of("起算") == 0

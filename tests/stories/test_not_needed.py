"""Who says that the repair they wait for is no longer needed."""

import pytest

from tests.support.telling import mend, report_and_take
from tests.support.world import World


@pytest.mark.parametrize(
    ("language", "said", "asked", "sure", "withdrawn"),
    [
        ("简体", "不用修了，我自己弄好了", "№1 确定不用修了吗", "确定撤回", "№1 已撤回"),
        ("简体", "我不修了", "№1 确定不用修了吗", "确定撤回", "№1 已撤回"),
        ("简体", "算了，我自己修好了", "№1 确定不用修了吗", "确定撤回", "№1 已撤回"),
        ("繁體", "唔使整喇，我自己搞掂咗", "№1 確定不用修了嗎", "確定撤回", "№1 已撤回"),
        ("English", "I fixed it myself", "is it no longer needed", "Withdraw it",
         "№1 is withdrawn"),
        ("English", "No need to come, I fixed it", "is it no longer needed", "Withdraw it",
         "№1 is withdrawn"),
    ],
)  # fmt: skip
async def test_who_says_so_is_asked_whether_it_is_withdrawn(
    world: World, language: str, said: str, asked: str, sure: str, withdrawn: str
) -> None:
    """REP-01: nobody comes for nothing, and nothing is withdrawn by words."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await report_and_take(world)
    await anna.speaks(language)
    await anna.says(said)
    assert asked in anna.heard[-1]
    assert zhang.heard_of("已撤回") == 0
    await anna.presses(sure)
    assert anna.sees(withdrawn)
    assert zhang.heard_of("住户已撤回") == 1


async def test_after_the_finish_it_is_no_withdrawal(world: World) -> None:
    """REP-01: "it is mended" is then what everybody hopes to read."""
    anna = world.humans["anna"]
    await report_and_take(world)
    await mend(world)
    await anna.says("修好了，不用来了")
    assert anna.heard_of("确定不用修了吗") == 0

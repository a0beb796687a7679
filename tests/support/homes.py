"""Whose home it is, at random: who moves out, who is let in, who follows a link."""

import re
from typing import TYPE_CHECKING

from tests.support.human import Human

if TYPE_CHECKING:
    from tests.support.chance import Chance

MOVING = frozenset({"move_out", "move_confirm", "move_withdraw"})
HOUSEHOLD = frozenset({"family_invite", "family_proxy", "family_end"})
DAYS = ("2026-11-24", "2027-06-30", "明天", "2020-01-01")  # soon, late, unreadable, gone by
NAMES = ("小林", "老周", "<i>&{{ y }}")  # what nobody says of anything else
MATTERS = ("报修", "投诉", "停车", "费用", "全部", "最后一天", "前一天", "今天")
CODE = re.compile(r"\?start=(\w+)")
STEPS = 4  # of a mandate


async def moves_out(chance: "Chance", human: Human) -> None:
    """Say until when, or have it keyed in; then let it hold, take it back, or leave it."""
    await human.says(chance.random.choice(("/moveout", "/moveout", "/moveout 1号楼 101")))
    await chance.presses_one_of(human, chance.offered(human, MOVING))
    await _answers(chance, human, DAYS)
    await chance.presses_one_of(human, chance.offered(human, MOVING))


async def lets_in(chance: "Chance", human: Human) -> None:
    """Let family in, name a proxy, or end somebody; whoever it is may follow the link."""
    await human.says(chance.random.choice(("/family", "/family", "/family 1号楼 101")))
    await chance.presses_one_of(human, chance.offered(human, HOUSEHOLD))
    await _answers(chance, human, (*NAMES, *DAYS))
    links = [found[1] for text in human.heard if (found := CODE.search(text))]
    if links:
        who = chance.random.choice(("stranger", *sorted(chance.world.humans)))
        guest = chance.world.humans[who]
        if guest.chat_id == guest.telegram_id:
            await guest.says(f"/start {chance.random.choice(links)}")


async def _answers(chance: "Chance", human: Human, words: tuple[str, ...]) -> None:
    """Say one of these words, or press what answers, a few times over."""
    for _ in range(chance.random.randrange(STEPS + 1)):
        onward = [each for each in human.buttons() if any(word in each for word in MATTERS)]
        if onward:
            await human.presses(chance.random.choice(onward))
        elif any("确认委托" in each for each in human.buttons()):
            await human.presses("确认委托")
        else:
            await human.says(chance.random.choice(words))


OF_HOMES = (moves_out, lets_in)

"""What homes owe, at random: who pays at the desk, who answers a reminder, who lets one rest."""

from typing import TYPE_CHECKING

from tests.support.human import Human
from tests.support.telling import picture

if TYPE_CHECKING:
    from tests.support.chance import Chance

ANSWERS = frozenset(
    {
        *("arrears_paid", "arrears_promise", "arrears_wrong", "arrears_prove"),
        *("fees_paid", "fees_tomorrow", "arrears_home"),
        *("fees_times", "fees_time", "fees_agree", "fees_withdraw"),
    }
)
AT_THE_DESK = frozenset(
    {
        *("arrears_found", "arrears_missing", "arrears_done", "arrears_proof"),
        *("ladder_hold", "ladder_go_on", "ladder_plan", "ladder_stop", "ladder_run"),
        *("fees_times", "fees_time", "fees_agree", "fees_withdraw", "fees_propose"),
        *("fees_arrived", "fees_received", "fees_missed"),
        *("arrears_called", "errand_noted", "errand_promise", "errand_reason", "suit_preserve"),
    }
)
RECEIPTS = frozenset({"pay_cancel", "cash_out", "cash_in"})
HOMES = ("1-101", "1-102", "9-909")
SUMS = ("100", "0", "300", "851.76", "一百", "99999999")
WAYS = ("全部", "物业服务费", "预存", "正好", "现金", "转账", "林秀英", "陈大文", "已核对", "其他")
STEPS = 7
DONE = "拍好了"


async def pays_at_the_desk(chance: "Chance", human: Human) -> None:
    """Take money for a home, on whatever card it comes to; then count the cash, or cancel it."""
    human = _perhaps_the_desk(chance, human)
    await human.says(f"/pay {chance.random.choice(HOMES)}")
    await chance.presses_one_of(human, chance.offered(human, frozenset({"pay_for"})))
    for _ in range(chance.random.choice((2, STEPS, STEPS))):
        onward = [each for each in human.buttons() if any(word in each for word in WAYS)]
        if onward:
            await human.presses(chance.random.choice(onward))
        else:
            await human.says(chance.random.choice(SUMS))
    await human.says(f"/fees {chance.random.choice(HOMES)}")
    await chance.presses_one_of(human, chance.offered(human, RECEIPTS))
    await human.says("房号写错了")


async def owes(chance: "Chance", human: Human) -> None:
    """See what is owed; answer what was said of it, with a word or a photograph."""
    await human.says("/fees")
    await chance.presses_one_of(human, chance.offered(human, ANSWERS))
    if chance.random.choice((True, False)):
        await human.sends("十月已经交过了", photos=[picture(chance.random.randrange(200))])
        await human.presses(DONE) if any(DONE in each for each in human.buttons()) else None


async def looks_after_arrears(chance: "Chance", human: Human) -> None:
    """See where a home stands; judge a claim, let it rest, note a paper."""
    human = _perhaps_the_desk(chance, human)
    await human.says(f"/dunning {chance.random.choice(HOMES)}")
    await chance.presses_one_of(human, chance.offered(human, AT_THE_DESK))
    for words in ("3 期", "2026-12-20", "登记分期"):
        if any(words in each for each in human.buttons()):
            await human.presses(words)
        elif words[0].isdigit() and not words.endswith("期"):
            await human.says(words)


def _perhaps_the_desk(chance: "Chance", human: Human) -> Human:
    """Return whoever it is, or, as happens more often, who takes money."""
    return chance.random.choice((human, chance.world.humans["sun"], chance.world.humans["wang"]))


OF_PAYERS = (pays_at_the_desk, owes, looks_after_arrears)

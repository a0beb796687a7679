"""Who comes and who stands in the way, at random: passes at the gate, cars to be moved."""

from typing import TYPE_CHECKING

from sqlmodel import Session, select

from models.visitors.operations import PREFIX
from models.visitors.tables import VisitorPass
from tests.support.blocking import PLATE, UNKNOWN
from tests.support.human import Human

if TYPE_CHECKING:
    from tests.support.chance import Chance

AT_THE_GATE = frozenset({"pass_look", "pass_let_in", "pass_refuse", "pass_leave", "pass_cancel"})
OPENING = frozenset({"announce", "opening", "withdraw_opening"})
PLATES = (PLATE, UNKNOWN, "苏B·66666", "不是车牌", "走路", "今天", "06:00–23:00", "2")
SENT = ("开通行证", "请车主挪车")
OPENED = ("地下车位", "2026-12-01", "2026-11-25", "明天")
STEPS = 6


async def awaits_a_guest(chance: "Chance", human: Human) -> None:
    """Announce a guest; whoever it is scans a pass, and presses what it shows."""
    await human.says("/visitor")
    await _answers(chance, human)
    words = chance.world.read(_words)
    if words:
        name = chance.random.choice(("高大勇", "高大勇", *sorted(chance.world.humans)))
        scans = chance.world.humans[name]
        if scans.chat_id == scans.telegram_id:
            await scans.says(f"/start {chance.random.choice(words)}")
            await chance.presses_one_of(scans, chance.offered(scans, AT_THE_GATE))


async def stands_in_the_way(chance: "Chance", human: Human) -> None:
    """Report a car that is in the way: a neighbour's, a guest's, or nobody's that we know."""
    await human.says(chance.random.choice(("/blocked", "有车挡住我的车了")))
    await _answers(chance, human)


async def announces_an_opening(chance: "Chance", human: Human) -> None:
    """Announce a day on which reserved spaces open, look at one."""
    await human.says("/spaces")
    await chance.presses_one_of(human, chance.offered(human, OPENING))
    for words in chance.random.sample(OPENED, 2):
        await human.says(words)
    if any("✅ 公布" in each for each in human.buttons()):
        await human.presses("✅ 公布")


async def _answers(chance: "Chance", human: Human) -> None:
    """Say something of a car, or press what answers, a few times over; then perhaps send it."""
    for _ in range(chance.random.randrange(STEPS + 1)):
        ready = [each for each in human.buttons() if any(word in each for word in SENT)]
        if ready:
            await human.presses(ready[0])
            return
        await human.says(chance.random.choice(PLATES))


def _words(session: Session) -> list[str]:
    return sorted(f"{PREFIX}{token}" for token in session.exec(select(VisitorPass.token)))


OF_GUESTS = (awaits_a_guest, stands_in_the_way, announces_an_opening)

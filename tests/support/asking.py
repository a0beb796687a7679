"""The parts of an enquiry's story that most stories begin with."""

from tests.support.human import Human
from tests.support.world import World

QUESTION = "游泳池几点开门，要预约吗"
IDEA = "建议在三号门装一盏灯，晚上太暗"


async def ask(world: World, words: str = QUESTION, who: str = "anna") -> Human:
    """Let a resident ask the office; it is nine o'clock."""
    await world.reaches(9)
    resident = world.humans[who]
    await resident.says("/ask")
    await resident.says(words)
    return resident


async def suggest(world: World, words: str = IDEA, who: str = "anna") -> Human:
    """Let a resident suggest something; it is nine o'clock."""
    await world.reaches(9)
    resident = world.humans[who]
    await resident.says("/suggest")
    await resident.says(words)
    return resident


async def taken(world: World, who: str = "wang") -> Human:
    """Let an officer take it, from the card in the group."""
    officer = world.humans[who]
    await Human(world, officer.telegram_id, world.humans["management"].chat_id).presses("我来办")
    return officer


async def answers(officer: Human, words: str = "早上七点到晚上九点，不用预约") -> None:
    """Let who has it answer."""
    await officer.presses("✍ 答复")
    await officer.says(words)
    await officer.presses("答复住户")


async def other_time(officer: Human, days: str, why: str = "要问过楼上的住户") -> None:
    """Let who has it agree another time."""
    await officer.says("/case 1")
    await officer.presses("更多")
    await officer.presses("换个时间答复")
    await officer.presses(days)
    await officer.says(why)

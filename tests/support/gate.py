"""The gate as the stories of visitors need it: a guard, a pass, and what its picture holds."""

import re

from sqlmodel import Session, col, select

from models.people.tables import StaffRole
from models.progress import Told
from models.visitors.tables import VisitorPass
from tests.support.human import Human
from tests.support.talking import comes
from tests.support.world import World

GUARD = "高大勇"


async def with_guard(world: World, name: str = GUARD, account: int = 41) -> Human:
    """Let a guard be on duty, who has opened the bot."""
    await comes(world, name, account, StaffRole.GUARD)
    return world.humans[name]


async def announces(
    world: World,
    who: str = "anna",
    *,
    plate: str = "苏B·66666",
    day: str = "今天",
    span: str = "06:00–23:00",
) -> str:
    """Let a resident announce a guest; return the word of the link in the picture."""
    host = world.humans[who]
    await host.says("/visitor")
    await (host.says(plate) if plate else host.presses("不开车"))
    await host.presses(day)
    await host.presses(span)
    await host.presses("2 位")
    await host.presses("开通行证")
    return world.read(newest_word)


def presses_anything(world: World, human: Human, data: str) -> None:
    """Press what was never shown to the person, as a forged client would."""
    message = human.messages[-1]["id"]
    world.telegram.presses(human.telegram_id, human.chat_id, message, data, force=True)


def passes(session: Session) -> list[VisitorPass]:
    """Return every pass that is not forgotten."""
    return list(session.exec(select(VisitorPass)))


def newest(session: Session) -> VisitorPass:
    """Return the last pass that was given."""
    return session.exec(select(VisitorPass).order_by(col(VisitorPass.id).desc()).limit(1)).one()


def picture_of(world: World) -> bytes:
    """Return the last file that the bot sent."""
    newest_file = next(reversed(world.telegram.state["files"]))
    return world.telegram.bytes_of(newest_file) or b""


def newest_word(session: Session) -> str:
    """Return what stands behind /start in the link of the last pass."""
    return f"pass-{newest(session).token}"


def code_in(human: Human) -> str:
    """Return the short code that the person last read."""
    return re.findall(r"短码 (\d{6})", "\n".join(human.heard))[-1]


def half_told(session: Session) -> int:
    """Return how many dialogues wait for an answer."""
    return len(session.exec(select(Told).where(col(Told.open))).all())

"""A bench on which message after message is refused, and everything is put back after each."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, delete, select
from telegram.request import RequestData

from bot.delivery.limiter import Limits
from bot.desk import Desk, Ways, build
from locales.catalogue import Catalogue
from models.database import Database
from models.groups.tables import StaffGroup
from models.intents.cards import Card
from models.intents.messages import Message, Say
from models.intents.operations import Address, in_group, post, private
from models.intents.parcels import Parcel
from models.intents.tables import CardPlace, Outbox, OutboxState
from models.people.tables import Person
from models.tasks.tables import Task, TaskKind
from tests.support.scripted import InProcess
from tests.support.telling import report
from tests.support.world import API, DISPATCH_CHAT, World, open_world

HEAD, MOVED = 25, -(10**12) - 7  # the head's account; the group's new number
SAID = "fees.only_in_private"


class Refusing(InProcess):
    """Telegram, which answers the next message in these words."""

    says: tuple[int, str] | None = None

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        if self.says is None:
            return await super().do_request(url, method, request_data)
        (status, body), self.says = self.says, None
        return status, body.encode()


@dataclass
class Bench:
    """An estate with one open report, in which message after message is refused."""

    world: World
    desk: Desk
    way: Refusing
    places: dict[str, Address]
    stood: int  # a message in the chat, which an edit is to replace
    before: tuple[int, int] = (0, 0)  # the last rows of the outbox and of the cards

    def posts(self, message: Message, where: str) -> int:
        """Post it, and behind it what waits in the same chat and in another."""
        now, to = self.world.clock.now(), self.places[where]

        def work(session: Session) -> int:
            row_id = post(session, message, to=to, now=now)
            row = session.get_one(Outbox, row_id)
            for chat in (to, replace(to, chat_id=99, person_id=None, group_id=None)):
                post(session, Say(SAID), to=chat, now=now)
            if isinstance(message, Card):
                place = CardPlace(case_id=1, kind="trial", chat_id=row.chat_id)
                place.message_id = self.stood if where == "edit" else None
                session.add(place)
                session.flush()
                row.card_id = place.id
            elif where == "edit":
                row.edits = self.stood
            session.add(row)
            return row_id

        return int(self.world.write(work))

    async def sends(self, row_id: int, message: Message, says: tuple[int, str] | None) -> Outbox:
        """Have it claimed and sent, and be answered so; return its row."""

        def claimed(session: Session) -> Parcel:
            row = session.get_one(Outbox, row_id)
            row.state, row.attempts = OutboxState.SENDING, row.attempts + 1
            session.add(row)
            place = None if row.card_id is None else session.get_one(CardPlace, row.card_id)
            return Parcel(
                id=row.id, chat_id=row.chat_id, thread_id=0, priority=row.priority,
                message=Say(SAID) if isinstance(message, Card) else message,
                edits=place.message_id if place else row.edits, language="zh-Hans",
                timezone="Asia/Shanghai", currency="CNY", name="林秀英", address_as="none",
                female="女士", elder=False, office="云和苑", hotline="", files=(),
                opens=row.reason is not None and row.group_id is not None,
            )  # fmt: skip

        self.way.says = says
        await self.desk.sender.send(self.world.write(claimed))
        row: Outbox = self.world.read(lambda session: session.get_one(Outbox, row_id))
        return row

    def follows(self, row: Outbox) -> dict[str, Any]:
        """Return what else is so now."""

        def work(session: Session) -> dict[str, Any]:
            waiting = select(Outbox).where(col(Outbox.id) > row.id, Outbox.state == "waiting")
            beside = session.exec(waiting.order_by(col(Outbox.id)).limit(2)).all()
            gone = session.exec(select(Person).where(col(Person.unreachable_since).is_not(None)))
            lost = session.exec(select(StaffGroup).where(col(StaffGroup.lost_at).is_not(None)))
            shut = session.exec(select(StaffGroup).where(col(StaffGroup.shut_at).is_not(None)))
            told = select(Outbox).where(Outbox.chat_id == HEAD, col(Outbox.id) > row.id)
            tasks = select(Task).where(
                col(Task.kind).in_((TaskKind.PHONE_MESSAGE, TaskKind.LETTER))
            )
            return {
                "held": [each.held_until is not None for each in beside],
                "person": [each.telegram_id for each in gone],
                "group": [each.chat_id for each in lost],
                "shut": [each.chat_id for each in shut],
                "head told": len(session.exec(told).all()),
                "telephone": len(session.exec(tasks).all()),
                "beside": beside[0].chat_id,
            }

        found: dict[str, Any] = self.world.read(work)
        return found

    def returns(self) -> None:
        """Put everything back."""

        def work(session: Session) -> None:
            session.exec(delete(Outbox).where(col(Outbox.id) > self.before[0]))
            session.exec(delete(Task))
            session.exec(delete(CardPlace).where(col(CardPlace.id) > self.before[1]))
            for person in session.exec(select(Person)):
                person.unreachable_since = None
                session.add(person)
            for group in session.exec(select(StaffGroup)):
                group.lost_at = group.shut_at = None
                if group.chat_id == MOVED:
                    group.chat_id = DISPATCH_CHAT
                session.add(group)

        self.world.write(work)


async def open_bench(database: Database, root: Path, catalogue: Catalogue) -> Bench:
    """Return the bench, in an estate that was founded."""
    world = await open_world(database, root, catalogue)  # to a group of any kind of message
    await report(world)
    world.telegram.add_group(MOVED, "维修群", [21, 22])
    way = Refusing(world.telegram)
    ways = Ways(world.telegram.token, API, way, InProcess(world.telegram))
    limits = Limits.parse("off")
    desk = build(database, catalogue, world.clock, world.store, limits, ways)
    await desk.application.initialize()

    def places(session: Session) -> dict[str, Address]:
        anna = private(session.exec(select(Person).where(Person.telegram_id == 11)).one())
        group = select(StaffGroup).where(StaffGroup.chat_id == DISPATCH_CHAT)
        assert anna is not None
        return {"private": anna, "edit": anna, "group": in_group(session.exec(group).one())}

    def last(session: Session) -> tuple[int, int]:
        newest = (select(func.max(table.id)) for table in (Outbox, CardPlace))
        return tuple(session.exec(each).one() for each in newest)  # type: ignore[return-value]

    stood = next(m["id"] for m in world.humans["anna"].messages if m["from"]["is_bot"])
    return Bench(world, desk, way, world.read(places), stood, world.read(last))

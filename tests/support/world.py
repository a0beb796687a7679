"""A small estate with its people, a whole front desk, and the sandbox's Telegram between them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from bot.delivery.limiter import Limits
from bot.desk import Desk, Ways, build
from locales.catalogue import Catalogue
from models.clock import MovableClock
from models.database import Database
from models.due import coming
from models.estate.tables import Estate, Home, Setting
from models.files.store import Store
from models.groups.tables import Purpose, StaffGroup
from models.inbox import Inbox
from models.people.tables import (
    AddressAs,
    Department,
    Duty,
    HomeRole,
    Language,
    Person,
    Residency,
    Shift,
    Staff,
    StaffRole,
)
from scheduler.due import sweep
from tests.support.human import Human
from tests.support.scripted import InProcess, Telegram

MONDAY = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)  # 08:30 in Shanghai
SHANGHAI = ZoneInfo("Asia/Shanghai")
API = "http://telegram"
DISPATCH_CHAT, MANAGEMENT_CHAT = -100, -200


@dataclass
class World:
    """One estate, one desk, one Telegram; time stands still until it is moved."""

    telegram: Telegram
    clock: MovableClock
    database: Database
    store: Store
    desk: Desk
    humans: dict[str, Human] = field(default_factory=dict)

    @property
    def time(self) -> str:
        """Return what the clocks on the estate's walls show."""
        return f"{self.clock.now().astimezone(SHANGHAI):%a %H:%M}"

    async def settles(self) -> None:
        """Let everything happen that follows from what was done."""
        await self.desk.settle()

    async def waits(self, **span: float) -> None:
        """Move the clock, stopping at every moment that is due on the way."""
        target = self.clock.now() + timedelta(**span)
        while moments := self.database.read(lambda s: [d.due_at for d in coming(s, 1)]):
            if moments[0] > target:
                break
            self.clock.move_to(max(moments[0], self.clock.now()))
            await self.rings()
        self.clock.move_to(target)
        await self.settles()

    async def rings(self) -> None:
        """Let what is due happen, with all that follows from it."""
        sweep(self.database, self.clock)
        await self.settles()

    async def reaches(self, hour: int, minute: int = 0) -> None:
        """Wait until the estate's clocks show that time, today or tomorrow."""
        now = self.clock.now().astimezone(SHANGHAI)
        then = now.replace(hour=hour, minute=minute)
        await self.waits(seconds=(then - now).total_seconds() % 86_400)

    async def restarts(self) -> None:
        """Let a new process serve the same database and the same Telegram."""
        await self.desk.application.shutdown()
        catalogue, limits = self.desk.catalogue, Limits.parse("off")
        ways = ways_to(self.telegram)
        self.desk = build(self.database, catalogue, self.clock, self.store, limits, ways)
        await self.desk.application.initialize()
        self.desk.turns.username = self.telegram.username
        await self.desk.sender.settle()
        await self.desk.intake.catch_up()
        await self.settles()

    async def hears_it_again(self) -> None:
        """Let Telegram bring the last update once more, under another number."""
        newest = select(Inbox.raw).order_by(col(Inbox.id).desc()).limit(1)
        update = dict(self.read(lambda s: s.exec(newest).one()))
        del update["update_id"]
        self.telegram.inject(update)
        await self.settles()

    def joins(self, name: str, account: int) -> Human:
        """Let somebody of the register open the bot with that account."""
        self.telegram.add_user(account, name.title(), note=name)
        self.telegram.says(account, account, "/start")
        self.humans[name] = Human(self, account, account)
        return self.humans[name]

    def read(self, work: Any) -> Any:
        """Return what `work` reads."""
        return self.database.read(work)

    def write(self, work: Any) -> Any:
        """Change the office's rows, as an import would."""
        return self.database.write(work)


async def open_world(database: Database, root: Path, catalogue: Catalogue) -> World:
    """Return a world on a database in which the estate was founded."""
    clock = MovableClock(MONDAY)
    telegram = Telegram(clock)
    open_chats(telegram)
    store = _store_in(root)
    desk = build(database, catalogue, clock, store, Limits.parse("off"), ways_to(telegram))
    await desk.application.initialize()
    desk.turns.username = telegram.username
    await desk.sender.settle()
    world = World(telegram, clock, database, store, desk)
    meet(world)
    return world


def _store_in(root: Path) -> Store:
    root.mkdir(exist_ok=True)  # as the program makes its folder
    return Store(root / "files", bytes(32))


def ways_to(telegram: Telegram) -> Ways:
    """Return how a desk reaches this Telegram."""
    return Ways(telegram.token, API, InProcess(telegram), InProcess(telegram))


PEOPLE = {
    "anna": (11, "Anna"), "chen": (12, "Chen"), "stranger": (66, "Nobody"),
    "zhang": (21, "Zhang"), "li": (22, "Li"), "wang": (23, "Wang"),
    "supervisor": (24, "Zhao"), "head": (25, "Qian"),
}  # fmt: skip


def open_chats(telegram: Telegram) -> None:
    """Let everybody but the stranger have started the bot, and the groups be there."""
    for name, (telegram_id, first_name) in PEOPLE.items():
        telegram.add_user(telegram_id, first_name, note=name)
        if name != "stranger":
            telegram.says(telegram_id, telegram_id, "/start")
    telegram.add_group(DISPATCH_CHAT, "维修群", [21, 22, 24, 66])
    telegram.add_group(MANAGEMENT_CHAT, "管理群", [24, 25])
    for update in list(telegram.call("getUpdates", {})["result"]):
        telegram.call("getUpdates", {"offset": update["update_id"] + 1})


def meet(world: World) -> None:
    """Let the world know its people, each in every chat where they act."""
    for name, (telegram_id, _) in PEOPLE.items():
        world.humans[name] = Human(world, telegram_id, telegram_id)
    for name in ("zhang", "li", "stranger"):
        in_group = Human(world, world.humans[name].telegram_id, DISPATCH_CHAT)
        world.humans[f"{name}_in_group"] = in_group
    world.humans["management"] = Human(world, 24, MANAGEMENT_CHAT)


def found_estate(session: Session) -> None:
    """Make the estate of the stories: two homes, two residents, five of staff, two groups."""
    estate = Estate(office_code="YHY", name="云和苑", hotline="021-5550100", emergency_phone="110")
    session.add(estate)
    session.flush()
    homes = [
        Home(estate_id=estate.id, code=f"001100010{n}", building="1号楼", unit=f"10{n}")
        for n in (1, 2)
    ]
    session.add_all(homes)
    session.flush()
    for name, telegram_id, home, called in (
        ("林秀英", 11, homes[0], AddressAs.MS),
        ("陈大文", 12, homes[1], AddressAs.MR),
    ):
        person = _person(session, estate, name, telegram_id, called)
        session.add(
            Residency(
                estate_id=estate.id,
                home_id=home.id,
                person_id=person.id,
                name=name,
                role=HomeRole.OWNER,
            )
        )
    for name, telegram_id, role, trades in (
        ("张建国", 21, StaffRole.TECHNICIAN, ["plumbing"]),
        ("李明", 22, StaffRole.TECHNICIAN, ["electrical"]),
        ("王芳", 23, StaffRole.OFFICER, []),
        ("赵强", 24, StaffRole.SUPERVISOR, []),
        ("钱主任", 25, StaffRole.OFFICE_HEAD, []),
    ):
        _staff(session, estate, name, telegram_id, role, trades)
    for chat_id, purpose in (
        (DISPATCH_CHAT, Purpose.DISPATCH),
        (MANAGEMENT_CHAT, Purpose.MANAGEMENT),
    ):
        session.add(
            StaffGroup(estate_id=estate.id, chat_id=chat_id, purpose=purpose, bound_at=MONDAY)
        )


def _person(
    session: Session, estate: Estate, name: str, telegram_id: int, called: AddressAs
) -> Person:
    person = Person(
        estate_id=estate.id, name=name, phone=f"+86138000000{telegram_id}",
        telegram_id=telegram_id, address_as=called, language=Language.SIMPLIFIED,
    )  # fmt: skip
    session.add(person)
    session.flush()
    return person


def _staff(
    session: Session,
    estate: Estate,
    name: str,
    telegram_id: int,
    role: StaffRole,
    trades: list[str],
) -> None:
    person = _person(session, estate, name, telegram_id, AddressAs.MR)
    staff = Staff(
        estate_id=estate.id, person_id=person.id, name=name, role=role,
        department=Department.GC, trades=trades,
    )  # fmt: skip
    session.add(staff)
    session.flush()
    for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"):
        session.add(
            Shift(
                estate_id=estate.id,
                staff_id=staff.id,
                on=day,
                begins="08:00",
                ends="18:00",
                duty=Duty.SHIFT,
            )
        )


def sets(session: Session, name: str, value: Any) -> None:
    """Let the office have changed a setting."""
    wanted = select(Setting).where(Setting.estate_id == 1, Setting.name == name)
    setting = session.exec(wanted).first() or Setting(estate_id=1, name=name)
    setting.value = value
    session.add(setting)


def leaves(session: Session, name: str, on: date) -> None:
    """Let a member of staff or a resident be gone from that day on."""
    for table in (Staff, Residency):
        for row in session.exec(select(table).where(table.name == name)):
            row.left_on = on
            session.add(row)


def everybody(world: World) -> Iterator[Human]:
    """Yield everybody with a private chat."""
    return (human for human in world.humans.values() if human.chat_id == human.telegram_id)

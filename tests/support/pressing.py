"""Buttons in the wrong hands: everything ever shown, pressed by anybody, and what it changed."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import cycle

from sqlmodel import Session, SQLModel, select

from handlers.context import Toast, Turn
from handlers.incoming import Incoming, Shape
from handlers.turns import take_turn
from locales.catalogue import Reader
from models.people.tables import Department, HomeRole, Person, Residency, Staff, StaffRole
from tests.support.entitled import Drawn
from tests.support.world import DISPATCH_CHAT, World

ANSWER = "answerCallbackQuery"
ALWAYS_NEW = {"inbox"}  # every press is kept there before anybody looks at it


def drawn(world: World) -> list[Drawn]:
    """Return every button that any version of any message showed, in the order of its drawing."""
    found = (
        Drawn(button["callback_data"], chat["id"], message["id"])
        for chat in world.telegram.state["chats"].values()
        for message in chat["messages"]
        for version in message["versions"]
        for row in (version["markup"] or {}).get("inline_keyboard", ())
        for button in row
        if "callback_data" in button
    )
    return list(dict.fromkeys(found))


def ever_shown(world: World) -> list[str]:
    """Return the data of each of them."""
    return list(dict.fromkeys(button.data for button in drawn(world)))


def rows_of(world: World) -> dict[str, list[str]]:
    """Return every row of every table, but for what merely came in."""
    found: dict[str, list[str]] = world.read(rows_in)
    return found


def rows_in(session: Session) -> dict[str, list[str]]:
    """Return the same, as this session sees them."""
    tables = (t for t in SQLModel.metadata.sorted_tables if t.name not in ALWAYS_NEW)
    return {t.name: sorted(map(repr, session.execute(select(t)))) for t in tables}


def press_each(
    world: World, who: Iterable[int], data: Iterable[str], *, once: bool = False
) -> Counter[str]:
    """Let everybody press everything, in private and in the group; return what they were told.

    `once`: each in one of the two only. Fails unless nothing changed and every press was answered,
    kindly: with a text. The turns are the real ones; Telegram and the inbox are left out.
    """
    places = cycle((0, 1))
    told: Counter[str] = Counter()

    def presses(session: Session) -> None:
        for each in data:
            for user in who:
                for chat_id in _chats(user, next(places) if once else None):
                    toast = pressed(world, session, user, chat_id, each)
                    assert toast.alert, (user, chat_id, each)
                    told[told_by(world, toast)] += 1

    before = rows_of(world)
    world.write(presses)
    assert rows_of(world) == before
    assert "" not in told
    return told


def _chats(user: int, only: int | None) -> tuple[int, ...]:
    both = (user, DISPATCH_CHAT)
    return both if only is None else (both[only],)


def pressed(world: World, session: Session, user: int, chat_id: int, data: str) -> Toast:
    """Let one press have its turn; return its answer."""
    incoming = Incoming(
        Shape.PRESS, user, chat_id, is_private=chat_id > 0, message_id=1, text=data, query_id="1"
    )
    turn = Turn(session, incoming, world.desk.catalogue, "guanjia_bot", world.clock.now())
    take_turn(turn)
    return turn.answer or Toast()


def told_by(world: World, toast: Toast) -> str:
    """Return what a person reads of the answer."""
    return world.desk.catalogue.plain(toast.key, Reader(toast.language, "UTC"), toast.facts)


async def press_for_real(world: World, who: Iterable[int], data: Iterable[str]) -> None:
    """Do the same through the whole front desk: one answer a press, no other call, no change."""
    telegram, queries = world.telegram, []
    before, last = rows_of(world), telegram.calls[-1]["n"]
    for each in data:
        for user in who:
            for chat_id in (user, DISPATCH_CHAT):
                message = telegram.find_chat(chat_id)["messages"][0]["id"]
                queries.append(telegram.presses(user, chat_id, message, each, force=True))
    await world.settles()
    calls = [call for call in telegram.calls if call["n"] > last]
    answers = [call["params"] for call in calls if call["method"] == ANSWER]
    assert Counter(str(each["callback_query_id"]) for each in answers) == Counter(queries)
    assert all(each.get("text") for each in answers)
    assert {call["method"] for call in calls} <= {ANSWER, "getUpdates"}
    assert rows_of(world) == before


def outsiders(world: World, *, left_on: date) -> dict[str, int]:
    """Add those who must get nothing, all of them members of the group; return their accounts."""
    accounts = {"co-resident": 13, "former resident": 14, "former technician": 27, "guard": 28}

    def add(session: Session) -> None:
        for name, account in accounts.items():
            person = Person(estate_id=1, name=f"{name}甲", telegram_id=account)
            session.add(person)
            session.flush()
            known = {"estate_id": 1, "person_id": person.id, "name": person.name}
            gone = left_on if name.startswith("former") else None
            if name.endswith("resident"):
                session.add(Residency(home_id=1, role=HomeRole.FAMILY, left_on=gone, **known))
            else:
                role = StaffRole.GUARD if name == "guard" else StaffRole.TECHNICIAN
                session.add(Staff(role=role, department=Department.GC, left_on=gone, **known))

    world.write(add)
    for name, account in accounts.items():
        world.telegram.add_user(account, name)
    accounts |= {"neighbour": 12, "stranger": 66}
    for account in accounts.values():
        world.telegram.joins(account, DISPATCH_CHAT)
        world.telegram.says(account, account, "/start")
        world.telegram.says(account, DISPATCH_CHAT, "早")
    return accounts


def forgeries(data: list[str], ids: Iterable[str]) -> Iterator[str]:
    """Yield what nobody drew: other objects, revisions, values and actions, and flipped bits."""
    kinds = {each.split("|")[1]: each for each in data}
    for action, each in kinds.items():
        for number in ids:
            yield f"1|{action}|{number}|0"
            yield f"1|{action}|{number}|999999999|fixed"
        yield each + "|more"
        yield each.replace("1|", "2|", 1)
        raw = each.encode()
        for at in range(0, len(raw) * 8, 13):
            flipped = bytearray(raw)
            flipped[at // 8] ^= 1 << at % 8
            yield flipped.decode(errors="ignore")
    yield from ("", "|", "1|", "1|unknown|1|0", "1|submit|1|0", "1|language|0|0|klingon")
    yield from ("x" * 65, "1|claim|1|0|" + "a" * 53, "1|claim|-1|0", "1|claim|" + "9" * 40 + "|0")
    yield from ("1|claim|1|0\x00", "1|claim|1|0|\u202e", "1|claim|1|0;DROP TABLE cases", "住" * 21)

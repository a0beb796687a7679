"""People: their homes, what they set about themselves, and the end of an account."""

from collections.abc import Iterable, Mapping
from typing import Any

from handlers.context import Turn
from handlers.conversations.definition import Label, Option
from models.buttons import Press, Unreadable
from models.errors import NotAllowed
from models.estate.settings import policy_of
from models.estate.tables import Home
from models.intents.messages import Button, Rows, Say
from models.intents.policy import NoticePolicy
from models.people.operations import staff_of
from models.people.operations import unlink as end_access
from models.people.rules import WrittenAt
from models.people.search import ResidentUnknown, resident, residents_meant
from models.people.tables import AddressAs, Language, Person
from models.permissions import require_officer


def home_options(homes: Iterable[Home]) -> tuple[Option, ...]:
    """Return the homes as answers to the question which one."""
    return tuple(Option(f"home:{home.id}", Label(text=f"🏠 {home.address}")) for home in homes)


def home_in(answer: str) -> int:
    """Return the id of the home that was answered."""
    return int(answer.partition(":")[2])


def unlink(turn: Turn) -> None:
    """Ask whether the own account is to go; an officer names a resident's home, name or number."""
    if turn.incoming.argument and turn.staff is not None:
        _choose(turn)
        return
    press = Press("unlink", turn.someone.id, 0).pack()
    turn.say("people.unlink.ask", ((Button("people.unlink.confirm", press),),))


def press_unlink_ask(turn: Turn, press: Press) -> None:
    """Ask the officer once more, with the resident's name."""
    staff = require_officer(turn.session, turn.someone, now=turn.now)
    found = resident(turn.session, press.object, staff.estate_id)
    button = Button("people.unlink.confirm_other", Press("unlink", found.person_id, 0).pack())
    turn.say("people.unlink.ask_other", ((button,),), name=found.name, home=found.home)


def press_unlink(turn: Turn, press: Press) -> None:
    """End the account's access: one's own, or as an officer a resident's."""
    own = turn.someone.id == press.object
    person = turn.someone if own else _somebody_else(turn, press.object)
    end_access(turn.session, person, by_office=not own, now=turn.now)
    turn.toast("toasts.done")


def _choose(turn: Turn) -> None:
    staff = require_officer(turn.session, turn.someone, now=turn.now)
    said = turn.incoming.argument
    found = residents_meant(turn.session, staff.estate_id, said, on=turn.today)
    rows: Rows = tuple(
        (
            Button(
                "people.choice", Press("unlink_ask", each.residency_id, 0).pack(),
                {"name": each.name, "home": each.home},
            ),
        )
        for each in found
        if each.is_linked
    )  # fmt: skip
    turn.say("people.unlink.choose" if rows else "people.unlink.nobody", rows)


def _somebody_else(turn: Turn, person_id: int) -> Person:
    """Return the resident whose account an officer ends; a colleague's is not the desk's to end."""
    staff = require_officer(turn.session, turn.someone, now=turn.now)
    person = turn.session.get(Person, person_id, with_for_update=True)
    if person is None or person.estate_id != staff.estate_id or person.telegram_id is None:
        raise ResidentUnknown
    if staff_of(turn.session, person.id, on=turn.today) is not None:
        raise NotAllowed
    return person


PREFERENCES: Mapping[str, Mapping[str, Any]] = {
    "address_as": {str(each): each for each in AddressAs},
    "elder": {"yes": True, "no": False},
    "written_at": {str(each): each for each in WrittenAt},
}


def settings(turn: Turn) -> None:
    """Show what a person may set about themselves, each by one press."""
    turn.post(_settings(turn))


def press_prefer(turn: Turn, press: Press) -> None:
    """Keep a wish: the title, large screens, the hours; the screen shows it."""
    name, _, value = press.value.partition(":")
    if press.object != turn.someone.id or value not in PREFERENCES.get(name, {}):
        raise Unreadable
    setattr(turn.someone, name, PREFERENCES[name][value])
    turn.session.add(turn.someone)
    turn.post(_settings(turn), edits=turn.incoming.message_id or None)
    turn.toast("toasts.done")
    if name == "elder":
        turn.say(f"people.settings.elder_{value}", menu=True)


def _settings(turn: Turn) -> Say:
    person, estate_id = turn.someone, turn.someone.estate_id
    of_estate = policy_of(turn.session, estate_id, NoticePolicy).resident_hours
    facts = {
        "address_as": str(person.address_as), "elder": person.elder,
        "written_at": str(person.written_at), "hours": ", ".join(map(str, of_estate)),
    }  # fmt: skip
    wishes = tuple(
        tuple(_wish(person, name, value) for value in values)
        for name, values in PREFERENCES.items()
    )
    languages = tuple(
        Button(f"language.names.{each}", Press("language", 0, 0, each).pack()) for each in Language
    )
    return Say("people.settings.screen", facts, (*wishes, languages))


def _wish(person: Person, name: str, value: str) -> Button:
    is_set = getattr(person, name) == PREFERENCES[name][value]
    press = Press("prefer", person.id, 0, f"{name}:{value}").pack()
    return Button(f"people.settings.{name}.{value}", press, style="primary" if is_set else "")

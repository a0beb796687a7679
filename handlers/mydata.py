"""A person's own data: a copy of all of it, and the wish to be forgotten."""

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation
from handlers.conversations.definition import Conversation, World
from handlers.conversations.widgets import Telling
from models.buttons import Press, Unreadable
from models.cases.words import Words
from models.errors import NotAllowed
from models.intents.messages import Button, Rows, Say
from models.mydata.operations import agree, decide, give_copy, key_in, offer_erasure, take_back
from models.mydata.reading import known_as
from models.mydata.reviewing import may_review, reviewed
from models.people.search import residents_meant
from models.people.tables import Person
from models.permissions import require_officer
from models.values import frozen

RIGHTS = ("mydata", "forget")  # commands that need no role: whoever left still has them


@frozen
class Found:
    """What the review of the files has found."""

    told: Words


def found(turn: Turn, said: Found, review_id: int) -> None:
    """Keep what was found. OWN-07."""
    reviewed(turn.session, review_id, said.told.text, by=turn.someone, now=turn.now)
    turn.say("mydata.review.kept")


REVIEW = Conversation(
    name="mydata.review",
    answers=Found,
    steps=(Telling("told", min_length=2, max_length=500),),
    on_complete=found,
    world=lambda turn: World(turn.today),
    confirm=False,
)


def mydata(turn: Turn) -> None:
    """Give whoever this is, or was until they left, all that is known of them. SEC-01."""
    for person in _selves(turn):
        give_copy(turn.session, person, now=turn.now)


def forget(turn: Turn) -> None:
    """Say what would be erased and what stays; an officer names who wished it in writing."""
    if turn.incoming.argument and turn.staff is not None:
        _choose(turn)
        return
    for person in _selves(turn):
        turn.post(offer_erasure(turn.session, person, now=turn.now))


def press_own_or_files(turn: Turn, press: Press) -> None:
    """Take a press about one's own data, or about the review of all files."""
    (press_reviewed if press.action == "files_reviewed" else press_forget)(turn, press)


def press_forget(turn: Turn, press: Press) -> None:
    """Enter one's own wish or take it back; key in a letter, or decide what it asks for."""
    steps = {"ask": _ask, "keep": _keep, "written": _key_in, "grant": _decide, "refuse": _decide}
    if press.value not in steps:
        raise Unreadable
    steps[press.value](turn, press)
    turn.toast("toasts.done")


def press_reviewed(turn: Turn, press: Press) -> None:
    """Keep that the files are right, or ask what was found. OWN-07."""
    if press.value:
        may_review(turn.session, press.object, by=turn.someone, now=turn.now)
        open_conversation(turn, REVIEW, subject=press.object)
    else:
        found(turn, Found(Words("")), press.object)
    turn.toast("toasts.done")


def _ask(turn: Turn, press: Press) -> None:
    for person in _selves(turn):
        if person.id == press.object:
            turn.post(agree(turn.session, person, now=turn.now))
            return
    raise NotAllowed


def _keep(turn: Turn, press: Press) -> None:
    take_back(turn.session, press.object, by=_selves(turn), now=turn.now)
    turn.say("mydata.forget.taken_back", menu=turn.person is not None)


def _selves(turn: Turn) -> list[Person]:
    """Return who the account is and was: a right to one's own data ends with no role.

    Raises Unlinked.
    """
    return known_as(turn.session, turn.incoming.user_id) or [turn.someone]


def _key_in(turn: Turn, press: Press) -> None:
    key_in(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.say("mydata.forget.keyed")


def _decide(turn: Turn, press: Press) -> None:
    granted = press.value == "grant"
    wish = decide(turn.session, press.object, granted=granted, by=turn.someone, now=turn.now)
    name = turn.session.get_one(Person, wish.person_id).name
    said = Say(f"mydata.forget.{'approved' if granted else 'not_approved'}", {"name": name})
    turn.post(said, edits=turn.incoming.message_id or None)


def _choose(turn: Turn) -> None:
    staff = require_officer(turn.session, turn.someone, now=turn.now)
    said = turn.incoming.argument
    found = residents_meant(turn.session, staff.estate_id, said, on=None)
    rows: Rows = tuple(
        (
            Button(
                "people.choice", Press("forget", each.residency_id, 0, "written").pack(),
                {"name": each.name, "home": each.home},
            ),
        )
        for each in found
    )  # fmt: skip
    turn.say("mydata.forget.choose" if rows else "mydata.forget.nobody", rows)

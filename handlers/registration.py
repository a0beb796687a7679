"""Registration: a code, or one's own number and an officer's approval, links the account."""

import re

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation, words_for
from handlers.conversations.definition import Answers, Conversation, World
from handlers.conversations.lines import Line
from handlers.conversations.widgets import Choice
from handlers.parking.days import Day
from models.buttons import Press, Unreadable
from models.cells import PHONE, WrongCell
from models.estate.tables import Home
from models.faq.quizzes import ask_newcomer
from models.groups.operations import groups_in
from models.household.operations import tell_host
from models.intents.messages import Say
from models.people.invitations import LENGTH, join
from models.people.operations import applicant
from models.people.tables import HomeRole
from models.registration.deciding import decide, seen
from models.registration.messages import face_of
from models.registration.operations import (
    Account,
    Application,
    apply,
    ask_to_join,
    may_name_home,
    name_home,
)
from models.registration.rules import Decision, Stage
from models.values import frozen

_RUN = re.compile(r"[A-Za-z\d-]{12,}", re.ASCII)
_BY_TURNS = re.compile(r"[A-Za-z]-?\d")
MISTYPED = 25  # signs: what is longer was never meant for a code
TELLS_THEMSELVES = (HomeRole.OWNER, HomeRole.TENANT, HomeRole.FAMILY)
DECISIONS = {
    "link_approve": Decision.APPROVE,
    "link_refuse": Decision.REFUSE,
    "link_undo": Decision.UNDO,
}


def rents(answers: Answers, _world: World) -> bool:
    """Ask a tenant for the days of the lease: OWN-06 wants to know when it ends."""
    return answers.get("role") == HomeRole.TENANT


def applied(turn: Turn, told: Application, request_id: int) -> None:
    """Hand what the applicant told to the model; say by when the office answers."""
    request = apply(turn.session, request_id, told, by=turn.incoming.user_id, now=turn.now)
    turn.post(
        Say("registration.asked", {"answer_by": str(request.answer_by)}),
        edits=turn.incoming.pressed,
    )


def words(turn: Turn) -> World:
    """Return what the questions may know: nothing of the register."""
    return World(turn.today, words=lambda step: words_for(turn, REQUEST_LINK, step))


REQUEST_LINK = Conversation(
    name="registration.request",
    answers=Application,
    steps=(
        Line("home", min_length=2),
        Line("name", max_length=40),
        Choice("role", options=TELLS_THEMSELVES),
        Day("lease_from", ask_if=rents, optional=True),
        Day("lease_until", ask_if=rents, optional=True, ahead=True),
    ),
    on_complete=applied,
    world=words,
    for_strangers=True,
    cancelled="registration.cancelled",
)


@frozen
class HomeMeant:
    """Which home an officer found to be meant."""

    home: str


def home_named(turn: Turn, meant: HomeMeant, request_id: int) -> None:
    """Hand the home to the model; the card shows it."""
    request = name_home(turn.session, request_id, meant.home, by=turn.someone, now=turn.now)
    turn.post(face_of(turn.session, request, named=True))


NAME_HOME = Conversation(
    name="registration.naming",
    answers=HomeMeant,
    steps=(Line("home", min_length=2),),
    on_complete=home_named,
    world=words,
    confirm=False,
)


def code_among(words: str) -> str:
    """Return what stands among the words for a code, mistyped or not; empty without one."""
    signs = "".join(sign for sign in words if sign.isalnum())
    if len(signs) == LENGTH and signs.isascii():
        return words
    return next(filter(_is_like_a_code, _RUN.findall(words)), "")


def _is_like_a_code(run: str) -> bool:
    """As long as one, or letters and digits by turns: no name and no home is written so."""
    bare = run.replace("-", "")
    if len(bare) == LENGTH and (bare.isupper() or not bare.isalpha()):
        return True
    return len(run) <= MISTYPED and len(_BY_TURNS.findall(run)) > 1


def with_code(turn: Turn, code: str) -> None:
    """Link the account by the office's code, and welcome who it is."""
    welcome = join(turn.session, code, telegram_id=turn.incoming.user_id, now=turn.now)
    turn.ask_again()
    if welcome.residency is not None:
        home = turn.session.get_one(Home, welcome.residency.home_id)
        key = "registration.already_linked" if welcome.again else "registration.welcome_resident"
        turn.say(key, menu=True, address=home.address, role=welcome.residency.role)
        if not welcome.again:
            tell_host(turn.session, welcome.residency, turn.incoming.called, now=turn.now)
    elif welcome.staff is not None:
        key = "registration.already_linked" if welcome.again else "registration.welcome_staff"
        turn.say(key, menu=True, address="", role=welcome.staff.role)
        ask_newcomer(turn.session, welcome.staff, now=turn.now)


def with_number(turn: Turn) -> None:
    """Take the account's own number, from Telegram; ask what the register does not know."""
    if turn.estate is None or not turn.incoming.phone:
        turn.say("registration.own_number", contact=True)
        return
    try:
        phone = PHONE.read(f"+{turn.incoming.phone.lstrip('+')}")
    except WrongCell:
        turn.say("registration.own_number", contact=True)
        return
    account = Account(turn.incoming.user_id, phone, turn.language)
    request = ask_to_join(turn.session, account, estate_id=turn.estate.id, now=turn.now)
    if request.stage is Stage.BEGUN:
        applicant(turn.session, turn.estate.id, account.telegram_id, account.language)
        turn.ask_again()
        open_conversation(turn, REQUEST_LINK, subject=request.id)
    elif request.stage is Stage.WAITING:
        turn.say("registration.asked", answer_by=str(request.answer_by))


def press_link(turn: Turn, press: Press) -> None:
    """Decide about an account that asks to be linked; the card shows what was decided."""
    if not turn.incoming.is_private and not groups_in(turn.session, turn.incoming.chat_id):
        raise Unreadable  # the card would be drawn where it never stood
    decision = DECISIONS[press.action]
    request = decide(turn.session, press.object, decision, by=turn.someone, now=turn.now)
    face = face_of(turn.session, request, named=turn.incoming.is_private)
    turn.post(face, edits=turn.incoming.message_id or None)
    turn.toast("toasts.done")


def press_link_home(turn: Turn, press: Press) -> None:
    """Ask an officer, in private, which home is meant."""
    may_name_home(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.move_to_private()
    open_conversation(turn, NAME_HOME, subject=press.object)


def press_link_view(turn: Turn, press: Press) -> None:
    """Show an officer, in private, who asks."""
    request = seen(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.move_to_private()
    turn.post(face_of(turn.session, request, named=True))
    turn.toast("toasts.details_sent")

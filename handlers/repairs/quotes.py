"""The price of paid work in conversation: told, answered, and asked to be reduced."""

from collections.abc import Callable, Iterable
from typing import Any

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation
from handlers.conversations.amounts import Yuan, fen_in
from handlers.conversations.definition import (
    Answer,
    Answers,
    Asking,
    Conversation,
    Label,
    Option,
    Taken,
    Typed,
    World,
)
from handlers.conversations.widgets import Choice, Telling
from handlers.repairs.reporting import estate_world
from models.buttons import Press
from models.cases.parts import Part
from models.cases.words import Words
from models.permissions import parts_in
from models.repairs.quote_messages import answers
from models.repairs.quotes import (
    Tariff,
    answer,
    decide_reduction,
    may_answer,
    may_quote,
    may_reduce,
    quote,
    reduce,
    tariffs,
)
from models.repairs.rules import Action, Status
from models.values import frozen

REASON_AT_MOST = 200
OTHER = "other"
TYPED = f"{OTHER}:"  # and the sum, where it was typed instead of being pressed for


@frozen
class PaidWorld(World):
    """What the questions about a price may know."""

    tariffs: tuple[Tariff, ...] = ()


@frozen
class Quoted:
    """The tariff, or the sum where none fits."""

    tariff: str
    amount: int | None


@frozen
class Reduced:
    """The lower sum that is asked for, and why."""

    amount: int
    reason: Words


def paid_world(turn: Turn) -> PaidWorld:
    """Return the tariffs of the estate."""
    listed = tuple(tariffs(turn.session, turn.someone.estate_id))
    return PaidWorld(turn.today, words=estate_world(turn).words, tariffs=listed)


def offered(world: World) -> tuple[Option, ...]:
    """Return a button for each tariff, and one for another sum."""
    listed = world.tariffs if isinstance(world, PaidWorld) else ()
    named = [
        Option(each.key, Label("quotes.tariff", {"title": each.title, "amount": each.amount}))
        for each in listed
    ]
    return (*named, Option(OTHER, Label("quotes.other_sum")))


def has_no_sum(answers: Answers, world: World) -> bool:
    """Ask for the sum where the tariff names none."""
    listed = world.tariffs if isinstance(world, PaidWorld) else ()
    priced = {each.key for each in listed if each.amount is not None}
    work = str(answers.get("tariff"))
    return work not in priced and not work.startswith(TYPED)


@frozen
class Work(Choice):
    """What is paid for, at a press; a sum that is typed means another sum than those listed."""

    options: Iterable[str] | Callable[[Any], Iterable[Option]] = offered

    def take(self, asking: Asking, answer: Answer) -> Taken:
        """Return the tariff or the sum; of figures among words the sum is asked for."""
        taken, said = super().take(asking, answer), answer.text if isinstance(answer, Typed) else ""
        if taken.done or not any(map(str.isdigit, said)):
            return taken
        fen = fen_in(said)
        return Taken(OTHER if fen is None else f"{TYPED}{fen}", done=True)

    def settled(self, value: Any, world: World) -> bool:
        """Whether it is a sum, or a tariff that is still listed."""
        return str(value).startswith(TYPED) or super().settled(value, world)


def quoted(turn: Turn, told: Quoted, case_id: int) -> None:
    """Tell the resident the price."""
    listed = {each.key: each for each in tariffs(turn.session, turn.someone.estate_id)}
    tariff = listed.get(told.tariff)
    typed = told.tariff.removeprefix(TYPED)
    amount = int(typed) if typed != told.tariff else told.amount
    amount = amount if amount is not None else (tariff and tariff.amount) or 0
    case = quote(turn.session, case_id, tariff, amount, by=turn.someone, now=turn.now)
    turn.say("quotes.told", number=case.number, amount=amount)


def reduced(turn: Turn, asked: Reduced, case_id: int) -> None:
    """Ask the approver."""
    case = reduce(
        turn.session, case_id, asked.amount, asked.reason.text, by=turn.someone, now=turn.now
    )
    turn.say("quotes.reduction_asked", number=case.number, amount=asked.amount)


QUOTE = Conversation(
    name="quotes.quote",
    answers=Quoted,
    steps=(
        Work("tariff", skip_if_single=True),
        Yuan("amount", ask_if=has_no_sum),
    ),
    on_complete=quoted,
    world=paid_world,
    confirm=False,
)

REDUCTION = Conversation(
    name="quotes.reduction",
    answers=Reduced,
    steps=(Yuan("amount"), Telling("reason", min_length=2, max_length=REASON_AT_MOST)),
    on_complete=reduced,
    world=paid_world,
    confirm=False,
)


def press_quote(turn: Turn, press: Press) -> None:
    """Ask for the price, in private."""
    may_quote(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.move_to_private()
    open_conversation(turn, QUOTE, subject=press.object)
    turn.toast("toasts.see_private")


def press_answer(turn: Turn, press: Press) -> None:
    """Keep the answer to a price; where the press names no price, show it in private first.

    A reporter who declines it reads what follows.
    """
    if not press.value:
        _show_price(turn, press)
        return
    action, by = Action(press.action), turn.someone
    case = answer(turn.session, press.object, press.number, action, by=by, now=turn.now)
    turn.toast("toasts.thanks")
    if action is Action.REFUSE and Part.REPORTER in parts_in(turn.session, case, by, now=turn.now):
        withdrawn = case.status == Status.WITHDRAWN
        turn.say("quotes.declined", number=case.number, withdrawn=withdrawn)


def _show_price(turn: Turn, press: Press) -> None:
    action = Action(press.action)
    case, price = may_answer(turn.session, press.object, action, by=turn.someone, now=turn.now)
    turn.move_to_private()
    turn.say(
        "quotes.answer", answers(case.id, price.id), number=case.number, amount=price.amount,
        service=price.service,
    )  # fmt: skip
    turn.toast("toasts.see_private")


def press_reduce(turn: Turn, press: Press) -> None:
    """Ask for the lower sum, in private."""
    may_reduce(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.move_to_private()
    open_conversation(turn, REDUCTION, subject=press.object)
    turn.toast("toasts.see_private")


def press_reduction(turn: Turn, press: Press) -> None:
    """Decide about a reduction."""
    action, amount = Action(press.action), press.number
    decide_reduction(turn.session, press.object, amount, action, by=turn.someone, now=turn.now)
    turn.toast("toasts.done")


def press_tariffs(turn: Turn, _press: Press) -> None:
    """Show what paid work costs; the list is public. GEN-13."""
    listed = tariffs(turn.session, turn.someone.estate_id)
    lines = [
        {"title": each.title, "unit": each.unit, "amount": each.amount, "note": each.note}
        for each in listed
    ]
    if lines:
        turn.say("quotes.list", tariffs=lines)
    else:
        turn.say("quotes.no_list")

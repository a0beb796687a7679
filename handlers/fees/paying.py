"""`/pay`: a payment at the desk. Home, payer, what for, amount and way, read on one card."""

from collections.abc import Callable, Mapping
from dataclasses import field
from functools import partial

from handlers import accounting
from handlers.context import Turn
from handlers.conversations.adapter import open_conversation, words_for
from handlers.conversations.amounts import Yuan
from handlers.conversations.definition import (
    Answer,
    Asking,
    Chosen,
    Conversation,
    Label,
    Option,
    Taken,
    World,
)
from handlers.conversations.lines import Line
from handlers.conversations.widgets import NO_LONGER, Choice
from handlers.fees.showing import press_home, show_named
from models.buttons import Press
from models.collecting.ending import account_changed
from models.fees.cash import bring, receive_cash
from models.fees.operations import cancel_payment, home_of, payment_to_cancel, take_payment
from models.fees.reading import account_of, charges_of, payers_of, require_money, tariffs_of
from models.fees.words import Method, PaymentState
from models.intents.messages import Button, Rows, Say
from models.progress import open_about
from models.values import frozen

ALL, AHEAD, SOMEBODY = "all", "ahead", "somebody"


@frozen
class HomeSought:
    """Which home the payment is for."""

    home: str


@frozen
class Paying:
    """What FEE-02 has verified: name, address, what is paid, months, amount; and the way."""

    home: str
    payer: str
    covers: str
    amount: int
    method: Method


@frozen
class Wrong:
    """Why a payment is cancelled."""

    reason: str


@frozen
class Cover:
    """Something that can be paid: how it is called, how much is open, and which charges it is."""

    label: Label
    open: int
    period: str | None = None
    item: str | None = None


@frozen
class PayingWorld(World):
    """What the questions may know of the home: who can pay, and for what."""

    home: tuple[Option, ...] = ()
    payers: tuple[Option, ...] = ()
    covers: Mapping[str, Cover] = field(default_factory=dict)


@frozen
class Sum(Yuan):
    """A sum of money: what is open of it by a press, or any other typed; never nothing."""

    def buttons(self, asking: Asking) -> tuple[Option, ...]:
        """Return exactly what is owed, where something is."""
        owed = _open(asking)
        return (Option("owed", Label(f"{asking.key}.owed", {"amount": owed})),) if owed else ()

    def take(self, asking: Asking, answer: Answer) -> Taken:
        """Return the sum in fen; nothing at all is asked for again."""
        if isinstance(answer, Chosen):
            owed = _open(asking)
            return Taken(owed, done=True) if owed else asking.again(NO_LONGER)
        taken = super().take(asking, answer)
        return asking.again(Label(f"{asking.key}.wrong")) if taken.value == 0 else taken

    def said(self, asking: Asking) -> Label:
        """Return the sum, and what it is short of or beyond what is owed."""
        facts = {"amount": asking.value, "beyond": asking.value - _open(asking)}
        return Label(f"{asking.key}.answer", facts)

    def text_keys(self, key: str) -> frozenset[str]:
        """Return the text of the button too."""
        return super().text_keys(key) | {f"{key}.owed"}


def sought(turn: Turn, said: HomeSought, _subject: int) -> None:
    """Show the home, with the button that takes a payment."""
    show_named(turn, said.home)


def paid(turn: Turn, said: Paying, home_id: int) -> None:
    """Hand the payment to the model; the receipt comes at once."""
    cover = paying_world(turn, home_id).covers[said.covers]
    payer = None if said.payer == SOMEBODY else int(said.payer)
    payment = take_payment(
        turn.session, home_id, payer, (cover.period, cover.item), said.amount, said.method,
        by=turn.someone, now=turn.now,
    )  # fmt: skip
    account_changed(turn.session, home_id, now=turn.now)
    is_out = payment.state is PaymentState.TAKEN
    facts = {"amount": payment.amount, "reference": payment.reference, "is_out": is_out}
    bring_it = Button("fees.actions.cash_out", Press("cash_out", 0, 0).pack())
    rows: Rows = ((bring_it,),) if is_out else ()
    turn.post(Say("fees.paid", facts, rows), edits=turn.incoming.pressed)


def was_wrong(turn: Turn, said: Wrong, payment_id: int) -> None:
    """Hand the reason to the model; who paid and who took it hear it."""
    payment = cancel_payment(turn.session, payment_id, said.reason, by=turn.someone, now=turn.now)
    account_changed(turn.session, payment.home_id, now=turn.now)
    turn.say("fees.is_cancelled", reference=payment.reference)


def paying_world(turn: Turn, home_id: int = 0) -> PayingWorld:
    """Return what the questions may know of the home that the conversation is about."""
    words = partial(words_for, turn, PAY)
    home_id = home_id or open_about(turn.session, turn.someone.id, PAY.name)
    if not home_id:
        return PayingWorld(turn.today, words=words)
    staff = require_money(turn.session, turn.someone, now=turn.now)
    home = home_of(turn.session, home_id, staff)
    payers = payers_of(turn.session, home, on=turn.today)
    return PayingWorld(
        turn.today,
        words=words,
        home=(Option(str(home.id), Label(text=home.address)),),
        payers=(
            *(Option(str(each.id), Label(text=each.name)) for each in payers),
            Option(SOMEBODY, Label("fees.pay.payer.somebody")),
        ),
        covers=_covers(turn, home_id, staff.estate_id),
    )


def _covers(turn: Turn, home_id: int, estate_id: int) -> dict[str, Cover]:
    """Return what can be paid: all, all of one item where there are several, each charge."""
    tariffs = tariffs_of(turn.session, estate_id)
    account = account_of(turn.session, home_id)
    if not account.owed:
        return {AHEAD: Cover(Label("fees.pay.covers.ahead"), 0)}
    charges = {(each.period, each.item): each for each in charges_of(turn.session, home_id)}
    found = {ALL: Cover(_called("all", account.owed, count=len(account.open_lines)), account.owed)}
    sums: dict[str, list[int]] = {}
    for line in account.open_lines:
        sums.setdefault(line.charge.item, []).append(line.open)
    several = {item for item, each in sums.items() if 1 < len(each) < len(account.open_lines)}
    for line in account.open_lines:
        period, item = line.charge.named
        title = tariffs[item].title if item in tariffs else item
        charge_id, of_item = charges[line.charge.named].id, sums[item]
        if item in several:
            several.remove(item)
            label = _called("item", sum(of_item), title=title, count=len(of_item))
            found[f"item-{charge_id}"] = Cover(label, sum(of_item), item=item)
        label = _called("one", line.open, title=title, period=period)
        found[f"charge-{charge_id}"] = Cover(label, line.open, period, item)
    return found


def _called(word: str, is_open: int, **facts: str | int) -> Label:
    return Label(f"fees.pay.covers.{word}", {"open": is_open, **facts})


def plain_world(turn: Turn, of: str) -> World:
    """Return what the questions for a home and for a reason may know: nothing."""
    return World(turn.today, words=partial(words_for, turn, SOUGHT if of == "sought" else CANCEL))


def _open(asking: Asking) -> int:
    covers = asking.world.covers if isinstance(asking.world, PayingWorld) else {}
    cover = covers.get(asking.answers.get("covers", ""))
    return cover.open if cover else 0


def _offered(world: PayingWorld) -> tuple[Option, ...]:
    return tuple(Option(value, cover.label) for value, cover in world.covers.items())


SOUGHT = Conversation(
    name="fees.sought",
    answers=HomeSought,
    steps=(Line("home", max_length=30),),
    on_complete=sought,
    world=lambda turn: plain_world(turn, "sought"),
    confirm=False,
)

PAY = Conversation(
    name="fees.pay",
    answers=Paying,
    steps=(
        Choice("home", options=lambda world: world.home, skip_if_single=True),
        Choice("payer", options=lambda world: world.payers),
        Choice("covers", options=_offered),
        Sum("amount"),
        Choice("method", options=Method),
    ),
    on_complete=paid,
    world=paying_world,
)

CANCEL = Conversation(
    name="fees.cancel",
    answers=Wrong,
    steps=(Line("reason", min_length=2, max_length=200),),
    on_complete=was_wrong,
    world=lambda turn: plain_world(turn, "cancel"),
)


def pay(turn: Turn) -> None:
    """Ask who takes money for which home; a home that is named is shown at once. FEE-02."""
    if not turn.incoming.is_private:
        turn.say("fees.only_in_private")
        return
    require_money(turn.session, turn.someone, now=turn.now)
    if turn.incoming.argument:
        show_named(turn, turn.incoming.argument)
    else:
        open_conversation(turn, SOUGHT)


def press_pay_for(turn: Turn, press: Press) -> None:
    """Ask what is paid for this home."""
    home_of(turn.session, press.object, require_money(turn.session, turn.someone, now=turn.now))
    open_conversation(turn, PAY, subject=press.object)


def press_cancel(turn: Turn, press: Press) -> None:
    """Ask why a payment is cancelled."""
    payment_to_cancel(turn.session, press.object, by=turn.someone, now=turn.now)
    open_conversation(turn, CANCEL, subject=press.object)


def press_cash_out(turn: Turn, press: Press) -> None:
    """Tell finance that the cash is on its way."""
    bring(turn.session, by=turn.someone, now=turn.now)
    turn.toast("toasts.done")


def press_cash_in(turn: Turn, press: Press) -> None:
    """Keep that the cash was counted and is right."""
    amount = int(press.value) if press.value.isdecimal() else 0
    receive_cash(turn.session, press.object, amount, by=turn.someone, now=turn.now)
    turn.say("fees.cash_is_kept", amount=amount)
    turn.toast("toasts.done")


PRESSES: dict[str, Callable[[Turn, Press], None]] = {
    "fees_home": press_home,
    "pay_for": press_pay_for,
    "pay_cancel": press_cancel,
    "cash_out": press_cash_out,
    "cash_in": press_cash_in,
    **accounting.PRESSES,
}

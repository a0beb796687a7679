"""What people do about a home's fees: each by the bot's own operation, then noted in our book."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from models.cases.words import Words
from models.dunning.conduct import note
from models.dunning.disputes import dispute
from models.dunning.errands import open_errand
from models.dunning.holding import go_on, hold
from models.dunning.instalments import agree
from models.dunning.proofs import prove
from models.dunning.resting import ClaimedBefore, claim_paid, judge_claim, promise
from models.dunning.tables import DunningStep, Rest
from models.dunning.words import Brake, Outcome
from models.enquiries.handling import answer, take
from models.fees.operations import cancel_payment, take_payment
from models.fees.tables import Payment
from models.fees.words import Method
from models.files.tables import Media, MediaKind, want
from models.moving.ends import ends_on
from models.people.tables import HomeRole, Person, Residency
from models.workbook import Row

if TYPE_CHECKING:
    from tests.support.lives import Life

OF_WHO_COMES = 500_000  # their chat is that far from the chat of who has left
BANK_DAY, PART_DAY = 20, 25


@dataclass(frozen=True)
class Office:
    """Who sits there, and what the time is."""

    session: Session
    now: datetime
    today: date
    finance: Person
    officer: Person
    head: Person

    def payer(self, life: "Life") -> Person:
        """Return the first of those who pay for the home."""
        return self.session.get_one(Person, life.payers[0].person_id)

    def newest(self, table: Any, life: "Life") -> Any:
        """Return the newest row of the home."""
        wanted = select(table).where(table.home_id == life.home_id)
        return self.session.exec(wanted.order_by(col(table.id).desc())).first()


def transfers(office: Office, life: "Life") -> tuple[str, Row] | None:
    """Pay all that is owed by the bank; accounting's export says so."""
    amount, number = life.book.owed(), f"B{office.today:%y%m%d}-{life.home_id}"
    if not amount:
        return None
    life.book.paid += amount
    return "payments", {
        "home_code": life.code, "reference": number, "paid_on": office.today, "amount": amount,
        "method": Method.BANK,
    }  # fmt: skip


def corrects(office: Office, life: "Life") -> tuple[str, Row]:
    """Make this month's charge half of what it was, by accounting's export."""
    due_on = office.today.replace(day=1)
    life.book.charges[due_on] //= 2
    return "charges", charge(life, due_on)


def charge(life: "Life", due_on: date) -> Row:
    """Return the row of accounting's export."""
    return {
        "home_code": life.code, "period": f"{due_on:%Y-%m}", "item": "WY",
        "amount": life.book.charges[due_on], "due_on": due_on,
    }  # fmt: skip


def pays(office: Office, life: "Life", share: float = 1, months: int = 0) -> None:
    """Pay at the desk all that is owed, a part of it, or so many months."""
    _pay(office, life, life.monthly * months or int(life.book.owed() * share), None)


def pays_the_month(office: Office, life: "Life") -> None:
    """Pay this month's charge and no other."""
    due_on = office.today.replace(day=1)
    _pay(office, life, life.book.charges[due_on], due_on)


def pays_part(office: Office, life: "Life") -> None:
    """Pay the part of the plan that is due this month."""
    plan, day = office.newest(Rest, life), office.today.replace(day=PART_DAY)
    _pay(office, life, dict(plan.parts)[day.isoformat()], None)


def _pay(office: Office, life: "Life", amount: int, due_on: date | None) -> None:
    if not amount:
        return
    covers = (f"{due_on:%Y-%m}" if due_on else None, None)
    take_payment(
        office.session, life.home_id, life.payers[0].person_id, covers, amount, Method.TRANSFER,
        by=office.finance, now=office.now,
    )  # fmt: skip
    if due_on:
        life.book.named[due_on] = amount
    else:
        life.book.paid += amount


def cancels(office: Office, life: "Life") -> None:
    """Cancel the newest payment."""
    paid = office.newest(Payment, life)
    cancel_payment(office.session, paid.id, "房号写错了", by=office.head, now=office.now)
    life.book.paid -= paid.amount


def claims(office: Office, life: "Life") -> None:
    """Say under the newest reminder that it is paid, and show the transfer."""
    by, step = office.payer(life), office.newest(DunningStep, life)
    claim_paid(office.session, step.id, by=by, now=office.now)
    life.book.until, life.book.through = date.max, None
    _shows(office, life, by)


def proves_again(office: Office, life: "Life") -> None:
    """Show another transfer for what was not found."""
    _shows(office, life, office.payer(life))
    life.book.until = date.max


def _shows(office: Office, life: "Life", by: Person) -> None:
    session, rest = office.session, office.newest(Rest, life)
    name = f"{life.code} {office.now.isoformat()} {rest.id}"
    shown = Media(MediaKind.PHOTO, name, name)
    file = want(session, shown, estate_id=by.estate_id, sender_id=by.id, now=office.now)
    prove(session, rest.id, [file], by=by, now=office.now)


def claims_in_vain(office: Office, life: "Life") -> None:
    """Twice in a month it was not found: a third time is not taken. FEE-10."""
    try:
        claims(office, life)
    except ClaimedBefore:
        return
    raise AssertionError(life)


def judges(office: Office, life: "Life", *, found: bool) -> None:
    """Say whether the money is there."""
    rest = office.newest(Rest, life)
    judge_claim(office.session, rest.id, found=found, by=office.finance, now=office.now)
    life.book.until, life.book.through = None, office.today if found else None


def disputes(office: Office, life: "Life") -> None:
    """Doubt the bill."""
    by, step = office.payer(life), office.newest(DunningStep, life)
    dispute(office.session, step.id, Words("这笔费用不对"), by=by, now=office.now)
    life.book.until = date.max


def answers(office: Office, life: "Life") -> None:
    """Answer the doubt; next morning the ladder goes on."""
    case_id = office.newest(Rest, life).case_id
    take(office.session, case_id, by=office.officer, now=office.now)
    answer(office.session, case_id, Words("已核对无误"), by=office.officer, now=office.now)
    life.book.until = office.today


def promises(office: Office, life: "Life", *, days: int) -> None:
    """Name a day."""
    by, step = office.payer(life), office.newest(DunningStep, life)
    promise(office.session, step.id, days, by=by, now=office.now)
    life.book.until = office.today + timedelta(days=days)


def promises_an_officer(office: Office, life: "Life") -> None:
    """Agree a day on the telephone: the officer had it to do since the reminder."""
    errand = open_errand(office.session, life.home_id)
    assert errand is not None, life
    note(office.session, errand.id, Outcome.PROMISED, days=14, by=office.officer, now=office.now)
    life.book.until = office.today + timedelta(days=14)


def agrees(office: Office, life: "Life", *, parts: int, kept: bool) -> None:
    """Agree on parts; they are kept to the last, or broken by the second."""
    first = office.today.replace(day=PART_DAY)
    plan = agree(
        office.session, life.home_id, parts, first, by=office.finance, now=office.now
    ).parts
    life.book.until = date.fromisoformat(plan[-1 if kept else 1][0])


def holds(office: Office, life: "Life", *, why: Brake) -> None:
    """Let it rest until the office lets it go on, or the bank has collected."""
    hold(office.session, life.home_id, why, by=office.finance, now=office.now)
    life.book.until = office.today.replace(day=BANK_DAY) if why is Brake.BANK else date.max


def goes_on(office: Office, life: "Life") -> None:
    """Let it go on."""
    go_on(office.session, life.home_id, by=office.finance, now=office.now)
    life.book.until = None


def changes_hands(office: Office, life: "Life") -> None:
    """Let the owner be gone from today, and another be there."""
    session, left = office.session, life.payers[0]
    residency = office.newest(Residency, life)
    ends_on(session, residency, office.today)
    person = Person(
        estate_id=residency.estate_id, name=f"新{residency.name}",
        telegram_id=(left.chat or 0) + OF_WHO_COMES,
    )  # fmt: skip
    session.add(person)
    session.flush()
    session.add(
        Residency(
            estate_id=residency.estate_id, home_id=life.home_id, person_id=person.id,
            name=person.name, role=HomeRole.OWNER, since=office.today,
        )
    )  # fmt: skip
    left.person_id, left.chat = person.id, person.telegram_id
    left.since = office.today.replace(day=1)

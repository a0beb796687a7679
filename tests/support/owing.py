"""What homes owe, the fees they are charged, and a cashier who takes what is paid."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlmodel import Session, select

from models.arrears.reading import reckoned
from models.books.rules import Month
from models.dunning.tables import DunningStep
from models.dunning.words import Paper, Rung
from models.estate.calendars import calendar_of
from models.estate.tables import Estate, Home, SheetRow
from models.fees.reading import account_of
from models.fees.tables import Charge, Payment
from models.fees.words import PaymentState
from models.people.tables import StaffRole
from scheduler.dunning import plan_dunning
from scheduler.fees import plan_fees
from tests.support.human import Human
from tests.support.register import hired, the_estate
from tests.support.world import World, sets

CASHIER = 45
TARIFFS = (
    ("WY", "物业服务费", "service", "元/㎡·月", "2.80", "按建筑面积计收"),
    ("CW", "车位租赁费", "parking", "元/月", "350.00", ""),
)
OCTOBER, NOVEMBER, SPACE = "1-101,WY,2026-10,{}", "1-101,WY,2026-11,{}", "1-101,CW,2026-11,{}"
COLUMNS = ("code", "title", "kind", "unit", "price", "note")


def charged(session: Session, unit: str, *charges: tuple[str, str, int]) -> None:
    """Let the home of Building 1 owe these months and items, due on the first of the month."""
    home = session.exec(select(Home).where(Home.unit == unit)).one()
    for period, item, amount in charges:
        due_on = date.fromisoformat(f"{period}-01")
        session.add(
            Charge(
                estate_id=home.estate_id, home_id=home.id, period=period, item=item,
                amount=amount, due_on=due_on,
            )
        )  # fmt: skip


def publishes(session: Session, tariffs: Iterable[tuple[str, ...]] = TARIFFS) -> None:
    """Let the estate have its list of fees."""
    for each in tariffs:
        row = dict(zip(COLUMNS, each, strict=True))
        session.add(
            SheetRow(
                estate_id=the_estate(session).id, sheet="tariffs", key=f'["{each[0]}"]', values=row
            )
        )


def owes(session: Session) -> None:
    """Let 101 owe two months of the service fee and one of its space: 851.76 in all."""
    publishes(session)
    charged(session, "101", ("2026-10", "WY", 25088), ("2026-11", "WY", 25088))
    charged(session, "101", ("2026-11", "CW", 35000))
    hired(session, "孙会计", StaffRole.FINANCE, telegram_id=CASHIER)


async def the_cashier(world: World) -> Human:
    """Return who takes money, in an estate where 101 owes three charges."""
    world.write(owes)
    cashier = world.joins("sun", CASHIER)
    await world.settles()
    return cashier


async def long_in_arrears(world: World) -> None:
    """Let 101 have been reminded and not have answered: an officer is to call, a suit goes on."""

    def is_sued(session: Session) -> None:
        home = session.exec(select(Home).where(Home.unit == "101")).one()
        suit = DunningStep(
            estate_id=home.estate_id, home_id=home.id, on=date(2026, 12, 17), rung=Rung.SUIT,
            month=2, since="2026-10", owed=85176, paper=Paper.DONE,
        )  # fmt: skip
        session.add(suit)

    await the_cashier(world)
    plan_dunning(world.database, world.clock)
    await world.waits(days=28, hours=2)
    world.write(is_sued)


async def with_arrears(world: World) -> None:
    """Let 101 be in arrears, whose ladder goes on tomorrow; and 102 hear of a fee then."""
    await the_cashier(world)
    world.write(lambda session: charged(session, "102", ("2026-12", "WY", 20000)))
    world.write(lambda session: sets(session, "fees.arrears_day", 24))
    world.write(lambda session: sets(session, "fees.announce_days", [7]))
    plan_dunning(world.database, world.clock)
    plan_fees(world.database, world.clock)


async def pays(cashier: Human, *, what: str, how_much: str, how: str = "转账") -> None:
    """Let Mrs Lin of 101 pay at the desk, each answer a press or words."""
    await cashier.says("/pay 1-101")
    await cashier.presses("登记缴费")
    await cashier.presses("林秀英")
    await cashier.presses(what)
    if how_much:
        await cashier.says(how_much)
    else:
        await cashier.presses("正好")
    await cashier.presses(how)


async def corrects(cashier: Human, *lines: str) -> None:
    """Let accounting's export say otherwise, and finance enter it."""
    file = "\n".join(("房号,费用项目,所属月份,应收金额", *lines)).encode()
    await cashier.sends(document=file)
    await cashier.presses("✔ 登记")
    assert cashier.sees("已登记")


def books_balance(session: Session, *, now: datetime) -> None:
    """See that no fen appeared or vanished: charged and credit is paid and owed, in every home."""
    if not any(session.exec(select(each.id)).first() for each in (Charge, Payment)):
        return
    for home in session.exec(select(Home)):
        charges = session.exec(select(Charge).where(Charge.home_id == home.id)).all()
        payments = session.exec(select(Payment).where(Payment.home_id == home.id)).all()
        paid = {e.reference: e.amount for e in payments if e.state is not PaymentState.CANCELLED}
        account = account_of(session, home.id)
        charged_in_all = sum(each.amount for each in charges)
        assert charged_in_all + account.credit == sum(paid.values()) + account.owed, home.code
        assert not (account.owed and account.credit), home.code
        for line in account.lines:
            parts = [e.amount for e in account.shares if e.named == line.charge.named]
            assert 0 <= line.open == line.charge.amount - sum(parts), home.code
        for reference, amount in paid.items():
            assert sum(e.amount for e in account.shares if e.reference == reference) <= amount
    for estate in session.exec(select(Estate)):
        the_month_balances(session, estate, now=now)


def the_month_balances(session: Session, estate: Estate, *, now: datetime) -> None:
    """See that this month's statement is what the accounts say, and what was moved explains it."""
    month = Month.of(calendar_of(session, estate).day_of(now))
    statement = reckoned(session, estate, month, now=now).statement
    homes = session.exec(select(Home.id).where(Home.estate_id == estate.id)).all()
    accounts = [account_of(session, home_id, paid_by=statement.on) for home_id in homes]
    said = sum(each.owed - each.credit for each in accounts)
    to_come = [e.charge.amount for each in accounts for e in each.lines]
    due = [e.charge.amount for each in accounts for e in each.lines
           if e.charge.due_on <= statement.on]  # fmt: skip
    assert statement.closing == said - (sum(to_come) - sum(due))
    assert statement.balances, statement

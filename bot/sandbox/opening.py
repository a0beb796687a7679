"""The sample estate opens: its workbook is imported, its people have accounts and are linked."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from bot.sandbox.core import Telegram
from models.calendar import months_after
from models.clock import Clock
from models.estate.importing import apply_import
from models.estate.policies import POLICIES
from models.estate.settings import known_settings
from models.groups.operations import bind
from models.groups.tables import Purpose
from models.people.invitations import invite, join
from models.people.tables import Residency, Staff
from models.workbook import RawBook, check, read

WORKBOOK = Path(__file__).parent / "estate"
FEES, MADE, MONTH = {"charges", "payments"}, date(2026, 11, 1), re.compile(r"^\d{4}-\d\d(?=$|-)")
ZONE = "Asia/Shanghai"
RESIDENTS = (
    (1001, "林秀英", "resident 70岁业主"),
    (1002, "林晓峰", "resident 儿子"),
    (1003, "姚振宇", "resident 欠两个月"),
    (1004, "陳家豪", "resident 繁體，欠兩個月"),
    (1005, "Daniel Reed", "resident English, owes a month"),
)
STAFF = (
    (2001, "张建国", "technician 水工"),
    (2002, "何志远", "technician 电工"),
    (2003, "周敏", "officer 客服"),
    (2004, "赵志强", "supervisor 工程主管"),
    (2006, "郭晓燕", "finance 财务"),
    (2007, "高大勇", "guard 保安"),
    (2005, "李国栋", "head 管理处经理"),
)
STRANGER = (9001, "陌生人", "stranger 没有登记的人")
GROUPS = ((-1001, "云河苑·维修群", Purpose.DISPATCH), (-1002, "云河苑·管理群", Purpose.MANAGEMENT))


def open_estate(session: Session, clock: Clock) -> None:
    """Import the sample workbook and link its demonstration accounts, as an office would."""
    now = clock.now()
    sample = as_of(now.date(), read(WORKBOOK))
    estate = apply_import(session, check(sample, known_settings(POLICIES)), None)
    for kind, people in ((Residency, RESIDENTS), (Staff, STAFF)):
        for account, name, _ in people:
            who: dict[str, Any] = {
                kind.__name__.lower(): session.exec(select(kind).filter_by(name=name)).first()
            }
            code, _ = invite(session, estate_id=estate.id, now=now, **who)
            join(session, code, telegram_id=account, now=now)
    for chat_id, title, purpose in GROUPS:
        code, _ = invite(session, estate_id=estate.id, now=now, purpose=purpose)
        bind(session, code, chat_id=chat_id, thread_id=0, title=title, by=STAFF[-1][0], now=now)


def as_of(today: date, sample: RawBook) -> RawBook:
    """Return the sample with its fees as of today: charged to next month, and paid until now."""
    later = (today.year - MADE.year) * 12 + today.month - MADE.month

    def moved(cell: str) -> str:
        return MONTH.sub(
            lambda said: f"{months_after(date.fromisoformat(f'{said[0]}-01'), later):%Y-%m}", cell
        )

    ahead = f"{months_after(today, -later)}"  # what is paid after that day is not yet
    return RawBook(
        [
            (name, [[*map(moved, line)] for line in lines if not ahead < line[2] < "3"])
            if name in FEES
            else (name, lines)
            for name, lines in sample.sheets
        ]
    )


def people_of(telegram: Telegram) -> None:
    """Give the people of the estate their accounts and groups; residents and staff say hello."""
    for account, name, note in (*RESIDENTS, *STAFF, STRANGER):
        telegram.add_user(account, name, note=note)
    everybody = [account for account, _, _ in STAFF]
    for chat_id, title, _ in GROUPS:
        telegram.add_group(chat_id, title, [*everybody, STRANGER[0]])
    for account, _, _ in (*RESIDENTS, *STAFF):
        telegram.says(account, account, "/start")

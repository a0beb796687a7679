"""The sample estate opens: its workbook is imported, its people have accounts and are linked."""

from pathlib import Path

from sqlmodel import Session, select

from bot.sandbox.core import Telegram
from models.clock import Clock
from models.estate.importing import apply_import
from models.estate.policies import POLICIES
from models.estate.settings import known_settings
from models.groups.operations import bind
from models.groups.tables import Purpose
from models.people.invitations import invite, join
from models.people.tables import Residency, Staff
from models.workbook import check, read

WORKBOOK = Path(__file__).parent / "estate"
ZONE = "Asia/Shanghai"
RESIDENTS = (
    (1001, "林秀英", "resident 林秀英 · 70岁业主"),
    (1002, "林晓峰", "resident 林晓峰 · 儿子"),
)
STAFF = (
    (2001, "张建国", "technician 张建国 · 水工"),
    (2002, "何志远", "technician 何志远 · 电工"),
    (2003, "周敏", "officer 周敏 · 客服"),
    (2004, "赵志强", "supervisor 赵志强 · 工程主管"),
    (2005, "李国栋", "head 李国栋 · 管理处经理"),
)
STRANGER = (9001, "陌生人", "stranger 没有登记的人")
GROUPS = ((-1001, "云河苑·维修群", Purpose.DISPATCH), (-1002, "云河苑·管理群", Purpose.MANAGEMENT))


def open_estate(session: Session, clock: Clock) -> None:
    """Import the sample workbook and link its demonstration accounts, as an office would."""
    now = clock.now()
    estate = apply_import(session, check(read(WORKBOOK), known_settings(POLICIES)), None)
    for account, name, _ in RESIDENTS:
        residency = session.exec(select(Residency).where(Residency.name == name)).first()
        code, _ = invite(session, estate_id=estate.id, now=now, residency=residency)
        join(session, code, telegram_id=account, now=now)
    for account, name, _ in STAFF:
        staff = session.exec(select(Staff).where(Staff.name == name)).one()
        code, _ = invite(session, estate_id=estate.id, now=now, staff=staff)
        join(session, code, telegram_id=account, now=now)
    for chat_id, title, purpose in GROUPS:
        code, _ = invite(session, estate_id=estate.id, now=now, purpose=purpose)
        bind(session, code, chat_id=chat_id, thread_id=0, title=title, by=STAFF[-1][0], now=now)


def people_of(telegram: Telegram) -> None:
    """Give the people of the estate their accounts and groups; residents and staff say hello."""
    for account, name, note in (*RESIDENTS, *STAFF, STRANGER):
        telegram.add_user(account, name, note=note)
    everybody = [account for account, _, _ in STAFF]
    for chat_id, title, _ in GROUPS:
        telegram.add_group(chat_id, title, [*everybody, STRANGER[0]])
    for account, _, _ in (*RESIDENTS, *STAFF):
        telegram.says(account, account, "/start")

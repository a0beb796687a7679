"""What homes owe, and who lives and comes there, in chains: arrears and payments, ends and keys."""

from datetime import date, timedelta
from functools import partial

from sqlmodel import Session, col, or_, select

from models.collecting.tables import Collection
from models.moving.ends import ends_on
from models.people.rules import WrittenAt
from models.people.tables import Person, Residency
from tests.stories.test_conduct import is_large
from tests.stories.test_household import let_in
from tests.stories.test_requests import asks_to_join
from tests.support import carding
from tests.support.gate import announces
from tests.support.parking import imported
from tests.support.parts import (
    GETS_A_CARD,
    HAS_A_CARD,
    MOVES_OUT,
    Part,
    by,
    comes_to_the_gate,
    lives_until_tomorrow,
)
from tests.support.register import moves_in
from tests.support.world import SHANGHAI, World, sets

OWNED_BEFORE = "梅思源"


async def _cannot_be_written_to(world: World) -> None:
    world.telegram.blocks(11)


async def _can_be_written_to(world: World) -> None:
    world.telegram.unblocks(11)


async def _is_large(world: World) -> None:
    world.write(is_large)


async def _is_written_to_from_ten_on(world: World) -> None:
    def by_day(session: Session) -> None:
        anna = session.exec(select(Person).where(Person.telegram_id == 11)).first()
        if anna is not None:
            anna.written_at = WrittenAt.DAYTIME
            session.add(anna)

    world.write(by_day)


async def _says_next_week(world: World) -> None:
    day = world.clock.now().astimezone(SHANGHAI).date() + timedelta(days=7)
    await world.humans["sun"].says(day.isoformat())


async def _has_lived_in_102(world: World) -> None:
    def moves(session: Session) -> None:
        has = (Person.telegram_id == 68, Person.name == OWNED_BEFORE)
        named = select(Residency).where(Residency.name == OWNED_BEFORE)
        people = session.exec(select(Person).where(or_(*has))).all()
        if not people and session.exec(named).first() is None:
            moves_in(session, OWNED_BEFORE, "102", telegram_id=68)

    world.write(moves)


async def _left_long_ago(world: World) -> None:
    def left(session: Session) -> None:
        for each in session.exec(select(Residency).where(Residency.name == OWNED_BEFORE)).all():
            ends_on(session, each, date(2025, 5, 31))

    world.write(left)


async def _a_lease_ends_tomorrow(world: World) -> None:
    tomorrow = world.clock.now().astimezone(SHANGHAI).date() + timedelta(days=1)
    cells = {"holder_home_code": "0011000102", "contract_no": "CW-2025-001",
             "from": date(2025, 12, 1), "to": tomorrow}  # fmt: skip
    world.write(lambda session: imported(session, "B3-002", "leased", **cells))


async def _papers_go_soon(world: World) -> None:
    world.write(lambda session: sets(session, "papers.retention_days", 2))


async def _shows_pages(world: World) -> None:
    await world.humans["anna"].sends(document=b"%PDF-1.7 a plain one")


async def _is_the_hour(world: World) -> None:
    """Let it be when somebody is to come."""
    agreed = select(Collection.at).order_by(col(Collection.id).desc())
    at = world.read(lambda session: session.exec(agreed).first())
    assert at is not None
    world.clock.advance(at - world.clock.now())
    await world.rings()


async def _the_register_decides(world: World) -> None:
    def known(session: Session) -> None:
        sets(session, "registration.approval", value=False)
        if session.exec(select(Person).where(Person.name == "周小云")).first() is None:
            moves_in(session, "周小云", "102", phone="+8613800000068")

    world.write(known)


# fmt: off
LIVE_HERE = ("anna", "chen")
NOTHING_IS_OPEN = tuple(f"{who} presses 更多 > 撤回 > 撤回" for who in LIVE_HERE)
A_LETTER = (*NOTHING_IS_OPEN, "wang says /forget 1号楼 101", "wang presses 林秀英")
ERASES = "anna presses 删除我的资料"
REMINDED = ("1 days", "3 hours", "1 hours")
OF_101 = (*REMINDED, "sun says /dunning 1-101")
IS_CALLED_ABOUT = (*REMINDED, "6 days")
IS_RUNG_UP = (_cannot_be_written_to, *REMINDED, "1 hours", _can_be_written_to)
CLAIMS = (*REMINDED, "anna presses 我已经付了")
AGREES = ("anna says /fees", "anna presses 请上门来收 > (周 > 同意")
PAYS = ("wang says /pay 1-101", "wang presses 登记缴费 > 林秀英 > 全部 > 正好 > 现金 > 已核对")
IS_WRONG = ("supervisor says /fees 1-101", "supervisor presses 作废收据",
            "supervisor says 房号写错了", "supervisor presses 作废这张收据")
AT_THE_DOOR = (*AGREES, _is_the_hour, "wang presses 到门口了")
ASKS_TO_JOIN = by("newcomer", asks_to_join)
HANDS_OVER = (*PAYS, "wang presses 把现金交给财务", "sun presses 已清点")
CHAINS_OF_HOMES: tuple[tuple[Part, ...], ...] = (
    *((*IS_CALLED_ABOUT, f"wang presses {said}") for said in ("7 天内交", "拒交")),
    (*IS_CALLED_ABOUT, "wang presses 没联系上 > 没联系上", "sun presses 已用快递寄出"),
    (*IS_CALLED_ABOUT, "wang presses 记下原因", "wang says 说漏水没修好"),
    *((*IS_RUNG_UP, f"wang presses {said}")
      for said in ("没人接，晚点", "已电话告知", "改送通知单", "已告诉住户")),
    *((*CLAIMS, f"sun presses {said}") for said in ("已到账", "没查到")),
    (*REMINDED, "anna presses 账目不对", "anna says 十月的物业费我十月就交过了"),
    *((*OF_101, f"sun presses {why}")
      for why in ("有困难，暂缓", "身故，暂停", "空置，暂停", "等银行代扣")),
    (*OF_101, "sun presses 分期 > 3 期", _says_next_week, "sun presses 登记分期"),
    (_is_written_to_from_ten_on, "1 days", "9 o'clock", "1 minutes", *PAYS, "2 hours", "1 hours"),
    (_is_large, *("30 days",) * 7),
    *((*paid, *IS_WRONG) for paid in (PAYS, HANDS_OVER)),
    (*AGREES, "anna presses 改时间 > 更晚的时间 > (周 > 同意"), (*AGREES, "3 days"),
    (*AGREES, *PAYS), (*AGREES, "anna presses 不用来了"),
    (*AT_THE_DOOR, "wang presses 收到了 > 林秀英 > 全部 > 正好 > 现金 > 已核对"),
    (*AT_THE_DOOR, "wang presses 没人在家"), (*AT_THE_DOOR, "2 days"),
    (ASKS_TO_JOIN, "wang presses 同意 > 撤回"), (ASKS_TO_JOIN, "wang presses 婉拒"),
    (by("newcomer", partial(asks_to_join, home="河边那户")), "wang presses ✎ 写明房号",
     "wang says 1-102", "wang presses 同意"),
    (_the_register_decides, "other says /start", "other taps 没有登记码"),
    (partial(let_in, account=41), "anna says /family", "anna presses 结束：小林"),
    ("anna says /family", "anna presses 请一位家人", "anna says 小妹", "anna says /family",
     "anna presses 结束：小妹"),
    (announces, comes_to_the_gate, "高大勇 presses ✅ 放行 > 客人已离开"),
    (announces, comes_to_the_gate, "高大勇 presses ✅ 放行", comes_to_the_gate),
    (announces, comes_to_the_gate, "高大勇 presses 不放行 > 拿不准"), (announces, "2 days"),
    (announces, "anna presses 取消", "2 days"),
    (_has_lived_in_102, partial(carding.asked_for, who="other"), *GETS_A_CARD, _left_long_ago,
     "2 days", "wang presses 收回"),
    (*MOVES_OUT, "2 days", "wang presses 钥匙收回"), (*MOVES_OUT, "anna presses 不迁出了"),
    (lives_until_tomorrow, "anna presses 先不办"),
    (*HAS_A_CARD, *MOVES_OUT, "2 days", "wang presses 收回", "wang presses 没交钥匙"),
    (_a_lease_ends_tomorrow, "3 days", "wang presses 卡已收回，车位已空"),
    (_papers_go_soon, *HAS_A_CARD, "4 days"),
    ("anna says /cards", "anna presses 申请办卡 > 门禁卡 > 跳过", _shows_pages,
     "anna presses 拍好了 > 提交申请"),
    (*NOTHING_IS_OPEN, "anna says /forget", ERASES, "anna presses 保留我的资料"),
    (*NOTHING_IS_OPEN, "chen says /forget", "chen presses 删除我的资料", "9 days"),
    (*A_LETTER, "head presses 同意删除", "9 days"), (*A_LETTER, "head presses 不同意"),
    *((*A_LETTER, "anna says /forget", said) for said in ("anna presses 保留我的资料", ERASES)),
    ("20 days", "20 days", "20 days", "20 days"),
)
# fmt: on

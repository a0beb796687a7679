"""Chains of what takes papers: spaces, cards and changes of the file; and of cars in the way."""

from functools import partial

from sqlmodel import Session, col, select

from models.estate.tables import SheetRow
from models.parking.tables import Lease, Space
from models.parking.words import SpaceKind
from tests.stories.test_owners_forms import is_entered
from tests.support import carding, owning, parking
from tests.support.blocking import is_blocked
from tests.support.parts import HAS_A_CARD, MOVES_OUT, Part, by
from tests.support.telling import picture, what_comes_is_lost
from tests.support.world import World


async def _applies(world: World, without: tuple[str, ...] = ()) -> None:
    """Let Anna apply for a space, and show every paper but these; it is nine o'clock."""
    await world.reaches(9)
    await world.humans["anna"].says("/parking")
    for label in ("申请车位", "地下车位"):
        await world.humans["anna"].presses(label)
    for words in ("苏A12345", "比亚迪 元"):
        await world.humans["anna"].says(words)
    await parking.show_papers(world.humans["anna"], parking.PAPERS, without)
    await world.humans["anna"].presses("提交申请")


async def _all_is_leased(world: World) -> None:
    def leased(session: Session) -> None:
        had = col(Space.id).in_(select(Lease.space_id))
        free = select(Space).where(~had, Space.kind == SpaceKind.UNDERGROUND)
        for space in session.exec(free).all():
            parking.leased_to(session, space.number, 2)

    world.write(leased)


async def _space_is(state: str, world: World) -> None:
    world.write(lambda session: parking.imported(session, "B3-002", state))


async def _a_card_is_free(world: World) -> None:
    def free(session: Session) -> None:
        if session.exec(select(SheetRow).where(SheetRow.key == "CARD-MEMBER")).first() is None:
            carding.costs(session, "MEMBER", "0")

    world.write(free)


async def _shows_it(world: World) -> None:
    await world.humans["anna"].sends(photos=[picture(7)])
    await world.humans["anna"].presses("拍好了")


async def _shows_vip_papers(world: World) -> None:
    """Let Anna show what a VIP space takes."""
    for number in range(3):
        await world.humans["anna"].sends(photos=[picture(number)])
        await world.humans["anna"].presses("拍好了")


async def _sees_title(world: World) -> None:
    await owning.sees_originals(world, "购房合同或产权证明")


async def _asks_to_be_owner(world: World) -> None:
    newcomer = world.humans["newcomer"]
    await newcomer.says("/start")
    await newcomer.taps("没有登记码")
    for word in ("1号楼102", "周平"):
        await newcomer.says(word)
    await newcomer.presses("业主")
    await newcomer.presses("提交申请")


# fmt: off
IS_COMPARED, IS_ENTERED = by("wang", parking.compared), by("wang", is_entered)
GONE: tuple[Part, ...] = (
    "wang says /duty", "wang presses 王芳 > 是的，今天不在", "management presses 我来办")
GIVES_UP, DAYS = "anna presses 不申请了", "20 days"
WITHOUT, WITHOUT_ONE = (
    partial(_applies, without=papers) for papers in (parking.PAPERS, parking.PAPERS[-1:]))
SHOWS_ONE: tuple[Part, ...] = ("anna presses 补证件照片", _shows_it)
WAITS: tuple[Part, ...] = (_all_is_leased, _applies)
OFFERED: tuple[Part, ...] = (*WAITS, "chen says /parking", "chen presses 退租 > 是的，退租",
                             "wang presses 卡已收回")
INVITED: tuple[Part, ...] = (_applies, parking.invited)
AT_DESK: tuple[Part, ...] = (*INVITED, IS_COMPARED)
SIGNING: tuple[Part, ...] = (*AT_DESK, "wang presses 填合同 > 12 个月")
SIGNED: tuple[Part, ...] = (*SIGNING, "head presses ✍ 签字")
READY: tuple[Part, ...] = (*SIGNED, "wang presses 登记停车卡号", "wang says P-0088")
VIP: tuple[Part, ...] = (
    "9 o'clock", "anna says /parking", "anna presses 申请车位 > VIP", "anna says 苏A12345",
    "anna says 蔚来 ET5", _shows_vip_papers, "anna presses 提交申请", carding.taken,
    "wang presses 请管理处经理审批", "wang says XS320071", "wang presses 12 个月")
CHOOSING: tuple[Part, ...] = (*VIP, "head presses ✍ 签字")
AGREED: tuple[Part, ...] = (*CHOOSING, "anna presses 选车位", "anna presses V-01")
PAID: tuple[Part, ...] = (*AGREED, "wang presses 登记缴费", "wang says SJ-0007")
CARDED: tuple[Part, ...] = (*PAID, "wang presses 登记停车卡号", "wang says V-0001")
PLATED: tuple[Part, ...] = (*CARDED, "wang presses 固定车位牌已装好")
CHAINS_OF_SPACES: tuple[tuple[Part, ...], ...] = (
    (WITHOUT, *SHOWS_ONE, "anna presses 跳过 > 跳过 > 跳过"), (WITHOUT, GIVES_UP), (WITHOUT, DAYS),
    (WITHOUT_ONE, what_comes_is_lost, *SHOWS_ONE, "1 minutes", *SHOWS_ONE),
    (*WAITS, GIVES_UP), (*OFFERED, GIVES_UP), (*OFFERED, DAYS),
    (*OFFERED, "anna presses 要这个车位"),
    (_applies, GIVES_UP), (_applies, carding.taken, *GONE),
    (_applies, carding.taken, "wang presses 有一样不行 > 行驶证 > 照片看不清"),
    (*INVITED, GIVES_UP), (*INVITED, DAYS), (*INVITED, *GONE),
    (*AT_DESK, "wang presses 有一样不行 > 购房合同 > 和原件不一样"), (*AT_DESK, *GONE),
    (*SIGNING, *GONE), (*SIGNED, *GONE), (*READY, *GONE),
    (*READY, "wang presses 卡已交给住户", "anna says /parking", "anna presses 退租 > 是的，退租",
     "wang presses 卡已收回，车位已空"),
    *((*signing, "head presses 不签", "head says 欠缴停车费三个月", "head presses 告诉住户")
      for signing in (SIGNING, VIP)),
    (*CHOOSING, GIVES_UP), (*CHOOSING, DAYS),
    (*AGREED, *GONE), (*PAID, *GONE), (*CARDED, *GONE), (*PLATED, *GONE),
    (*PLATED, "wang presses 都测试好了", "wang presses 卡已交给住户"),
    *((partial(_space_is, state),) for state in ("reserved", "closed")),
)
NO_PAPER: tuple[Part, ...] = (
    "anna says /cards", "anna presses 申请办卡 > 门禁卡", "anna says 林小宝",
    "anna presses 跳过 > 提交申请")
NONE_COMES: tuple[Part, ...] = (what_comes_is_lost, carding.asked_for, "1 minutes")
CHECKS: tuple[Part, ...] = (carding.asked_for, carding.taken)
FEE: tuple[Part, ...] = (*CHECKS, "wang presses 证件没问题")
PAID_CARD: tuple[Part, ...] = (*FEE, "wang presses 登记缴费", "wang says SJ-0101")
MADE: tuple[Part, ...] = (*PAID_CARD, "wang presses 登记卡号", "wang says MJ-0101")
CHAINS_OF_CARDS: tuple[tuple[Part, ...], ...] = (
    (*NO_PAPER, "anna presses 补证件照片", _shows_it), (*NO_PAPER, "anna presses 不办了"),
    (*NO_PAPER, DAYS), (*NONE_COMES, *SHOWS_ONE),
    (carding.asked_for, "anna presses 不办了"), (*CHECKS, *GONE),
    (*CHECKS, "wang presses 有一样不行 > 身份证 > 照片看不清"),
    (*FEE, "anna presses 不办了"), (*FEE, DAYS), (*FEE, *GONE), (*PAID_CARD, *GONE), (*MADE, *GONE),
    (*HAS_A_CARD, "anna says /cards", "anna presses 丢了 > 真的丢了",
     "management presses 已停用这张卡"),
    (*HAS_A_CARD, "anna says /cards", "anna presses 交还 > 是的，交还"),
    (_a_card_is_free, partial(carding.asked_for, card="会员卡"), carding.taken,
     "wang presses 证件没问题"),
)
NO_PROOF: tuple[Part, ...] = (
    "anna says /file", "anna presses 申请变更 > 联系电话", "anna says 13900002222",
    "anna presses 跳过 > 提交申请")
ASKS = partial(owning.asks, subject="联系电话", entry="13900002222")
SEEN: tuple[Part, ...] = (ASKS, owning.sees_originals)
APPROVES = "head presses ✅ 批准"
AREA_IS_APPROVED: tuple[Part, ...] = (
    partial(owning.asks, subject="建筑面积", entry="98.5"), _sees_title, APPROVES)
IS_SOLD: tuple[Part, ...] = (
    partial(owning.asks, subject="新业主", entry="周平", contact="13700000001", proofs=2),
    lambda world: owning.sees_originals(world, "身份证", "购房合同或产权证明"), APPROVES, "8 days")
IS_REGISTERED: tuple[Part, ...] = (_asks_to_be_owner, "wang presses 同意")
REVIEWS: tuple[Part, ...] = ("supervisor says /case №",)
RECALLS = "anna presses 不改了，撤回"
CHAINS_OF_FILES: tuple[tuple[Part, ...], ...] = (
    (*NO_PROOF, RECALLS), (*NO_PROOF, DAYS), (*NO_PROOF, "anna presses 补证明照片", _shows_it),
    ("9 o'clock", "anna says /file", "anna presses 申请变更 > 新租户", "anna says 周平",
     "anna says 13700000001", "anna says 2027-11-30",
     "anna presses 跳过 > 跳过 > 提交申请 > 补证明照片", _shows_it),
    (what_comes_is_lost, ASKS, "1 minutes", "anna presses 补证明照片", _shows_it),
    (ASKS, RECALLS), (ASKS, DAYS),
    (ASKS, "wang presses 有一样不行 > 身份证 > 照片看不清"), (*SEEN, RECALLS),
    (ASKS, *REVIEWS, "supervisor presses 我来办"),
    (*SEEN, *MOVES_OUT, "2 days"),
    (*SEEN, "head presses 不批准，说明原因", "head says 身份证上是英，不是瑛",
     "head presses 告诉住户"),
    (*SEEN, APPROVES), (*AREA_IS_APPROVED, "8 days"), (*AREA_IS_APPROVED, "anna presses 撤回"),
    *((*begins, *deed) for begins in (IS_REGISTERED, IS_SOLD) for deed in (
        (IS_ENTERED, *REVIEWS, "supervisor presses 有错，退回", "supervisor says 单位少了一个字"),
        (IS_ENTERED, *REVIEWS, "supervisor presses 复核无误", "boss says /case №",
         "boss presses 销户 > 是的，销户"),
        (IS_ENTERED, "boss says /case №", "boss presses 销户 > 是的，销户"))),
    (*IS_REGISTERED, partial(owning.asks, subject="建筑面积", entry="98.5", who="newcomer"),
     _sees_title, APPROVES, "wang presses 撤回"),
    (*IS_REGISTERED, "wang presses 撤回"), (*IS_REGISTERED, IS_ENTERED, "wang presses 撤回"),
)
COMES, FREE = "chen presses 10 分钟内到", "anna presses ✅ 路让开了"
SEES_TO = "高大勇 presses 我去看"
CHAINS_OF_CARS: tuple[tuple[Part, ...], ...] = tuple((is_blocked, *each) for each in (
    (FREE,), (COMES, FREE), (COMES, "chen presses 5 分钟内到", "chen presses 来不了", FREE),
    ("chen presses 来不了", COMES, SEES_TO),
    (COMES, "10 minutes", "anna presses 还没让开"),
    ("5 minutes", "5 minutes", SEES_TO, "高大勇 presses ✅ 路让开了"),
    ("chen presses 来不了", SEES_TO, COMES, FREE), (COMES, "10 minutes", "10 minutes", SEES_TO),
    ("chen presses 来不了", SEES_TO, "30 minutes", "anna presses 还没让开"),
    ("chen presses 来不了", SEES_TO, "高大勇 says /duty",
     "高大勇 presses 高大勇 > 是的，今天不在"),
))
# fmt: on
CHAINS_OF_PAPERS = (*CHAINS_OF_SPACES, *CHAINS_OF_CARDS, *CHAINS_OF_FILES, *CHAINS_OF_CARS)

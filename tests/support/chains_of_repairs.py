"""Chains of repairs: from each status of their table, what can be done in it."""

from functools import partial

from sqlmodel import Session, col, select

from models.cases.tables import Case, Kind
from models.people.tables import Person
from models.repairs.words import Status
from tests.support.parts import Part
from tests.support.telling import fill_in, mend, picture, report
from tests.support.world import World

CHEN = 12


async def a_repair(world: World) -> None:
    """Let the newest case be a repair that Chen reported and nobody has yet."""

    def is_there(session: Session) -> bool:
        newest = session.exec(select(Case).order_by(col(Case.number).desc())).first()
        if newest is None or (newest.kind, newest.status) != (Kind.REPAIR, Status.REPORTED):
            return False
        return session.get_one(Person, newest.reporter_id).telegram_id == CHEN

    if not world.read(is_there):
        await fill_in(world, "chen", slot="–")  # the first that is free
        await world.humans["chen"].presses("提交报修")


async def _shows_a_sheet(who: str, world: World) -> None:
    await world.humans[who].sends(photos=[picture(9)])


async def _shows_what_is_signed(world: World) -> None:
    await world.humans["wang"].sends("换了整段水管", photos=[picture(8)])


async def _cries(world: World) -> None:
    await world.humans["chen"].says("水管爆了")


# fmt: off
TAKES = "zhang_in_group presses 接单"
SETS_OFF = (f"{TAKES} > 出发",)
HERS, OURS, HIS = (  # what the resident, the office and the technician find behind "more"
    (f"{who} says /case №", f"{who} presses 更多") for who in ("chen", "wang", "zhang"))
PRICE = (*OURS, "wang presses 报价格", "wang says 200")
WAYS: dict[str, tuple[Part, ...]] = {  # into each status in which it is not done
    "reported": (), "claimed": (TAKES,), "on_the_way": SETS_OFF,
    "at_home": (f"{TAKES} > 出发 > 到了",), "waiting_parts": (TAKES, *HIS, "zhang presses 等配件"),
    "waiting_resident": (*SETS_OFF, *HIS, "zhang presses 家里没人"), "quoted": (TAKES, *PRICE),
}
NOBODY_HAS_IT, *IN_HAND = WAYS
CAN_MOVE = ("reported", "claimed", "waiting_parts", "waiting_resident")  # what was agreed
AGREES = "chen presses 同意价格"
IS_AGREED = (TAKES, *PRICE, AGREES)
PRICED: tuple[tuple[Part, ...], ...] = (
    PRICE, (TAKES, *PRICE), IS_AGREED, (*IS_AGREED, "zhang_in_group presses 出发"),
    (*IS_AGREED, "zhang_in_group presses 出发 > 到了"))
REDUCTION = (*OURS, "wang presses 申请减免", "wang says 50", "wang says 老住户")
OUTSIDE = {
    "sheet": (*OURS, "wang presses 转开发商整改 > 收房遗留 > 按住户说的"),
    "vendor": (*OURS, "wang presses 转外联单位 > 暖泉热水器 > 明天 > 10:00"),
    "talks": (*OURS, "wang presses 转沟通类 > 2 天", "wang says 楼上住户"),
}
APPROVED = (*OUTSIDE["sheet"], "head presses ✔ 批准")
TAKES_BACK, OUTCOME = "wang presses 改由自己处理", ("wang says /case №", "wang presses 有结果了")
DONE = (TAKES, mend)
CLOSED = (*DONE, "3 hours", "chen presses 修好了")
AFTER_IT: tuple[tuple[Part, ...], ...] = (
    ("chen presses 确认签收",), (*HIS, "zhang presses 单已交回"), (*OURS, "wang presses 标为重要"),
    (*HIS, "zhang presses 拍签好的单", partial(_shows_a_sheet, "zhang"), "zhang presses 发完了"))
LEAKS: tuple[Part, ...] = (partial(report, trade="墙", told="卧室的墙渗水"), *DONE)
LEAKED: tuple[Part, ...] = (*LEAKS, "3 hours", "anna presses 修好了")
IS_TESTED = "zhang presses 试漏已做好"
OF_A_TAP: tuple[tuple[Part, ...], ...] = (
    *((*way, *HERS, *deed) for way in WAYS.values() for deed in (
        ("chen presses 催一下", *HERS, "chen presses 补充情况", "chen says 是冷水管在漏",
         "chen presses 钥匙在前台"),
        ("chen presses 撤回 > 确定撤回",))),
    *((*WAYS[at], *HERS, "chen presses 改时间 > (周 > 14:00") for at in (*CAN_MOVE, "on_the_way")),
    *((*WAYS[at], *OURS, "wang presses 建议改时间 > (周 > 14:00") for at in CAN_MOVE),
    *((*WAYS[at], *HIS, f"zhang presses 转出 > 不是我的工种 > {to}")
      for at in IN_HAND for to in ("转回维修群", "李明")),
    *((*way, *OURS, "wang presses 派给谁 > 李明") for way in WAYS.values()),
    *((*WAYS[at], *way) for at in ("reported", "claimed", "at_home") for way in OUTSIDE.values()),
    (*OUTSIDE["sheet"], "wang says /case №", TAKES_BACK),
    *((*OUTSIDE[to], *OURS, TAKES_BACK) for to in ("vendor", "talks")),
    *((*OUTSIDE[to], *OUTCOME, "wang says 换了一只阀门") for to in ("vendor", "talks")),
    (*APPROVED, *OURS, TAKES_BACK),
    (*APPROVED, *OUTCOME, _shows_what_is_signed), (*OUTSIDE["sheet"], "head presses 不批准"),
    (*APPROVED, "wang presses 开发商已签收", partial(_shows_a_sheet, "wang"),
     "wang presses 发完了"),
    (*OUTSIDE["vendor"], "wang presses 已催 > 明天 > 14:00"),
    *((*way, *REDUCTION, f"head presses {said}")
      for way in PRICED for said in ("批准减免", "不批准")),
    *(("9 o'clock", *PRICE, f"chen presses {said}") for said in ("同意价格", "不同意")),
    (TAKES, *PRICE, "chen presses 不同意"), (TAKES, *PRICE, *PRICE), (*PRICE, *PRICE),
    (*WAYS["at_home"], *PRICE, AGREES), (*WAYS["at_home"], *HIS, "zhang presses 家里没人"),
    *((*WAYS[at], *OURS, "wang presses 单据类别 > 有偿入户")
      for at in ("reported", "claimed", "at_home")),
    *((*WAYS[at], *OURS, *deed) for at in ("reported", "claimed") for deed in (
        ("wang presses 标为重要",), ("wang presses 不是报修，转为 > 投诉",),
        ("wang presses 并到另一单 > 1号楼",),
        ("wang presses 不能做", "wang says 不在范围", "wang says 请打厂家电话",
         "wang presses 告诉住户"))),
    *((*WAYS[at], *OURS, "wang presses 单已交回") for at in ("claimed", "on_the_way", "at_home")),
    (*SETS_OFF, "zhang presses 20 分钟到"), (TAKES, *HIS, "zhang presses 到了"),
    *((*WAYS[at], mend) for at in ("claimed", "on_the_way", "at_home")),
    *((*WAYS["waiting_parts"], *HIS, f"zhang presses {step}") for step in ("出发", "到了")),
    *((*WAYS[at], *HIS, "zhang presses 等配件 > 继续做")
      for at in ("claimed", "on_the_way", "at_home")),
    *((*way, *deed) for way in (("9 o'clock", *DONE), CLOSED) for deed in AFTER_IT),
    *((*DONE, "3 hours", f"chen presses {said}") for said in ("还差一点", "没修好")),
    (*DONE, *HIS, "zhang presses 写配件型号", "zhang says 角阀，DN15"),
    (*DONE, "26 hours", "wang presses 不想说", "supervisor presses 不等回答，办结"),
)
CHAINS_OF_REPAIRS: tuple[tuple[Part, ...], ...] = (
    *((a_repair, *each) for each in OF_A_TAP),
    *((_cries, *way, "chen presses 不是紧急情况") for way in WAYS.values()),
    (*LEAKS, IS_TESTED), (*LEAKED, IS_TESTED),
    *((*LEAKED, "3 days", f"anna presses {said}") for said in ("修好了", "还差一点", "没修好")),
)
# fmt: on

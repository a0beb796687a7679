"""Chains of the desk: complaints, enquiries and suggestions, from each of their statuses."""

from sqlmodel import col, select

from models.complaints.signing import PREFIX
from models.complaints.tables import Complaint
from tests.support import asking
from tests.support.complaining import complain, plan, resolve
from tests.support.parts import Part, by
from tests.support.world import World


async def _complains(world: World) -> None:
    """Let Anna complain of something of which she does not know what it is."""
    await complain(world, category="不确定")


async def _is_harmed(world: World) -> None:
    told, now = "楼下正在烧东西，烟往窗里灌", "正在发生，请先制止"
    await complain(world, told=told, category="不确定", wished=now)


async def _plans_it(world: World) -> None:
    await plan(world.humans["head"], "我们公司", "主任今天上门道歉", asked="马上满足")


async def _chen_signs(world: World) -> None:
    """Let Chen sign the newest one."""
    newest = select(Complaint.sign_code).order_by(col(Complaint.id).desc())
    code = world.read(lambda session: session.exec(newest).first())
    await world.humans["chen"].says(f"/start {PREFIX}{code}")
    await world.humans["chen"].presses("我也联名")


# fmt: off
RESOLVES = by("head", resolve)
READS, HERS, OURS = "head says /case №", "anna says /case №", "wang says /case №"
MORE, BEHIND = (READS, "head presses 更多"), (OURS, "wang presses 更多")
AS_B = (READS, "head presses 改类别、部门 > B 一般 > 客服 KF")
ADMITTED = (READS, "head presses 受理")
COMPLAINTS: dict[str, tuple[Part, ...]] = {  # into each status in which it is not solved
    "accepted": (), "handling": ADMITTED,
    "handed_on": (*ADMITTED, *MORE, "head presses 转公司或开发商 > 公司"),
}
SOON, AT_WORK = ("accepted", "handling"), ("handling", "handed_on")
IS_NONE = (*MORE, "head presses 不成立", "head says 装修时间在规定的钟点内",
           "head says 我们请对方避开午休", "head presses 发给投诉人")
RESOLVED = (*ADMITTED, READS, RESOLVES)
OVERRUN = (*MORE, "head presses 申请延期 > 7 天", "head says 配件要从外地调",
           "head presses 请领导批准")
SETTLE = (*MORE, "head presses 交给别的同事 > quality", "quality says /case №",
          "quality presses 更多 > 补偿", "quality says 2500", "quality says 减免停车费",
          "quality presses 确认")
TOLD: tuple[tuple[Part, ...], ...] = (IS_NONE, RESOLVED)  # how it went, and it is not filed
IS_ASKED, IS_SATISFIED = ("2 days", "4 hours"), "anna presses 👍 满意"
OF_NO_HARM: tuple[tuple[Part, ...], ...] = (
    *((*way, *deed) for way in COMPLAINTS.values() for deed in (
        (*MORE, "head presses 涉及某位员工 > 张建国"), AS_B, (_chen_signs,),
        (HERS, "anna presses 补充", "anna says 今天又没有人来", HERS,
         "anna presses 撤回 > 是的，撤回"))),
    *((*COMPLAINTS[at], *deed) for at in SOON for deed in (
        IS_NONE, (*MORE, "head presses 不是投诉，转为 > 报修 > 水"))),
    *((*COMPLAINTS[at], *OVERRUN, f"boss presses {said}")
      for at in AT_WORK for said in ("同意延期", "不同意")),
    *((*COMPLAINTS[at], *SETTLE, f"head presses {said}")
      for at in AT_WORK for said in ("✔ 同意", "✖ 不同意")),
    (*ADMITTED, READS, _plans_it), (*COMPLAINTS["handed_on"], READS, RESOLVES),
    *((*told, *IS_ASKED, said) for told in TOLD for said in (IS_SATISFIED, "anna presses 不满意")),
    *((*AS_B, *RESOLVED, *IS_ASKED, IS_SATISFIED, "25 days", said)
      for said in (IS_SATISFIED, "anna presses 不满意")),
    *((*told, "3 days", "4 hours", "wang presses 没人接", READS, "head presses 归档")
      for told in TOLD),
)
IN_HAND: dict[str, tuple[Part, ...]] = {
    "taken": (),
    "verifying": (*BEHIND, "wang presses 请教开发商", "wang says 工程部李工",
                  "wang presses 2 天内"),
    "talks": (*BEHIND, "wang presses 需要沟通协调", "wang says 楼上的住户", "wang presses 7 天"),
}
NOT_NEEDED: tuple[Part, ...] = (HERS, "anna presses 不用答复了")
OF_BOTH: tuple[tuple[Part, ...], ...] = (
    (*BEHIND, "wang presses 换个时间 > 2 天内", "wang says 要问过楼上的住户"),
    IN_HAND["verifying"], IN_HAND["talks"], NOT_NEEDED, (*BEHIND, "wang presses 交给同事 > 赵强"),
    (*BEHIND, "wang presses 转为另一类 > 投诉"),
)
ANSWERED = (OURS, "wang presses ✍ 答复", "wang says 早上七点", "wang presses 答复住户")
ADOPTED = (OURS, "wang presses ✔ 采纳", "wang says 下周一装好", "wang presses 采纳，告诉住户")
CHAINS_OF_DESK: tuple[tuple[Part, ...], ...] = (
    *((_complains, *each) for each in OF_NO_HARM),
    *((_is_harmed, *COMPLAINTS[at], READS, "head presses 已制止") for at in SOON),
    *((begins, *NOT_NEEDED) for begins in (asking.ask, asking.suggest)),
    *((begins, asking.taken, *way, *deed) for begins in (asking.ask, asking.suggest)
      for way in IN_HAND.values() for deed in OF_BOTH),
    *((asking.ask, asking.taken, *way, *ANSWERED, "anna presses 还想再问",
       "anna says 节假日也是吗") for way in IN_HAND.values()),
    *((asking.suggest, asking.taken, *way, *deed) for way in IN_HAND.values() for deed in (
        (OURS, "wang presses 不采纳", "wang says 消防通道不能立灯杆", "wang presses 告诉住户"),
        (*ADOPTED, OURS, "wang presses 已落实", "wang says 灯已经装好",
         "wang presses 已经做好 > 告诉住户"))),
    (asking.suggest, asking.taken, *ADOPTED, *BEHIND, "wang presses 交给同事 > 赵强"),
    ("anna says /praise", "anna says 小区打扫得真干净", "anna presses 大家都好"),
)
# fmt: on

"""The parts that stories begin with, in chains; somebody plays one as far as they like."""

from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from models.cases.tables import Case
from models.collecting.tables import Collection
from models.estate.tables import SheetRow
from models.people.tables import Person
from tests.stories.test_household import let_in
from tests.stories.test_requests import asks_to_join
from tests.support import asking, carding, owning, parking
from tests.support.blocking import is_blocked
from tests.support.chains_of_desk import CHAINS_OF_DESK, chen_signs, complains
from tests.support.chains_of_homes import CHAINS_OF_HOMES
from tests.support.chains_of_papers import CHAINS_OF_PAPERS, applies, shows_vip_papers
from tests.support.chains_of_repairs import CHAINS_OF_REPAIRS
from tests.support.chains_of_talks import CHAINS_OF_TALKS
from tests.support.complaining import resolve
from tests.support.gate import announces
from tests.support.human import Human
from tests.support.parts import HAS_A_CARD, Part, by, comes_to_the_gate, lives_until_tomorrow
from tests.support.register import moves_in
from tests.support.talking import begin_talk
from tests.support.telling import mend, picture, report
from tests.support.world import World, sets

if TYPE_CHECKING:
    from tests.support.steered import Steered


async def _signs(world: World) -> None:
    await parking.signed(world, world.humans["wang"])


async def _sees_originals(proof: str, world: World) -> None:
    await owning.sees_originals(world, proof)


async def _is_the_hour(world: World) -> None:
    """Let it be when somebody is to come."""
    agreed = select(Collection.at).order_by(col(Collection.id).desc())
    at = world.read(lambda session: session.exec(agreed).first())
    assert at is not None
    world.clock.advance(at - world.clock.now())
    await world.rings()


async def _shows_it(human: Human) -> None:
    await human.sends(photos=[picture()])


async def _leaks(world: World) -> None:
    await report(world, trade="墙", told="卧室的墙渗水")


async def _a_card_is_free(world: World) -> None:
    def free(session: Session) -> None:
        if session.exec(select(SheetRow).where(SheetRow.key == "CARD-MEMBER")).first() is None:
            carding.costs(session, "MEMBER", "0")

    world.write(free)


async def _the_register_decides(world: World) -> None:
    def known(session: Session) -> None:
        sets(session, "registration.approval", value=False)
        if session.exec(select(Person).where(Person.name == "周小云")).first() is None:
            moves_in(session, "周小云", "102", phone="+8613800000068")

    world.write(known)


async def _space_is(state: str, world: World) -> None:
    world.write(lambda session: parking.imported(session, "B3-002", state))


# fmt: off
LIVE_HERE = ("anna", "chen")
IS_MENDED = ("zhang_in_group presses 接单", mend, "3 hours")
IS_HEARD = (complains, "head presses 受理", by("head", resolve), "2 days", "4 hours")
LEASES = (applies, parking.invited, by("wang", parking.compared), _signs,
          by("wang", parking.handed_out))
AGREES = ("anna says /fees", "anna presses 请上门来收 > (周 > 同意")
AT_THE_DOOR = (*AGREES, _is_the_hour, "wang presses 到门口了")
NOTHING_IS_OPEN = tuple(f"{who} presses 更多 > 撤回 > 撤回" for who in LIVE_HERE)
AT_HOME = ("zhang_in_group presses 接单 > 出发 > 到了",)
A_PRICE = ("wang says /case 2", "wang presses 更多 > 报价格", "wang says 200")
A_CUT = ("wang says /case 2", "wang presses 更多 > 申请减免", "wang says 50", "wang says 老住户")
WITH_OTHERS = ("wang says /case 2", "wang presses 更多")
A_LETTER = (*NOTHING_IS_OPEN, "wang says /forget 1号楼 101", "wang presses 林秀英")
ASKS_TO_JOIN = (by("newcomer", asks_to_join),)
VIP = ("9 o'clock", "anna says /parking", "anna presses 申请车位", "anna presses VIP",
       "anna says 苏A12345", "anna says 蔚来 ET5", shows_vip_papers, "anna presses 提交申请",
       "management presses 我来办", "supervisor presses 请主任审批", "supervisor says XS320071",
       "supervisor presses 12 个月", "head presses ✍ 签字", "anna presses 选车位")
CHANGES = {"联系电话": ("13900002222", "身份证"), "建筑面积": ("98.5", "购房合同或产权证明")}
CHAINS: tuple[tuple[Part, ...], ...] = (
    *((*IS_MENDED, f"chen presses {said}") for said in ("修好了", "还差一点", "没修好")),
    *((*IS_HEARD, f"anna presses {said}") for said in ("满意", "不满意")),
    (asking.ask, asking.taken, by("wang", asking.answers)),
    (asking.suggest, asking.taken, "wang presses 采纳"),
    (asking.suggest, asking.taken, "wang presses 不采纳"),
    (*LEASES, "anna says /parking", "anna presses 退租", "anna presses 是的，退租",
     "wang presses 卡已收回，车位已空"),
    (*VIP[:-2], "head presses 不签", "head says 方案规定一户一个", "head presses 告诉住户"),
    (*VIP, "anna presses V-01", "supervisor presses 登记缴费"),
    (*HAS_A_CARD, "anna says /cards", "anna presses 丢了"),
    (*HAS_A_CARD, "anna says /cards", "anna presses 交还"),
    (*HAS_A_CARD, lives_until_tomorrow, "anna presses 确认迁出", "2 days", "wang presses 收回",
     "wang presses 没交钥匙"),
    (lives_until_tomorrow, "anna presses 确认迁出", "anna presses 不迁出了"),
    (lives_until_tomorrow, "anna presses 先不办"),
    *((partial(owning.asks, subject=subject, entry=entry),
       partial(_sees_originals, proof), f"head presses {said}", "8 days")
      for subject, (entry, proof) in CHANGES.items() for said in ("批准", "不批准")),
    (partial(owning.asks, subject="新业主", entry="周平", contact="13700000001", proofs=2),
     lambda world: owning.sees_originals(world, "身份证", "购房合同或产权证明"),
     "head presses 批准", "8 days", "wang presses 📝 登记", "wang says 江东路 8 号"),
    *((*ASKS_TO_JOIN, f"wang presses {said}") for said in ("同意", "婉拒")),
    (by("newcomer", partial(asks_to_join, home="河边那户")), "wang presses ✎ 写明房号",
     "wang says 1-102", "wang presses 同意"),
    (_the_register_decides, "other says /start", "other taps 没有登记码"),
    (*AGREES, "anna presses 改时间 > (周 > 同意"), (*AGREES, "anna presses 不用来了"),
    (*AT_THE_DOOR, "wang presses 收到了 > 林秀英 > 全部 > 正好 > 现金 > 已核对"),
    (*AT_THE_DOOR, "wang presses 没人在家"), (*AT_THE_DOOR, "2 days"),
    (announces, comes_to_the_gate, "高大勇 presses 放行", comes_to_the_gate),
    (announces, comes_to_the_gate, "高大勇 presses 不放行"),
    (announces, "anna presses 取消", "2 days"),
    (*NOTHING_IS_OPEN, "anna says /forget", "anna presses 删除我的资料 > 保留我的资料"),
    (*NOTHING_IS_OPEN, "chen says /forget", "chen presses 删除我的资料", "9 days"),
    (*A_LETTER, "head presses 同意删除", "9 days"), (*A_LETTER, "head presses 不同意"),
    (*A_LETTER, "anna says /forget", "anna presses 保留我的资料"),
    (*A_LETTER, "anna says /forget", "anna presses 删除我的资料"),
    (partial(let_in, account=41), "anna says /family", "anna presses 结束：小林"),
    ("wang says /pay 1-101", "wang presses 登记缴费 > 林秀英 > 全部 > 正好 > 现金 > 已核对",
     "supervisor says /fees 1-101", "supervisor presses 作废收据", "supervisor says 房号写错了",
     "supervisor presses 作废这张收据"),
    ("anna says /praise", "anna says 小区打扫得真干净", "anna presses 大家都好"),
    (is_blocked, "chen presses 我来挪"), (is_blocked, "chen presses 来不了"),
    (*AT_HOME, "zhang_in_group presses 更多", "zhang presses 家里没人"),
    (*AT_HOME, "zhang_in_group presses 等配件"),
    (*AT_HOME, *A_PRICE), (*AT_HOME, *A_PRICE, "chen presses 同意价格"), A_PRICE,
    (*WITH_OTHERS, "wang presses 🏗 > 收房遗留 > 按住户说的", "head presses ✔ 批准",
     "wang presses 开发商已签收", by("wang", _shows_it), "wang presses 发完了 > 有结果了"),
    (*WITH_OTHERS, "wang presses 🏗 > 收房遗留 > 按住户说的", "head presses 不批准"),
    (complains, "head presses 受理", "head presses 更多 > 转公司或开发商 > 公司"),
    *((complains, "head presses 受理 > 更多 > 申请延期 > 7 天", "head says 配件要从外地调",
       "head presses 请领导批准", f"boss presses {said}") for said in ("同意延期", "不同意")),
    *((complains, "head presses 受理 > 更多 > 交给别的同事 > quality",
       "quality presses 更多 > 补偿", "quality says 2500", "quality says 减免停车费",
       "quality presses 确认", f"head presses {said}") for said in ("✔ 同意", "✖ 不同意")),
    (*IS_HEARD, "1 days", "wang presses 没人接", "supervisor presses 归档"),
    (*AT_HOME, *A_PRICE, "chen presses 同意价格", *A_CUT, "head presses 批准减免"),
    (*AT_HOME, *A_PRICE, "chen presses 同意价格", *A_CUT, "head presses 不批准"),
    (_leaks, "zhang_in_group presses 接单", mend, "zhang presses 试漏已做好"),
    (_a_card_is_free, partial(carding.asked_for, card="会员卡"), carding.taken,
     "wang presses 证件没问题"),
    (complains, "head presses 受理 > 更多 > 不成立"), (complains, chen_signs),
    *((asking.ask, asking.taken, "wang presses 更多", f"wang presses {said}")
      for said in ("需要沟通协调", "请教开发商", "换个时间")),
    *((partial(_space_is, state),) for state in ("reserved", "closed")),
    ("20 days", "20 days", "20 days", "20 days"),
    (begin_talk, "wang presses 打电话 > 说好了"), (begin_talk, "wang presses 打电话 > 没"),
    *((begin_talk, *calls, "wang says /duty", "wang presses 王芳 > 是的，今天不在")
      for calls in ((), ("wang presses 打电话",))),
    (begin_talk, "anna says 要退押金", "wang presses 结束", "anna presses 没有"),
    (begin_talk, "anna says 还在吗", "2 hours", "supervisor presses 我来接待"),
    *CHAINS_OF_HOMES,
    *CHAINS_OF_TALKS,
    *CHAINS_OF_REPAIRS, *CHAINS_OF_PAPERS, *CHAINS_OF_DESK,
)
# fmt: on


async def plays_a_part(chance: "Steered", _: Human) -> None:
    """Play a chain as far as it goes: what is not offered now ends it; then go on by chance."""
    tried = chance.seeking.tried
    weights = [1 / (1 + tried[f"chain {n}"]) for n in range(len(CHAINS))]
    number = chance.random.choices(range(len(CHAINS)), weights)[0]
    tried[f"chain {number}"] += 1
    chain = CHAINS[number]
    if chance.random.randrange(3) == 0:
        chain = chain[: chance.random.randrange(len(chain)) + 1]
    chance.told[-1] += f": {len(chain)} of chain {number}"
    with suppress(AssertionError, LookupError):  # a button or a key that is not there
        for part in chain:
            await plays(chance.world, part)
    await chance.seeking.looks_at(chance)
    everybody = [chance.world.humans[name] for name in sorted(chance.world.humans)]
    await chance.seeking.goes_for(chance, everybody)


async def begins_with_a_part(chance: "Steered") -> None:
    """Play the chain that fewest worlds began with, to its end: nothing stands in its way yet."""
    begun = chance.seeking.begun
    fewest = min(begun[n] for n in range(len(CHAINS)))
    number = chance.random.choice([n for n in range(len(CHAINS)) if begun[n] == fewest])
    begun[number] += 1
    chance.told.append(f"all of chain {number}")
    for part in CHAINS[number]:
        await plays(chance.world, part)


async def plays(world: World, part: Part) -> None:
    """Play this part, or this line."""
    if not isinstance(part, str):
        await part(world)
        return
    if "№" in part:
        newest = select(Case.number).order_by(col(Case.number).desc())
        part = part.replace("№", str(world.read(lambda session: session.exec(newest).first())))
    who, verb, *words = part.split(" ", 2)
    if who in world.humans:
        human = world.humans[who]
        acts = {"presses": human.presses, "says": human.says, "taps": human.taps}
        for each in words[0].split(" > "):
            await acts[verb](each)
    elif verb == "o'clock":
        await world.reaches(int(who))
    else:  # nobody looks meanwhile, and what was due is done late
        world.clock.advance(timedelta(**{verb: int(who)}))
        await world.rings()

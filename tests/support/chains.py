"""The parts that stories begin with, in chains; somebody plays one as far as they like."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from tests.stories.test_requests import asks_to_join
from tests.support import asking, carding, owning, parking
from tests.support.blocking import is_blocked
from tests.support.complaining import complain, resolve
from tests.support.gate import announces, newest_word
from tests.support.human import Human
from tests.support.talking import begin_talk
from tests.support.telling import mend, picture, report
from tests.support.world import SHANGHAI, World

if TYPE_CHECKING:
    from tests.support.steered import Steered

# A part of the stories, or a line of one: "who presses a label", "who says words", "3 days".
Part = Callable[[World], Awaitable[Any]] | str


def _by(who: str, step: Callable[[Human], Awaitable[Any]]) -> Part:
    return lambda world: step(world.humans[who])


async def _signs(world: World) -> None:
    await parking.signed(world, world.humans["wang"])


async def _comes_to_the_gate(world: World) -> None:
    await world.humans["高大勇"].says(f"/start {world.read(newest_word)}")


async def _lives_until_tomorrow(world: World) -> None:
    tomorrow = world.clock.now().astimezone(SHANGHAI).date() + timedelta(days=1)
    await world.humans["anna"].says("/moveout")
    await world.humans["anna"].says(tomorrow.isoformat())


async def _shows_vip_papers(world: World) -> None:
    for number in range(3):
        await world.humans["anna"].sends(photos=[picture(number)])
        await world.humans["anna"].presses("拍好了")


# fmt: off
IS_MENDED = (report, "zhang_in_group presses 接单", mend, "3 hours")
IS_HEARD = (complain, "head presses 受理", _by("head", resolve), "2 days")
LEASES = (parking.applied, parking.invited, _by("wang", parking.compared), _signs,
          _by("wang", parking.handed_out))
HAS_A_CARD = (carding.asked_for, carding.taken, "wang presses 证件没问题",
              _by("wang", carding.made), "wang presses 卡已交给住户")
AGREES = ("anna says /fees", "anna presses 请上门来收", "anna presses (周", "anna presses 同意")
ASKS_TO_JOIN = (_by("newcomer", asks_to_join),)
VIP = ("9 o'clock", "anna says /parking", "anna presses 申请车位", "anna presses VIP",
       "anna says 苏A12345", "anna says 蔚来 ET5", _shows_vip_papers, "anna presses 提交申请",
       "management presses 我来办", "supervisor presses 请主任审批", "supervisor says XS320071",
       "supervisor presses 12 个月", "head presses ✍ 签字", "anna presses 选车位")
CHAINS: tuple[tuple[Part, ...], ...] = (
    *((*IS_MENDED, f"anna presses {said}") for said in ("修好了", "部分", "没修好")),
    *((*IS_HEARD, f"anna presses {said}") for said in ("满意", "不满意")),
    (asking.ask, asking.taken, _by("wang", asking.answers)),
    (asking.suggest, asking.taken, "wang presses 采纳"),
    (asking.suggest, asking.taken, "wang presses 不采纳"),
    (*LEASES, "anna says /parking", "anna presses 退租", "anna presses 是的，退租",
     "wang presses 卡已收回，车位已空"),
    (*VIP, "anna presses V-01", "supervisor presses 登记缴费"),
    (*HAS_A_CARD, "anna says /cards", "anna presses 挂失", "anna presses 是"),
    (*HAS_A_CARD, "anna says /cards", "anna presses 退", "anna presses 是"),
    (*HAS_A_CARD, _lives_until_tomorrow, "anna presses 确认迁出", "2 days", "wang presses 收回",
     "wang presses 没交钥匙"),
    (_lives_until_tomorrow, "anna presses 确认迁出", "anna presses 不迁出了"),
    (_lives_until_tomorrow, "anna presses 不迁出了"),
    *((partial(owning.asks, subject=subject, entry=entry), owning.sees_originals,
       f"head presses {said}", "8 days")
      for subject, entry in (("联系电话", "13900002222"), ("建筑面积", "98.5"))
      for said in ("批准", "不批准")),
    (partial(owning.asks, subject="新业主", entry="周平", contact="13700000001", proofs=2),
     lambda world: owning.sees_originals(world, "身份证", "购房合同或产权证明"),
     "head presses 批准", "8 days", "wang presses 📝 登记", "wang says 江东路 8 号"),
    *((*ASKS_TO_JOIN, f"wang presses {said}") for said in ("同意", "不同意")),
    *((*AGREES, f"anna presses {said}") for said in ("改时间", "不用来了")),
    *((*AGREES, "1 days", f"wang presses {said}") for said in ("到门口了", "收到了")),
    (announces, _comes_to_the_gate, "高大勇 presses 放行", _comes_to_the_gate),
    (announces, _comes_to_the_gate, "高大勇 presses 不放行"),
    (announces, "anna presses 取消", "2 days"),
    ("anna says /forget", "anna presses 删除我的资料", "anna presses 保留我的资料"),
    ("chen says /forget", "chen presses 删除我的资料", "9 days"),
    ("anna says /family", "anna presses 请一位家人", "anna says 小林"),
    ("anna says /fees", "anna presses 我已经付了", "sun presses 没查到"),
    ("anna says /fees", "anna presses 我已经付了", "sun presses 查到"),
    ("anna says /praise", "anna says 小区打扫得真干净", "anna presses 提交"),
    (is_blocked, "chen presses 马上来"), (is_blocked, "chen presses 来不了"),
    (begin_talk, "wang presses 打电话"), (begin_talk, "wang presses 结束"),
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
            await _plays(chance.world, part)
    everybody = [chance.world.humans[name] for name in sorted(chance.world.humans)]
    await chance.seeking.goes_for(chance, everybody)


async def _plays(world: World, part: Part) -> None:
    """Play this part, or this line."""
    if not isinstance(part, str):
        await part(world)
        return
    who, verb, *words = part.split(" ", 2)
    if who in world.humans:
        human = world.humans[who]
        await (human.presses if verb == "presses" else human.says)(words[0])
    elif verb == "o'clock":
        await world.reaches(int(who))
    else:  # nobody looks meanwhile, and what was due is done late
        world.clock.advance(timedelta(**{verb: int(who)}))
        await world.rings()

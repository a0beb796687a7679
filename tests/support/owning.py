"""The parts of a change of the owner's file that most stories begin with."""

from tests.support.human import Human
from tests.support.telling import picture
from tests.support.world import World


async def asks(
    world: World, subject: str, entry: str, *, who: str = "anna", contact: str = "",
    proofs: int = 1,
) -> Human:  # fmt: skip
    """Let a resident ask for a change, with a photograph of each proof; it is nine o'clock."""
    await world.reaches(9)
    resident = world.humans[who]
    await resident.says("/file")
    await resident.presses("申请变更")
    await resident.presses(subject)
    await resident.says(entry)
    if contact:
        await resident.says(contact)
    for number in range(proofs):
        await resident.sends(photos=[picture(number)])
        await resident.presses("拍好了")
    await resident.presses("提交申请")
    return resident


async def sees_originals(world: World, *proofs: str) -> Human:
    """Let the officer see these originals, and bring it before the head."""
    wang = world.humans["wang"]
    for proof in proofs or ("身份证",):
        await wang.presses(f"原件已看：{proof}")
    await wang.presses("送管理处经理审批")
    return world.humans["head"]

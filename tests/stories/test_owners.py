"""The owner's file 业主档案: read by its owner, changed with proof once the head approves."""

from sqlmodel import Session, select

from models.people.tables import HomeRole, Person
from tests.support.owning import asks, sees_originals
from tests.support.register import moves_in
from tests.support.telling import picture
from tests.support.world import World


def annas_phone(session: Session) -> str | None:
    """Return what the register says."""
    return session.exec(select(Person.phone).where(Person.telegram_id == 11)).one()


async def test_a_telephone_is_changed_once_the_head_approves(world: World) -> None:
    """OWN-05, OWN-06, OWN-08: proof kept, original seen, approved; then file and story show it."""
    anna = await asks(world, "联系电话", "13900001111")
    assert anna.sees("资料变更 №1", "+8613800000011", "+8613900001111", "请带原件到服务中心")
    assert world.read(annas_phone) == "+8613800000011"
    wang, group = world.humans["wang"], world.humans["management"]
    assert wang.sees("资料变更 №1", "1号楼 101", "林女士", "+8613900001111", "📄 身份证")
    await wang.presses("🔍 身份证")  # the copy
    assert "photo" in wang.files()
    head = await sees_originals(world)
    assert head.sees("资料变更 №1", "原件已看，与复印件一致", "王芳", "待管理处经理审批")
    assert world.read(annas_phone) == "+8613800000011"
    await head.presses("✅ 批准")
    assert world.read(annas_phone) == "+8613900001111"
    assert anna.sees("联系电话已经改好", "№1")
    await anna.says("/file")
    assert anna.sees("业户档案", "1号楼 101", "0011000101", "林秀英", "+8613900001111")
    await anna.says("/why 1")
    assert anna.sees("申请变更资料", "看过原件", "送管理处经理审批", "管理处经理批准")
    assert anna.heard[-1].count(" → ") == 2  # proposed, and approved
    assert anna.heard[-1].count("+8613900001111") == anna.heard[-1].count("+8613800000011") == 2
    await world.humans["supervisor"].says("/why 1")
    assert world.humans["supervisor"].heard_of("1390000") == 0  # neither has it nor decides it
    await anna.says("/case 1")
    assert anna.sees("+8613800000011", "+8613900001111", "已生效")
    for secret in ("林", "1390000", "资料变更"):
        assert group.heard_of(secret) == 0


async def test_what_somebody_tells_of_themselves_is_read_by_them_and_the_office(
    world: World,
) -> None:
    """OWN-03, SEC-01: sex, age, likes, account; the owner reads nothing of it of a tenant."""
    world.write(
        lambda session: moves_in(session, "张小明", "101", role=HomeRole.TENANT, telegram_id=13)
    )
    tenant = world.joins("xiaoming", 13)
    await asks(world, "个人情况", "男，1990 年生，爱好摄影，会修电脑", who="xiaoming")
    head = await sees_originals(world)
    await head.presses("✅ 批准")
    await tenant.says("/file")
    await tenant.presses("申请变更")
    await tenant.presses("银行账号")
    await tenant.says("很多")
    assert tenant.sees("请只写账号的数字")
    await tenant.says("6222 0000 1111 4321")
    await tenant.sends(photos=[picture(1)])
    await tenant.presses("拍好了")
    await tenant.presses("提交申请")
    await sees_originals(world, "能证明的材料")
    await head.presses("✅ 批准")
    await tenant.says("/file")
    assert tenant.sees("爱好摄影", "尾号 4321")
    assert "6222" not in tenant.heard[-1]
    anna, wang = world.humans["anna"], world.humans["wang"]
    await anna.says("/file")
    assert "张小明" in anna.heard[-1]
    assert not any(each in anna.heard[-1] for each in ("摄影", "4321"))
    await wang.says("/file 1-101")
    assert wang.sees("张小明", "爱好摄影", "尾号 4321")

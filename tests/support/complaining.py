"""The parts of a complaint's story that most stories begin with."""

from sqlmodel import Session

from models.estate.tables import SheetRow
from models.people.tables import Department, Duty, Person, Shift, Staff, StaffRole
from tests.support.human import Human
from tests.support.world import World

CLASSES = (
    *(("人身伤害", "A", "ZX"), ("维修拖延", "B", "GC")),
    *(("楼道卫生", "C", "BJ"), ("服务态度", "C", "KF")),
)  # fmt: skip
CAST = (
    #  who        their name  account  role                          department
    ("manager", "孙经理", 31, StaffRole.MANAGER, Department.KF),
    ("quality", "周品质", 32, StaffRole.QUALITY_SUPERVISOR, Department.KF),
    ("desk", "吴主管", 33, StaffRole.SUPERVISOR, Department.KF),
    ("company", "公司王总", 34, StaffRole.COMPANY, Department.QT),
)


async def cast_of_complaints(world: World) -> None:
    """Let the office have a class table, and everybody of the ladder; it is nine o'clock."""
    world.write(with_classes)
    for who, name, account, role, department in CAST:
        world.write(lambda s, n=name, a=account, r=role, d=department: hire(s, n, a, r, d))
        world.joins(who, account)
    await world.reaches(9)


def hire(
    session: Session, name: str, account: int, role: StaffRole, department: Department
) -> None:
    """Let there be one more of the staff, with an account, on the roster every day."""
    person = Person(estate_id=1, name=name, telegram_id=account, phone=f"+86139000000{account}")
    session.add(person)
    session.flush()
    staff = Staff(estate_id=1, person_id=person.id, name=name, role=role, department=department)
    session.add(staff)
    session.flush()
    for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"):
        shift = Shift(estate_id=1, staff_id=staff.id, on=day, begins="08:00", ends="18:00")
        shift.duty = Duty.SHIFT
        session.add(shift)


def with_classes(session: Session) -> None:
    """Let the office have filled in the sheet of complaint classes."""
    for category, importance, department in CLASSES:
        values = {"category": category, "class": importance, "department": department}
        session.add(SheetRow(estate_id=1, sheet="classes", key=category, values=values))


async def fill_in(
    world: World,
    who: str = "anna",
    *,
    told: str = "昨天说好来修，没有人来",
    category: str = "维修拖延",
    place: str = "1号楼 10",
    against: str = "不对某个人",
    name: str = "可以看到",
    wish: str = "尽快解决",
    wished: str = "按规定就好",
) -> Human:
    """Let a resident answer every question, and send nothing yet."""
    resident = world.humans[who]
    await resident.says("/complaint")
    await resident.says(told)
    await resident.presses(category)
    await resident.presses(place)
    if against in resident.buttons():
        await resident.presses(against)
    else:
        await resident.says(against)
        await resident.presses(name)
    await resident.presses(wish)
    await resident.presses(wished)
    return resident


async def complain(world: World, who: str = "anna", **answers: str) -> None:
    """Let a resident complain."""
    resident = await fill_in(world, who, **answers)
    await resident.presses("提交投诉")


async def plan(
    who: Human,
    fault: str,
    words: str,
    *,
    asked: str = "",
    called: str = "",
    day: str = "",
    at: str = "",
) -> None:
    """Let whoever has it say the cause, whose fault it is, and what is asked because of that."""
    await who.presses("原因和办法")
    await who.says("排班漏了")
    await who.presses(fault)
    if asked:
        await who.presses(asked)
    await who.says(words)
    if called:
        await who.says(called)
        await who.presses(day)
        await who.presses(at)
    await who.presses("告诉投诉人")


async def resolve(who: Human, cause: str = "排班漏了", result: str = "今天已经修好") -> None:
    """Let whoever has it solve it, and tell the result."""
    await who.presses("已解决")
    await who.says(cause)
    if any("我们公司" in label for label in who.buttons()):  # whose fault it was is not known yet
        await who.presses("我们公司")
    await who.says(result)
    await who.presses("告诉投诉人结果")


async def handled(world: World, **answers: str) -> None:
    """Let a complaint be told, admitted and solved."""
    await complain(world, **answers)
    await world.humans["manager"].presses("受理")
    await resolve(world.humans["supervisor"])

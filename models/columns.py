"""The estate workbook as one table: its sheets, their keys, and the columns with their kinds."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from models import cells
from models.cells import Kind, WrongCell, choice, several
from models.estate.tables import Use
from models.people.tables import AddressAs, Department, Duty, HomeRole, Language, StaffRole, Trade
from models.values import frozen

LANGUAGE = choice(Language)
DEPARTMENT = choice(Department)
TRADE = choice(Trade)


@frozen
class Column:
    """A column. `on` names the sheet whose key its cells name."""

    name: str
    title: str
    kind: Kind
    needed: bool = False
    on: str | None = None

    def read(self, text: str) -> Any:
        """Return the cell's value; None when it is empty. Raises WrongCell."""
        if text:
            return self.kind.read(text)
        if self.needed:
            raise WrongCell("needed")
        return None

    def write(self, value: Any) -> str:
        """Return the text that `read` makes `value` of."""
        return "" if value is None and self.kind is not cells.JSON else self.kind.write(value)


@frozen
class Sheet:
    """A sheet. The values of the columns `key` tell its rows apart."""

    name: str
    title: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def key_of(self, row: Mapping[str, Any]) -> tuple[str, ...]:
        """Return what tells the row apart."""
        return tuple(str(row[name]) for name in self.key)

    def column(self, header: str) -> Column | None:
        """Return the column of this English name or Chinese title."""
        called = (c for c in self.columns if c.name == header.casefold() or c.title == header)
        return next(called, None)

    def columns_of(self, row: Mapping[str, Any]) -> Iterator[tuple[str, Column]]:
        """Yield each column's name and what it holds in this row, which is read as it goes on.

        Each row of the sheet `estate` has a value of a kind of its own.
        """
        for column in self.columns:
            fact = row.get("key") if column.name == "value" else None
            yield column.name, ESTATE_FACTS.get(str(fact), column)


def sheet_called(name: str) -> Sheet | None:
    """Return the sheet of this English name or Chinese title."""
    called = (s for s in SHEETS.values() if s.name == name.casefold() or s.title == name)
    return next(called, None)


def _sheet(name: str, title: str, key: tuple[str, ...], *columns: Column) -> Sheet:
    needed = (replace(c, needed=c.needed or c.name in key) for c in columns)
    return Sheet(name, title, key, tuple(needed))


# The rows of the sheet `estate`: what its `value` holds, and whether it may be empty.
ESTATE_FACTS = {
    "name": Column("name", "名称", cells.TEXT, needed=True),
    "office_code": Column("office_code", "代码", cells.TEXT, needed=True),
    "timezone": Column("timezone", "时区", cells.ZONE, needed=True),
    "currency": Column("currency", "货币", cells.CURRENCY, needed=True),
    "locale": Column("locale", "语言", LANGUAGE, needed=True),
    "hotline": Column("hotline", "服务热线", cells.LINE),
    "emergency_phone": Column("emergency_phone", "应急电话", cells.LINE),
    "shift_start": Column("shift_start", "上班", cells.TIME, needed=True),
    "shift_end": Column("shift_end", "下班", cells.TIME, needed=True),
    "address": Column("address", "地址", cells.TEXT),
}

# Facts that docs/rules.md lists as settings and the workbook keeps in a better place.
KEPT_ELSEWHERE = {
    **{f"estate.{fact}": f"estate: {fact}" for fact in ESTATE_FACTS},
    "office.code": "estate: office_code",
    "bot.locale": "estate: locale",
    "shift.start": "estate: shift_start",
    "shift.end": "estate: shift_end",
    "calendar.holidays": "holidays",
    "warranty.periods": "warranty",
    "paid.tariffs": "tariffs",
    "complaint.classes": "classes",
}

# fmt: off
_ALL = (
    _sheet("estate", "项目", ("key",),
        Column("key", "事项", choice(ESTATE_FACTS)),
        Column("value", "内容", cells.TEXT),
    ),
    _sheet("settings", "设置", ("name",),
        Column("name", "设置项", cells.TEXT),
        Column("value", "取值", cells.JSON, needed=True),
    ),
    _sheet("homes", "房屋", ("code",),
        Column("code", "物业编码", cells.CODE),
        Column("building", "楼栋", cells.TEXT, needed=True),
        Column("unit", "房号", cells.TEXT, needed=True),
        Column("area_m2", "建筑面积", cells.DECIMAL),
        Column("use", "用途", choice(Use)),
        Column("delivered_on", "交付日期", cells.DATE),
        Column("contract_no", "合同编号", cells.TEXT),
        Column("meters", "表号", cells.WORDS),
        Column("large_payer", "大额业主", cells.YES_NO),
        Column("key_customer", "重点客户", cells.YES_NO),
        Column("bank_collection", "银行代扣", cells.YES_NO),
    ),
    _sheet("residents", "住户", ("home_code", "name"),
        Column("home_code", "物业编码", cells.CODE, on="homes"),
        Column("name", "姓名", cells.TEXT),
        Column("role", "身份", choice(HomeRole), needed=True),
        Column("address_as", "称呼", choice(AddressAs)),
        Column("phone", "电话", cells.PHONE),
        Column("language", "语言", LANGUAGE),
        Column("since", "起始日期", cells.DATE),
        Column("left_on", "迁出日期", cells.DATE),
    ),
    _sheet("staff", "员工", ("name",),
        Column("name", "姓名", cells.TEXT),
        Column("role", "岗位", choice(StaffRole), needed=True),
        Column("department", "部门", DEPARTMENT),
        Column("trades", "工种", several(TRADE)),
        Column("buildings", "所辖楼栋", cells.WORDS),
        Column("phone", "电话", cells.PHONE),
        Column("reports_to", "上级", cells.TEXT, on="staff"),
        Column("deputy", "代理人", cells.TEXT, on="staff"),
        Column("language", "语言", LANGUAGE),
        Column("left_on", "离职日期", cells.DATE),
    ),
    _sheet("roster", "排班", ("staff", "on", "from"),
        Column("staff", "员工", cells.TEXT, on="staff"),
        Column("on", "星期或日期", cells.DAY),
        Column("from", "开始", cells.TIME, needed=True),
        Column("to", "结束", cells.TIME, needed=True),
        Column("duty", "班次", choice(Duty), needed=True),
        Column("order", "顺序", cells.COUNT),
    ),
    _sheet("spaces", "车位", ("number",),
        Column("number", "车位号", cells.TEXT),
        Column("kind", "类型", choice(("underground", "surface", "vip")), needed=True),
        Column("monthly_fee", "月费", cells.MONEY),
        Column("state", "状态", choice(("free", "leased", "reserved", "closed")), needed=True),
        Column("holder_home_code", "使用房屋", cells.CODE, on="homes"),
        Column("contract_no", "合同编号", cells.TEXT),
        Column("from", "开始", cells.DATE),
        Column("to", "结束", cells.DATE),
    ),
    _sheet("vehicles", "车辆", ("plate",),
        Column("plate", "车牌号", cells.TEXT),
        Column("home_code", "物业编码", cells.CODE, needed=True, on="homes"),
        Column("owner_name", "车主", cells.TEXT),
        Column("model", "车型", cells.TEXT),
        Column("licence_no", "行驶证号", cells.TEXT),
        Column("insured_until", "保险到期", cells.DATE),
        Column("space_number", "车位号", cells.TEXT, on="spaces"),
    ),
    _sheet("tariffs", "收费标准", ("code",),
        Column("code", "收费编码", cells.TEXT),
        Column("title", "收费项目", cells.TEXT, needed=True),
        Column("kind", "类别",
               choice(("service", "parking", "paid_work", "deposit", "card", "other")),
               needed=True),
        Column("unit", "计费单位", cells.TEXT),
        Column("price", "单价", cells.MONEY),
        Column("note", "说明", cells.TEXT),
    ),
    _sheet("charges", "应收", ("home_code", "period", "item"),
        Column("home_code", "物业编码", cells.CODE, on="homes"),
        Column("period", "账期", cells.MONTH),
        Column("item", "收费编码", cells.TEXT, on="tariffs"),
        Column("amount", "金额", cells.MONEY, needed=True),
        Column("due_on", "应缴日期", cells.DATE),
    ),
    _sheet("payments", "实收", ("reference",),
        Column("reference", "收据号", cells.TEXT),
        Column("home_code", "物业编码", cells.CODE, needed=True, on="homes"),
        Column("paid_on", "缴费日期", cells.DATE, needed=True),
        Column("amount", "金额", cells.PAID, needed=True),
        Column("method", "方式", choice(("cash", "transfer", "bank", "other")), needed=True),
        Column("charge_period", "账期", cells.MONTH),
        Column("item", "收费编码", cells.TEXT, on="tariffs"),
    ),
    _sheet("contacts", "联系单位", ("kind", "name"),
        Column("kind", "类别",
               choice(("emergency", "vendor", "developer", "company", "legal", "utility"))),
        Column("name", "名称", cells.TEXT),
        Column("trade", "工种", TRADE),
        Column("phone", "电话", cells.LINE),
        Column("telegram_staff", "对应员工", cells.TEXT, on="staff"),
        Column("note", "说明", cells.TEXT),
    ),
    _sheet("warranty", "质保", ("component",),
        Column("component", "部位", cells.TEXT),
        Column("months", "月数", cells.COUNT, needed=True),
    ),
    _sheet("classes", "投诉分类", ("category",),
        Column("category", "事由", cells.TEXT),
        Column("class", "级别", choice("ABC"), needed=True),
        Column("department", "部门", DEPARTMENT, needed=True),
        Column("note", "说明", cells.TEXT),
    ),
    _sheet("faq", "答客问", ("topic", "question"),
        Column("topic", "主题", cells.TEXT),
        Column("question", "问题", cells.TEXT),
        Column("answer", "回答", cells.TEXT, needed=True),
        Column("keywords", "关键词", cells.WORDS),
        Column("language", "语言", LANGUAGE),
        Column("confirmed_on", "核实日期", cells.DATE),
    ),
    _sheet("holidays", "节假日", ("date",),
        Column("date", "日期", cells.DATE),
        Column("kind", "类别", choice(("holiday", "workday")), needed=True),
        Column("name", "名称", cells.TEXT),
    ),
)
# fmt: on

SHEETS: dict[str, Sheet] = {sheet.name: sheet for sheet in _ALL}

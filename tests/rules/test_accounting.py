"""Exports of accounting software, by values: what is read, and what is named as wrong."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.accounting.columns import Mapped
from models.accounting.reading import Accounts, read_accounts
from models.accounting.register import Register
from models.accounting.words import Cell, read_cell
from models.cells import WrongCell
from models.workbook import WrongWorkbook

REGISTER = Register(
    homes={
        "0011000101": ("1号楼", "101"),
        "0011000102": ("1号楼", "102"),
        "0012010101": ("2号楼", "1单元101"),
        "0012020101": ("2号楼", "2单元101"),
        "0013000101": ("A座", "1203"),
    },
    items={"WY": "物业服务费", "WY-SHOP": "物业服务费（商铺）", "CW": "车位租赁费"},
    charges=frozenset({("0011000101", "2026-09", "WY")}),
    estate="云河苑",
)
COMMON = ["房号", "业主姓名", "费用项目", "所属月份", "应收金额(元)", "应缴日期"]


def read(*lines: str, mapped: Mapped | None = None, name: str = "明细") -> Accounts:
    sheet = [line.split("|") for line in lines]
    return read_accounts([(name, sheet)], mapped or Mapped(), REGISTER)


def wrong(*lines: str, mapped: Mapped | None = None) -> list[str]:
    with pytest.raises(WrongWorkbook) as refused:
        read(*lines, mapped=mapped)
    return [str(fault) for fault in refused.value.faults]


def charge(home: str = "1-101", amount: str = "250.88", month: str = "2026-11") -> str:
    return f"{home}|林秀英|物业服务费|{month}|{amount}|2026-11-05"


def test_a_common_export_needs_no_mapping():
    """FEE-01: title above the header, totals below, names and areas beside it."""
    accounts = read(
        "云河苑物业应收明细表||||", "|".join(COMMON), charge(),
        charge("１号楼１０２", "１,２３４.５０"),
        "合计||||1,485.38", "",
    )  # fmt: skip
    assert accounts.book.rows["charges"] == [
        {"home_code": "0011000101", "period": "2026-11", "item": "WY", "amount": 25088,
         "due_on": date(2026, 11, 5)},
        {"home_code": "0011000102", "period": "2026-11", "item": "WY", "amount": 123450,
         "due_on": date(2026, 11, 5)},
    ]  # fmt: skip
    assert accounts.book.rows["payments"] == []
    assert accounts.unread == ("业主姓名",)


def test_one_row_may_say_what_was_charged_and_what_was_paid():
    """An unpaid row is a charge only; a receipt of two months is one payment of both."""
    header = "楼栋|房间号|收费项目|账期|应收金额|实收金额|收款日期|收款方式|单据号"
    accounts = read(
        header,
        "1号楼|101|WY|202610|250.88|250.88|2026/11/3|微信|SJ-1",
        "1号楼|101|WY|202611|250.88|250.88|2026/11/3|微信|SJ-1",
        "1号楼|102|WY|202611|300|0||| ".strip(),
    )
    assert [row["amount"] for row in accounts.book.rows["charges"]] == [25088, 25088, 30000]
    assert [row["due_on"] for row in accounts.book.rows["charges"]][2] == date(2026, 11, 1)  # S-38
    assert accounts.book.rows["payments"] == [
        {"reference": "SJ-1", "home_code": "0011000101", "paid_on": date(2026, 11, 3),
         "amount": 50176, "method": "other", "charge_period": None, "item": "WY"},
    ]  # fmt: skip


def test_a_mapping_says_what_cannot_be_recognised():
    mapped = Mapped.of(
        {
            "columns": {"门牌": "unit", "钱": "charged", "应缴日期": "nothing"},
            "items": {"物管费": "WY"},
            "always": {"period": "2026-11"},
        }
    )
    accounts = read("门牌|钱|应缴日期|费用项目", "1-101|1|待定|物管费", mapped=mapped)
    assert accounts.book.rows["charges"][0] == {
        "home_code": "0011000101", "period": "2026-11", "item": "WY", "amount": 100,
        "due_on": date(2026, 11, 1),
    }  # fmt: skip
    for tables in ({"column": {}}, {"columns": {"门牌": "door"}}, {"methods": {"微信": "wechat"}}):
        with pytest.raises(ValueError, match=r"column|door|wechat"):
            Mapped.of(tables)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("1-101", "0011000101"), ("1号楼101", "0011000101"), ("1栋1单元101", "0011000101"),
        ("云河苑1号楼0101室", "0011000101"), ("2栋2单元101", "0012020101"),
        ("2-1-101", "0012010101"), ("A座1203", "0013000101"), ("Building 1 102", "0011000102"),
    ],
)  # fmt: skip
def test_a_home_is_known_however_it_is_written(said: str, code: str):
    assert read("|".join(COMMON), charge(said)).book.rows["charges"][0]["home_code"] == code


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (charge("9-101"), "column 房号: names no home of the estate"),
        (charge("2-101"), "column 房号: names no home of the estate"),
        (charge(amount="-3"), "is below zero: write the charge that it lowers"),
        (charge(amount="(3.00)"), "is below zero"),
        (charge(amount="250.888"), "is not an amount"),
        (charge(amount="1,23"), "is not an amount"),
        (charge(amount="99999999"), "is more than anything here costs"),
        (charge(amount="=SUM(A1)"), "is a formula without a value"),
        (charge(amount=""), "is empty, but needed"),
        (charge(month="2026-13"), "column 所属月份: is not a month"),
        (charge().replace("物业服务费", "水费"), "物业服务费 (WY), 物业服务费（商铺） (WY-SHOP), "),
        (charge().replace("2026-11-05", "5日"), "column 应缴日期: is not a date"),
    ],
)  # fmt: skip
def test_every_wrong_cell_is_named(line: str, told: str):
    """FEE-12: no unclear accounts. Sheet, row and the title that the office knows."""
    [said] = wrong("|".join(COMMON), charge("1-102"), line)
    assert said.startswith("明细, row 3, column ")
    assert told in said


def test_all_that_is_wrong_is_told_at_once():
    said = wrong("|".join(COMMON), "9-9|x|y|z|w|v", charge(), charge("1号楼101"))
    assert len(said) == 6
    assert said[-1] == "明细, row 4, column 应收金额(元): is charged already in row 3"
    assert wrong("房号|应收金额", "1-101|1") == [
        "明细, row 1, column 所属月份: is missing on this sheet, but needed",
        "明细, row 1, column 费用项目: is missing on this sheet, but needed",
    ]
    assert wrong("姓名|电话", "1|2") == [
        "明细: has no line with columns for a home and an amount (see docs/accounting.md)"
    ]
    assert "stands on this sheet twice" in wrong("|".join([*COMMON, "应收"]), charge())[0]


def test_what_stands_in_brackets_tells_items_apart():
    """FEE-01: a shop is not charged by the tariff of a home."""
    line = charge().replace("物业服务费", "物业服务费 (商铺)")
    assert read("|".join(COMMON), line).book.rows["charges"][0]["item"] == "WY-SHOP"
    assert "column 费用项目" in wrong("|".join(COMMON), line.replace("商铺", "住宅"))[0]


def test_two_entrances_are_not_one_home():
    [said] = wrong("|".join(COMMON), charge("1栋1单元101"), charge("1栋2单元101", month="2026-10"))
    assert said.endswith("names the home of row 2 by another entrance")


def test_payments_say_enough_or_are_named():
    """A receipt belongs to one home, day and way; a refund is not entered."""
    header = "房号|实收金额|收款日期|收款方式|单据号|所属月份|费用项目"
    said = wrong(
        header,
        "1-101|10|2026-11-03|现金|SJ-1|2026-09|WY",
        "1-102|10|2026-11-03|现金|SJ-1||",
        "1-101|10|2026-11-03|现金|SJ-1|2026-09|WY",
        "1-101|-10|2026-11-03|现金|SJ-2||",
        "1-101|10|2026-11-03|鸡蛋||2026-08|WY",
    )
    assert [each.partition(": ")[2].partition(":")[0] for each in said] == [
        "names receipt SJ-1 with another home, day or way than row 2",
        "repeats what row 2 says of receipt SJ-1",
        "is below zero",
        "is empty, but needed",
        "is no way of payment that we know; there are",
    ]
    [dangling] = wrong(header, "1-101|10|2026-11-03|现金|SJ-1|2026-08|WY")
    assert dangling.endswith("names no charge of this home, period and item")


@given(st.integers(0, 999_999_999), st.booleans(), st.booleans(), st.sampled_from(["", "¥", "￥"]))
def test_any_amount_is_read_to_the_fen(fen: int, grouped: bool, wide: bool, sign: str):
    yuan = Decimal(fen) / 100
    text = f"{sign}{yuan:,.2f}" if grouped else f"{sign}{yuan:.2f}"
    if wide:
        text = text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789,."})
    assert read_cell(Cell.CHARGED, text) == fen


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_any_day_is_read_as_it_is_written(day: date):
    forms = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d", "%Y-%m-%d 14:03:22")
    assert {read_cell(Cell.DUE_ON, day.strftime(form)) for form in forms} == {day}
    months = (*forms[:4], "%Y-%m", "%Y/%m", "%Y年%m月", "%Y%m")
    assert {read_cell(Cell.PERIOD, day.strftime(form)) for form in months} == {f"{day:%Y-%m}"}


@pytest.mark.slow
@given(st.sampled_from(list(Cell)), st.text(max_size=30))
def test_no_cell_breaks_the_reader(cell: Cell, text: str):
    """Whatever stands there is a value, or a wrong cell."""
    try:
        read_cell(cell, text)
    except WrongCell as refused:
        assert refused.reason  # noqa: PT017  (either is right)


@given(st.lists(st.lists(st.text(max_size=8), max_size=7), max_size=4))
def test_no_sheet_breaks_the_reader(lines: list[list[str]]):
    try:
        read_accounts([("表", [COMMON, *lines])], Mapped(), REGISTER)
    except WrongWorkbook as refused:
        assert refused.faults  # noqa: PT017

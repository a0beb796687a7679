"""How accounting software calls what we know, and what its cells may hold. Pure."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from models.cells import MOST, WrongCell
from models.fees.words import Method


class Cell(StrEnum):
    """What a column of an export can hold; the names are those that a mapping may use."""

    CODE = "code"
    BUILDING = "building"
    ENTRANCE = "entrance"
    UNIT = "unit"
    PERIOD = "period"
    ITEM = "item"
    CHARGED = "charged"
    DUE_ON = "due_on"
    PAID = "paid"
    AMOUNT = "amount"  # charged or paid: the columns beside it tell
    PAID_ON = "paid_on"
    METHOD = "method"
    REFERENCE = "reference"
    NOTHING = "nothing"  # a column that a mapping leaves out


TITLES: Mapping[Cell, str] = {
    Cell.CODE: "物业编码 房屋编码 房产编码 home_code code",
    Cell.BUILDING: "楼栋 楼号 栋号 楼宇 楼幢 幢号 楼座 building",
    Cell.ENTRANCE: "单元 单元号 entrance",
    Cell.UNIT: "房号 房间 房间号 房屋 室号 户号 单元房号 房屋编号 资源名称 home unit",
    Cell.PERIOD: (
        "所属月份 账期 费用月份 所属期 所属账期 所属期间 计费月份 收费月份 应收月份 月份 费用期间 "
        "period charge_period month"
    ),
    Cell.ITEM: "费用项目 收费项目 费项 费项名称 费用名称 费用类型 收费编码 项目名称 科目 item",
    Cell.CHARGED: "应收金额 应收 应缴金额 应交金额 应收款 本期应收 charged",
    Cell.DUE_ON: "应缴日期 应收日期 应交日期 缴费截止日期 缴费期限 到期日 due_on",
    Cell.PAID: "实收金额 实收 已收金额 实缴金额 缴费金额 收款金额 付款金额 paid",
    Cell.AMOUNT: "金额 amount",
    Cell.PAID_ON: "收款日期 缴费日期 收费日期 付款日期 实收日期 收款时间 缴费时间 paid_on",
    Cell.METHOD: "收款方式 缴费方式 付款方式 支付方式 结算方式 方式 method",
    Cell.REFERENCE: "单据号 收据号 收据编号 票据号 票据号码 单号 凭证号 流水号 收款单号 reference",
}
TOTALS = frozenset(["合计", "总计", "小计", "本页合计", "本页小计", "total", "totals", "sum"])
METHODS: Mapping[str, Method] = {
    word: method
    for method, words in {
        Method.CASH: "现金 cash",
        Method.TRANSFER: "转账 银行转账 对公转账 汇款 网银 transfer",
        Method.BANK: "银行 银行代扣 代扣 托收 银行托收 刷卡 pos bank",
        Method.OTHER: "微信 微信支付 支付宝 扫码 扫码支付 支票 其他 其它 other",
    }.items()
    for word in words.split()
}

_DATE = r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?(?:[ t][0-9:.]+)?"
_DIGITS = r"([0-9]{4})([0-9]{2})([0-9]{2})"
_MONTH = r"([0-9]{4})[-/.年]([0-9]{1,2})月?|([0-9]{4})([0-9]{2})"
_MONEY = r"(-)?[¥]?((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})(?:\.[0-9]{1,2}0*)?)元?"


def plain(text: str) -> str:
    """Return the word without the spreadsheet's decoration: `应收金额（元）` is `应收金额`."""
    return re.sub(r"\([^()]*\)|[:*]", "", exact(text))


def exact(text: str) -> str:
    """Return the word however wide and spaced it is written; what stands in brackets counts."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).casefold()


TITLED: Mapping[str, Cell] = {
    title: cell for cell, titles in TITLES.items() for title in titles.split()
}


def read_cell(cell: Cell, text: str) -> Any:
    """Return what the cell says; None when it is empty. Raises WrongCell."""
    if text.startswith("="):
        raise WrongCell("formula")
    if not text:
        return None
    if not all(char.isprintable() or char in "\n\t" for char in text):
        raise WrongCell("unprintable")
    said = unicodedata.normalize("NFKC", text).strip()
    return READERS[cell](said) if cell in READERS else said


def _month(text: str) -> str:
    """Return the month; a spreadsheet often makes a day of it."""
    month = re.fullmatch(_MONTH, text)
    try:
        day = _day(month[1] or month[3], month[2] or month[4], "1") if month else _date(text)
    except WrongCell:
        raise WrongCell("not_a_month") from None
    return f"{day:%Y-%m}"


def _date(text: str) -> date:
    found = re.fullmatch(_DATE, text.casefold()) or re.fullmatch(_DIGITS, text)
    if found is None:
        raise WrongCell("not_a_date")
    return _day(found[1], found[2], found[3])


def _day(year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise WrongCell("not_a_date") from None


def _money(below: str) -> Callable[[str], int]:
    """Return what reads yuan as fen; what is below zero has a reason of its own."""

    def read(text: str) -> int:
        bare = re.sub(r"[\s¥]", "", text)
        bare = re.sub(r"^\((.*)\)$", r"-\1", bare)
        found = re.fullmatch(_MONEY, bare)
        if found is None:
            raise WrongCell("not_money")
        fen = int(Decimal(found[2].replace(",", "")) * 100)
        if found[1] and fen:
            raise WrongCell(below)
        if fen > MOST:
            raise WrongCell("too_much")
        return fen

    return read


READERS: Mapping[Cell, Callable[[str], Any]] = {
    Cell.PERIOD: _month,
    Cell.DUE_ON: _date,
    Cell.PAID_ON: _date,
    Cell.CHARGED: _money("credit"),
    Cell.PAID: _money("refund"),
}

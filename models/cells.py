"""What a cell of the estate workbook may hold: text becomes a value, the value the same text."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from typing import Any
from zoneinfo import available_timezones

from models.values import frozen

REGION = "CN"  # where a number without country code is dialled
# What a spreadsheet would reckon out of a CSV file; a telephone number or an amount is none.
_RECKONED = re.compile(r"'*(?:[=@\t\r]|[+-](?![0-9. ]*\Z))")

# Never the cell itself: faults are printed and logged, cells hold names and numbers of people.
REASONS = {
    "needed": "is empty, but needed",
    "unprintable": "holds a character that cannot be printed",
    "not_ten_digits": "is not a code of ten digits",
    "leading_zero_lost": "has nine digits: the leading zero is lost (make the column text)",
    "not_a_date": "is not a date like 2026-03-01",
    "not_a_month": "is not a month like 2026-03",
    "not_a_day": "is neither a weekday (mon to sun) nor a date like 2026-03-01",
    "not_a_time": "is not a time of day like 08:30",
    "not_money": "is not an amount in yuan with at most two decimals",
    "not_a_count": "is not a whole number",
    "not_a_number": "is not a number",
    "not_yes_or_no": "is neither yes (是) nor no (否)",
    "not_a_phone": "is not a telephone number",
    "not_a_zone": "is not a time zone like Asia/Shanghai",
    "not_a_currency": "is not a currency like CNY",
    "not_json": "is not a JSON value (texts stand in double quotes)",
    "not_an_option": "is not one of: {options}",
    "not_on": "names nothing on the sheet {sheet}",
    "no_such_charge": "names no charge of this home, period and item",
    "itself": "names the row itself",
    "not_after": "is not later than {column}",
    "before": "is earlier than {column}",
    "nothing_paid": "a payment is more than nothing",
    "receipt_cancelled": "receipt {reference} was cancelled in the chat; leave the row out",
    "receipt_handed_over": "receipt {reference} was handed over as it is; cancel it in the chat",
    "formula": "is a formula without a value: open the file in a spreadsheet and save it",
    "no_home": "names no home of the estate",
    "several_homes": "can mean several homes: {homes}",
    "other_entrance": "names the home of row {row} by another entrance",
    "no_item": "names no item of the list of fees; there are: {items}",
    "no_method": "is no way of payment that we know; there are: {methods}",
    "credit": "is below zero: write the charge that it lowers with its new amount",
    "refund": "is below zero: a refund is not entered; cancel or correct its receipt",
    "too_much": "is more than anything here costs",
    "charge_twice": "is charged already in row {row}",
    "receipt_differs": "names receipt {reference} with another home, day or way than row {row}",
    "receipt_twice": "repeats what row {row} says of receipt {reference}",
    "no_accounts": "has no line with columns for a home and an amount (see docs/accounting.md)",
    "kept_for_application": "cannot lease {space}: settle first the application that keeps it",
    "changed_since": "would undo change №{number} of the owner's file: write what it says now",
    "twice": "repeats the key of row {row}",
    "unknown_setting": "names no setting: {name}",
    "kept_elsewhere": "is not a setting; it belongs to {place}",
    "setting_refused": "does not suit the setting {name}",
    "unknown_sheet": "is no sheet of the workbook",
    "sheet_twice": "stands in the workbook twice",
    "unknown_column": "is no column of this sheet",
    "column_twice": "stands on this sheet twice",
    "column_missing": "is missing on this sheet, but needed",
    "unreadable": "cannot be read: it must be an .xlsx file or a folder of CSV files",
    "not_utf8": "is not UTF-8 (in Excel: save as “CSV UTF-8”)",
}


class WrongCell(ValueError):
    """A cell cannot be what its column needs: `reason` is a key of REASONS."""

    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__(REASONS[reason].format(**facts))
        self.reason = reason
        self.facts = facts


@frozen
class Kind:
    """One kind of cell. `literal` keeps what was typed; all else forgives full-width signs."""

    described: str
    parse: Callable[[str], Any]
    write: Callable[[Any], str] = str
    is_number: bool = False
    literal: bool = False

    def read(self, text: str) -> Any:
        """Return the value of a cell that is not empty. Raises WrongCell."""
        return self.parse(text if self.literal else unicodedata.normalize("NFKC", text).strip())


def _refusing(reason: str, parse: Callable[[str], Any], **facts: object) -> Callable[[str], Any]:
    """Return `parse` that says `reason` wherever it fails, unless it has said its own."""

    def parsed(text: str) -> Any:
        try:
            return parse(text)
        except WrongCell:
            raise
        except (LookupError, ValueError, RecursionError):
            raise WrongCell(reason, **facts) from None

    return parsed


def _matching(pattern: str, reason: str, made: Callable[[str], Any] = str) -> Callable[[str], Any]:
    return _refusing(reason, lambda text: made(re.findall(f"^(?:{pattern})\\Z", text)[0]))


def _moment(form: str, reason: str, made: Callable[[datetime], Any]) -> Callable[[str], Any]:
    """Return what makes something of a moment in this form; its dashes may be slashes."""

    def parse(text: str) -> Any:
        return made(datetime.strptime(text.replace("/", "-"), form).replace(tzinfo=UTC))

    return _refusing(reason, parse)


def choice(options: Iterable[str]) -> Kind:
    """Return the kind whose cells hold one of `options`, in any case of letters."""
    names = {option.casefold(): str(option) for option in options}
    parse = _refusing(
        "not_an_option", lambda text: names[text.casefold()], options=", ".join(names.values())
    )
    return Kind(" · ".join(f"`{name}`" for name in names.values()), parse)


def several(kind: Kind) -> Kind:
    """Return the kind whose cells hold a list of `kind`, separated by semicolons."""

    def parse(text: str) -> list[Any]:
        return [kind.parse(part.strip()) for part in text.split(";") if part.strip()]

    return Kind(f"list of {kind.described}", parse, lambda items: ";".join(map(kind.write, items)))


def _text(text: str) -> str:
    if not all(char.isprintable() or char in "\n\t\u200d" for char in text):
        raise WrongCell("unprintable")
    return text


def _code(text: str) -> str:
    if re.fullmatch("[0-9]{9}", text):
        raise WrongCell("leading_zero_lost")
    return str(_matching("[0-9]{10}", "not_ten_digits")(text))


def _month(text: str) -> str:
    # A spreadsheet makes the first of the month of it.
    month = re.sub("^([0-9]{4}[-/][0-9]{1,2})[-/]0?1$", r"\1", text)
    return str(_moment("%Y-%m", "not_a_month", "{:%Y-%m}".format)(month))


def _day(text: str) -> str:
    if text.casefold() in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"):
        return text.casefold()
    return str(_moment("%Y-%m-%d", "not_a_day", datetime.date)(text))


def _line(text: str) -> str:
    if re.fullmatch("[0-9]{3,6}", text):
        return text  # 119, 95598: short numbers are dialled as they are
    return _phone(text)


def _phone(text: str) -> str:
    import phonenumbers  # noqa: PLC0415  (loads slowly, and numbers are rarely written)

    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        raise WrongCell("not_a_phone") from None
    if not phonenumbers.is_valid_number(number):
        raise WrongCell("not_a_phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _zone(text: str) -> str:
    if text not in available_timezones():
        raise WrongCell("not_a_zone")
    return text


def _no_constant(name: str) -> None:
    raise ValueError(name)  # NaN and Infinity are no JSON, whatever the standard library says


def _json(text: str) -> Any:
    if text in ("TRUE", "FALSE"):
        return text == "TRUE"  # so a spreadsheet writes it
    return json.loads(text, parse_constant=_no_constant)


MEANT = {"yes": True, "是": True, "true": True, "no": False, "否": False, "false": False}
MOST = 999_999_999  # fen: more is a slip of the keys, and no number of PostgreSQL's

TEXT = Kind("text", _text, literal=True)
WORDS = several(Kind("texts", _text))
CODE = Kind("ten digits", _code)
DATE = Kind("date `2026-03-01`", _moment("%Y-%m-%d", "not_a_date", datetime.date))
MONTH = Kind("month `2026-03`", _month)
DAY = Kind("weekday `mon`…`sun` or date", _day)
TIME = Kind("time `08:30`", _moment("%H:%M", "not_a_time", "{:%H:%M}".format))
MONEY = Kind(
    "yuan `128.50`",
    _matching(
        r"[0-9]{1,12}(?:\.[0-9]{1,2})?",
        "not_money",
        _refusing("too_much", lambda text: range(MOST + 1)[int(Decimal(text) * 100)]),
    ),
    lambda fen: f"{fen // 100}.{fen % 100:02d}",
    is_number=True,
)
PAID = replace(
    MONEY,
    described="yuan `128.50`, above zero",
    parse=_refusing("nothing_paid", lambda text: MONEY.parse(text) or int("nothing")),
)
COUNT = Kind("whole number", _matching("[0-9]{1,9}", "not_a_count", int), is_number=True)
DECIMAL = Kind(
    "number", _matching(r"[0-9]{1,9}(?:\.[0-9]{1,6})?", "not_a_number", Decimal), is_number=True
)
YES_NO = Kind(
    "`yes` · `no` (是 · 否)",
    _refusing("not_yes_or_no", lambda text: MEANT[text.casefold()]),
    lambda value: "yes" if value else "no",
)
PHONE = Kind("telephone number of a person", _refusing("not_a_phone", _phone))
LINE = Kind("telephone number, short ones too", _refusing("not_a_phone", _line))
ZONE = Kind("time zone", _zone)
CURRENCY = Kind("currency `CNY`", _matching("[A-Z]{3}", "not_a_currency"))
JSON = Kind(
    "JSON value", _refusing("not_json", _json), partial(json.dumps, ensure_ascii=False),
    literal=True,
)  # fmt: skip


def inert(text: str) -> str:
    """Return the text as a CSV file has it: behind an apostrophe where it would be a formula."""
    return f"'{text}" if _RECKONED.match(text) else text


def as_meant(text: str) -> str:
    """Return what `inert` was given."""
    return text[1:] if text.startswith("'") and _RECKONED.match(text[1:]) else text

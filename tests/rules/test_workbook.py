"""Workbooks are read from files and folders, checked as a whole, and written again."""

import json
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from models.columns import SHEETS
from models.workbook import Book, Fault, RawBook, WrongWorkbook, check, read, write

SAMPLE = Path(__file__).parents[2] / "bot" / "sandbox" / "estate"
SETTINGS = {"dispatch.unclaimed_minutes": list, "callback.repair.delay_hours": int}
HOMES = ["code,building,unit", "0011010101,1号楼,101"]


def raw(**sheets: list[str]) -> RawBook:
    return RawBook([(name, [line.split(",") for line in lines]) for name, lines in sheets.items()])


def faults(book: RawBook) -> list[tuple[str, int, str, str]]:
    with pytest.raises(WrongWorkbook) as refusal:
        check(book, SETTINGS)
    return [(f.sheet, f.row, f.column, f.wrong.reason) for f in refusal.value.faults]


def xlsx(path: Path, name: str, rows: list[list[Any]]) -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        page = book.add_worksheet(name)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return path


WRONG = raw(
    estate=["key,value", "name,", "timezone,Mars/Base", "colour,red"],
    settings=["name,value", "repair.magic,1", "estate.timezone,1", "shift.start,1",
              "callback.repair.delay_hours,[]", "dispatch.unclaimed_minutes,{"],
    homes=["code,building,unit,use,area_m2,balcony", "011010101,1,101,home,90,",
           "0011010102,1,102,castle,90,", "0011010103,1,,home,wide,",
           "0011010104,1,104,home,90,", "0011010104,1,105,home,90,"],
    residents=["home_code,name,role,phone,since,left_on,language",
               "0011019999,王一,owner,,,,", "0011010104,王二,king,,,,",
               "0011010104,王三,owner,123,,,", "0011010104,王四,owner,,2026-13-01,,",
               "0011010104,王五,owner,,2026-03-02,2026-03-01,",
               "0011010104,王六,owner,,,,fr"],
    staff=["name,role,trades,reports_to,deputy", "甲,technician,plumbing;magic,,",
           "乙,officer,,无,", "丙,officer,,,丙"],
    roster=["staff,on,from,to,duty", "甲,mon,18:00,08:00,shift", "丁,mon,08:00,18:00,shift",
            "甲,someday,8,18:00,shift"],
    tariffs=["code,title,kind", "WY,物业费,service"],
    charges=["home_code,period,item,amount", "0011010104,2026-03,XX,1.00",
             "0011010104,2026-03,WY,1.005"],
    payments=["reference,home_code,paid_on,amount,method,charge_period,item",
              "R1,0011010104,2026-03-01,1,cash,2026-05,WY"],
    vehicles=["plate,home_code,space_number", "苏Z1,0011010104,B9"],
    kitchen=["a"],
)  # fmt: skip
ITS_FAULTS = [
    ("kitchen", 0, "", "unknown_sheet"),
    ("estate", 2, "value", "needed"),
    ("estate", 3, "value", "not_a_zone"),
    ("estate", 4, "key", "not_an_option"),
    ("settings", 2, "name", "unknown_setting"),
    ("settings", 3, "name", "kept_elsewhere"),
    ("settings", 4, "name", "kept_elsewhere"),
    ("settings", 5, "value", "setting_refused"),
    ("settings", 6, "value", "not_json"),
    ("homes", 1, "balcony", "unknown_column"),
    ("homes", 2, "code", "leading_zero_lost"),
    ("homes", 3, "use", "not_an_option"),
    ("homes", 4, "unit", "needed"),
    ("homes", 4, "area_m2", "not_a_number"),
    ("homes", 6, "code", "twice"),
    ("residents", 2, "home_code", "not_on"),
    ("residents", 3, "role", "not_an_option"),
    ("residents", 4, "phone", "not_a_phone"),
    ("residents", 5, "since", "not_a_date"),
    ("residents", 6, "left_on", "before"),
    ("residents", 7, "language", "not_an_option"),
    ("staff", 2, "trades", "not_an_option"),
    ("staff", 3, "reports_to", "not_on"),
    ("staff", 4, "deputy", "itself"),
    ("roster", 2, "to", "not_after"),
    ("roster", 3, "staff", "not_on"),
    ("roster", 4, "on", "not_a_day"),
    ("roster", 4, "from", "not_a_time"),
    ("vehicles", 2, "space_number", "not_on"),
    ("charges", 2, "item", "not_on"),
    ("charges", 3, "amount", "not_money"),
    ("payments", 2, "charge_period", "no_such_charge"),
]


def test_a_workbook_with_more_than_thirty_faults_lists_them_all() -> None:
    assert faults(WRONG) == ITS_FAULTS


def test_a_fault_reads_as_a_sentence() -> None:
    """OWN-01: a property code of other than ten digits is named by its cell."""
    with pytest.raises(WrongWorkbook) as refusal:
        check(raw(homes=["code,building,unit", "011010101,1,101"]), {})
    [fault] = refusal.value.faults
    assert str(fault) == (
        "homes, row 2, column code: has nine digits: the leading zero is lost"
        " (make the column text)"
    )


def test_the_sample_estate_survives_every_way_of_writing_it(tmp_path: Path) -> None:
    book = check(read(SAMPLE), SETTINGS)
    for target in (tmp_path / "folder", tmp_path / "book.xlsx"):
        write(book, target)
        assert check(read(target), SETTINGS) == book
    assert check(read((tmp_path / "book.xlsx").read_bytes()), SETTINGS) == book
    for file in SAMPLE.glob("*.csv"):
        written = (tmp_path / "folder" / file.name).read_text("utf-8-sig")
        assert written == file.read_text("utf-8")


def test_the_sample_estate_is_of_the_size_that_the_manuals_describe() -> None:
    rows = check(read(SAMPLE), SETTINGS).rows
    assert list(rows) == list(SHEETS)
    assert len({row["building"] for row in rows["homes"]}) == 3
    assert len(rows["homes"]) == 120
    assert len({row["phone"] or row["name"] for row in rows["residents"]}) == 150
    assert len(rows["staff"]) == 18
    assert len({row["period"] for row in rows["charges"]}) == 7  # one is to come
    assert {row["use"] for row in rows["homes"]} == {"home", "office", "shop"}
    assert len({row["role"] for row in rows["staff"]}) == 11
    days = {(row["on"], row["duty"]) for row in rows["roster"]}
    assert len(days) == 14
    phones = [row["phone"] for row in rows["residents"] + rows["staff"] if row["phone"]]
    assert all(phone.startswith("+861920000") for phone in phones)
    first = rows["residents"][0]
    assert (first["name"], first["role"], first["address_as"]) == ("林秀英", "owner", "女士")


def test_an_empty_cell_is_none_and_an_absent_column_is_in_no_row() -> None:
    book = check(raw(homes=["code,building,unit,contract_no", "0011010101,1号楼,101,"]), {})
    assert book.rows == {
        "homes": [{"code": "0011010101", "building": "1号楼", "unit": "101", "contract_no": None}]
    }


def test_sheets_and_columns_may_bear_their_chinese_titles() -> None:
    chinese = RawBook([("房屋", [["房号", "物业编码", "楼栋"], ["101", "0011010101", "1号楼"]])])
    assert check(chinese, {}) == check(raw(homes=HOMES), {})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_csv_file_is_read_with_and_without_its_mark(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "homes.csv").write_text("\r\n".join(HOMES), encoding)
    assert check(read(tmp_path), {}) == check(raw(homes=HOMES), {})


def test_other_encodings_and_other_files_are_refused_with_a_reason(tmp_path: Path) -> None:
    (tmp_path / "homes.csv").write_text("物业编码", "gbk")
    for source, reason in (
        (tmp_path, "not_utf8"),
        (tmp_path / "absent.xlsx", "unreadable"),
        (b"PK\x03\x04 no workbook", "unreadable"),
    ):
        with pytest.raises(WrongWorkbook) as refusal:
            read(source)
        assert [fault.wrong.reason for fault in refusal.value.faults] == [reason]


def test_a_spreadsheets_numbers_dates_and_times_are_what_they_show(tmp_path: Path) -> None:
    row = ["张三", "mon", time(8), time(18, 30), "shift", 2.0]
    columns = ["staff", "on", "from", "to", "duty", "order"]
    path = xlsx(tmp_path / "roster.xlsx", "roster", [columns, row])
    [shift] = check(read(path), {}, lambda _: {"staff": {("张三",)}}).rows["roster"]
    assert (shift["from"], shift["to"], shift["order"]) == ("08:00", "18:30", 2)

    columns = ["home_code", "period", "item", "amount", "due_on"]
    row = ["0011010101", date(2026, 3, 1), "WY", 86.4 * 3.5, date(2026, 3, 5)]
    path = xlsx(tmp_path / "charges.xlsx", "charges", [columns, row])
    known = {"homes": {("0011010101",)}, "tariffs": {("WY",)}}
    [charge] = check(read(path), {}, lambda _: known).rows["charges"]
    assert (charge["period"], charge["amount"], charge["due_on"]) == (
        "2026-03", 30240, date(2026, 3, 5),
    )  # fmt: skip


def test_a_code_typed_as_a_number_has_lost_its_zeros(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "homes.xlsx", "homes", [["code", "building", "unit"], [], [11010101.0, 1, 101],
                                           [111010101, 1, 102], [1011010101, 1, 103]]
    )  # fmt: skip
    assert faults(read(path)) == [
        ("homes", 3, "code", "not_ten_digits"),
        ("homes", 4, "code", "leading_zero_lost"),
    ]


def test_references_may_name_what_is_known_already() -> None:
    residents = raw(residents=["home_code,name,role", "0011010101,王一,owner"])
    assert faults(residents) == [("residents", 2, "home_code", "not_on")]
    assert check(residents, {}, lambda _: {"homes": {("0011010101",)}}).rows["residents"]


def test_a_payment_may_leave_open_what_it_pays() -> None:
    payments = raw(
        homes=HOMES,
        payments=["reference,home_code,paid_on,amount,method", "R1,0011010101,2026-03-01,1,cash"],
    )
    assert check(payments, {}).rows["payments"][0]["amount"] == 100


def test_headers_are_checked() -> None:
    twice = raw(homes=["code,物业编码,building,unit", "0011010101,0011010101,1,101"])
    assert faults(twice) == [("homes", 1, "物业编码", "column_twice")]
    assert faults(raw(homes=["code,unit"])) == [("homes", 1, "building", "column_missing")]
    both = RawBook([("homes", [HOMES[0].split(",")]), ("房屋", [])])
    assert faults(both) == [("homes", 0, "", "sheet_twice")]


def test_a_setting_keeps_its_json() -> None:
    lines = [["name", "value"], ["dispatch.unclaimed_minutes", json.dumps([5, 10])]]
    book = check(RawBook([("settings", lines)]), SETTINGS)
    assert book.rows["settings"][0]["value"] == [5, 10]


def test_neither_books_nor_faults_show_personal_data() -> None:
    book = raw(residents=["home_code,name,role,phone", "0011010101,Canary,owner,canary"])
    with pytest.raises(WrongWorkbook) as refusal:
        check(book, {})
    shown = f"{book!r}{Book({'staff': [{'name': 'Canary'}]})!r}{refusal.value!r}"
    shown += "".join(f"{fault}{fault!r}" for fault in refusal.value.faults)
    assert "canary" not in shown.casefold()
    assert all(isinstance(fault, Fault) for fault in refusal.value.faults)

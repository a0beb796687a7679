"""The estate and what belongs to it: settings, homes, and rows kept for later features."""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.fields import choice, json_value, key, link, one_of


class Use(StrEnum):
    """What a home is used for."""

    HOME = "home"
    OFFICE = "office"
    SHOP = "shop"
    OTHER = "other"


class Estate(SQLModel, table=True):
    """One managed estate. `next_number` is the № that the next case gets."""

    __tablename__ = "estates"

    id: int = key()
    office_code: str = Field(unique=True)
    name: str
    timezone: str = "Asia/Shanghai"
    currency: str = "CNY"
    locale: str = "zh-Hans"
    hotline: str | None = None
    emergency_phone: str | None = None
    shift_start: str = "08:00"
    shift_end: str = "18:00"
    address: str | None = None
    next_number: int = 1


class Setting(SQLModel, table=True):
    """A setting that this estate has changed, by its name in docs/rules.md."""

    __tablename__ = "settings"
    __table_args__ = (UniqueConstraint("estate_id", "name"),)

    id: int = key()
    estate_id: int = link("estates.id")
    name: str
    value: Any = json_value(nullable=True)


class Home(SQLModel, table=True):
    """One property right, with its ten-digit code (OWN-01)."""

    __tablename__ = "homes"
    __table_args__ = (UniqueConstraint("estate_id", "code"), one_of("use", Use))

    id: int = key()
    estate_id: int = link("estates.id")
    code: str
    building: str
    unit: str
    use: Use = choice(Use, default=Use.HOME)
    area_m2: str | None = None
    delivered_on: date | None = None
    contract_no: str | None = None
    meters: str | None = None
    large_payer: bool = False
    key_customer: bool = False
    bank_collection: bool = False

    @property
    def address(self) -> str:
        """Return the home as people write it."""
        return f"{self.building} {self.unit}"


class SheetRow(SQLModel, table=True):
    """A checked row of a workbook sheet whose feature has no table of its own yet."""

    __tablename__ = "sheet_rows"
    __table_args__ = (UniqueConstraint("estate_id", "sheet", "key"),)

    id: int = key()
    estate_id: int = link("estates.id")
    sheet: str
    key: str
    values: dict[str, Any] = json_value()

"""Homes as people write them: `1号楼101`, `1-101`, `A座 502室`, or the code of the contract."""

import re
import unicodedata

from sqlmodel import Session, col, select

from models.estate.tables import Home

_PARTS = re.compile(r"[0-9]+|[a-z]+")


def homes_meant(session: Session, estate_id: int, text: str) -> list[Home]:
    """Return the homes that the text can mean: by its code, else by its numbers in their order.

    A unit without its building means every home of that unit. Words without any number mean none.
    """
    said = _parts(text)
    homes = session.exec(
        select(Home).where(Home.estate_id == estate_id).order_by(col(Home.code))
    ).all()
    exact = [home for home in homes if said in ([home.code], _parts(home.building + home.unit))]
    return (exact or [home for home in homes if said == _parts(home.unit)]) if said else []


def _parts(text: str) -> list[str]:
    return _PARTS.findall(unicodedata.normalize("NFKC", text).casefold())

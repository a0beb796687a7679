"""Whose name no font of ours has: their papers show 〓, and somebody writes it by hand."""

from collections.abc import Iterator
from pathlib import Path

from sqlmodel import Session, col, select

from bot.failures import Failed
from bot.papers.fonts import drawable
from models.people.tables import Residency, Staff


def names_by_hand(session: Session, font: Path | None) -> Iterator[tuple[bool, str]]:
    """Yield what an operator should know of it, and whether it is wrong. No name is told."""
    lived = select(Residency.name).where(col(Residency.left_on).is_(None))
    works = select(Staff.name).where(col(Staff.left_on).is_(None))
    names = [*session.exec(lived), *session.exec(works)]
    try:
        lacking = sum(drawable(name, font)[1] > 0 for name in names)
    except Failed as failed:
        yield True, str(failed)
        return
    if lacking:
        yield False, f"{lacking} names have characters that no font has: papers show 〓 for them"

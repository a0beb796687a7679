"""When a person wishes to be written to. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from models.calendar import Hours


class WrittenAt(StrEnum):
    """The hours in which a resident wishes to hear what nobody waits for."""

    ESTATE = "estate"
    NO_NOON = "no_noon"
    DAYTIME = "daytime"
    ALWAYS = "always"


def _spans(*spans: str) -> tuple[Hours, ...]:
    return tuple(Hours.parse(span) for span in spans)


OWN_HOURS: Mapping[WrittenAt, tuple[Hours, ...]] = {
    WrittenAt.NO_NOON: _spans("09:00-12:00", "14:00-20:00"),
    WrittenAt.DAYTIME: _spans("10:00-18:00"),
    WrittenAt.ALWAYS: _spans("00:00-24:00"),
}


def permitted_hours(wish: WrittenAt, of_estate: tuple[Hours, ...]) -> tuple[Hours, ...]:
    """Return the hours in which a notice may reach the person: their own wish, else S-42."""
    return OWN_HOURS.get(wish, of_estate)

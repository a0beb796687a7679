"""What an export is read against: homes by the ways they are written, items, charges. Pure."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

from models.accounting.words import exact
from models.cells import WrongCell
from models.values import frozen

Parts = tuple[str, ...]
_PARTS = re.compile(r"[0-9]+|[^\W\d_]+")
_FILLERS = re.compile("号楼|栋|幢|座|单元|室|号|楼|房|building|unit")


def parts_of(text: str) -> Parts:
    """Return what tells the home apart: `1号楼101`, `1-101` and `1栋0101室` are the same."""
    said = _FILLERS.sub(" ", unicodedata.normalize("NFKC", text).casefold())
    return tuple(part.lstrip("0") or "0" for part in _PARTS.findall(said))


@frozen
class Register:
    """The estate's homes by code (building, unit), its items (code, title) and its charges."""

    homes: Mapping[str, tuple[str, str]]
    items: Mapping[str, str]
    charges: frozenset[tuple[str, str, str]]
    due_day: int = 1
    estate: str = ""

    def spelt(self) -> Mapping[Parts, tuple[str, ...]]:
        """Return the codes of the homes by their parts."""
        found: dict[Parts, list[str]] = defaultdict(list)
        for code, (building, unit) in self.homes.items():
            found[parts_of(f"{building} {unit}")].append(code)
        return {parts: tuple(codes) for parts, codes in found.items()}

    def item(self, word: str, mapped: Mapping[str, str]) -> str:
        """Return the code of the item that is called so. Raises WrongCell."""
        called = {exact(name): code for code, title in self.items.items() for name in (title, code)}
        code = mapped.get(exact(word), called.get(exact(word), ""))
        if code not in self.items:
            there = ", ".join(f"{title} ({code})" for code, title in self.items.items())
            raise WrongCell("no_item", items=there)
        return code


class Homes:
    """The homes that an export names, each always by the same entrance."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.spelt = register.spelt()
        self.said: dict[str, tuple[Parts, int]] = {}

    def by_code(self, code: str) -> str:
        """Return the code. Raises WrongCell."""
        if code not in self.register.homes:
            short = len(code) < 10 and code.zfill(10) in self.register.homes
            raise WrongCell("leading_zero_lost" if short else "no_home")
        return code

    def by_name(self, building: str, unit: str, row: int) -> str:
        """Return the code of the home that is written so. Raises WrongCell.

        An entrance that the register does not know is passed over where the home is certain
        without it; a second one for the same home is named.
        """
        house, within = self._parts(building), self._parts(unit)
        repeated = bool(house) and within[: len(house)] == house and len(within) > len(house)
        parts = house + within
        found = self._found(parts) or (self._found(within) if repeated else ())
        if len(found) != 1:
            self._refuse(found)
        before, first = self.said.setdefault(found[0], (parts, row))
        if len(before) == len(parts) and before != parts:
            raise WrongCell("other_entrance", row=first)
        return found[0]

    def _parts(self, text: str) -> Parts:
        name = self.register.estate
        return parts_of(text.replace(name, " ") if name else text)

    def _found(self, parts: Parts) -> tuple[str, ...]:
        found = self.spelt.get(parts, ())
        return found or (self.spelt.get((parts[0], parts[2]), ()) if len(parts) == 3 else ())

    def _refuse(self, found: Iterable[str]) -> None:
        named = [" ".join(self.register.homes[code]) for code in found]
        raise WrongCell("several_homes", homes=", ".join(named)) if named else WrongCell("no_home")

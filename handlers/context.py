"""A turn: one update on its way through the work hop, and what a route can do in it."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlmodel import Session, col, select

from handlers.incoming import Incoming
from locales.catalogue import Catalogue
from models.calendar import Calendar
from models.errors import DomainError
from models.estate.calendars import calendar_of, day_in
from models.estate.tables import Estate
from models.groups.operations import groups_in
from models.intents.messages import Message, Rows, Say
from models.intents.operations import Address, post
from models.people.accounts import Account, accounts_of
from models.people.keys import keys_of
from models.people.tables import Language, Person, Staff
from models.values import frozen


class Unlinked(DomainError):
    """The account belongs to nobody in the register."""

    text_key = "registration.ask_code"


@frozen
class Toast:
    """The short answer to a press; an `alert` has to be read away."""

    key: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    alert: bool = False
    language: str = Language.SIMPLIFIED
    timezone: str = "UTC"


@dataclass
class Turn:
    """Who came with what, in one transaction."""

    session: Session
    incoming: Incoming
    catalogue: Catalogue
    username: str
    now: datetime
    answer: Toast | None = None
    heard_in: tuple[int, ...] = ()  # the messages that told a finished conversation

    @cached_property
    def estate(self) -> Estate | None:
        """Return the estate this is about: the group's, the person's, else the first."""
        if not self.incoming.is_private:
            for group in groups_in(self.session, self.incoming.chat_id):
                return self.session.get_one(Estate, group.estate_id)
        for account in self._accounts:
            return account.estate
        return self.session.exec(select(Estate).order_by(col(Estate.id))).first()

    @cached_property
    def _accounts(self) -> list[Account]:
        return accounts_of(self.session, self.incoming.user_id)

    @cached_property
    def _account(self) -> Account | None:
        here = self.estate and self.estate.id
        return next((each for each in self._accounts if each.estate.id == here), None)

    @cached_property
    def person(self) -> Person | None:
        """Return whom the account belongs to in this estate, until their last role has ended."""
        account = self._account
        return account.person if account and account.belongs(on=self.today) else None

    @property
    def someone(self) -> Person:
        """Return the person. Raises Unlinked."""
        if self.person is None:
            raise Unlinked
        return self.person

    @property
    def asker(self) -> Person:
        """Return whose dialogue this is: the person, or the account that asks to become one.

        Raises Unlinked.
        """
        if self._account is None:
            raise Unlinked
        return self._account.person

    @cached_property
    def calendar(self) -> Calendar:
        """Return the estate's calendar."""
        if self.estate is None:
            raise Unlinked
        return calendar_of(self.session, self.estate)

    @property
    def today(self) -> date:
        """Return the estate's date."""
        if self.estate is None:
            raise Unlinked
        return day_in(self.estate, self.now)

    @cached_property
    def staff(self) -> Staff | None:
        """Return the person's place in the office today."""
        return self._account.staff(on=self.today) if self._account else None

    @property
    def language(self) -> Language:
        """Return the language to answer in: chosen, else as the account is set."""
        return self.person.language if self.person else spoken(self.incoming.language_code)

    @property
    def here(self) -> Address:
        """Return the chat that this came from."""
        incoming = self.incoming
        person_id = self.person.id if self.person and incoming.is_private else None
        estate_id = self.estate.id if self.estate else None
        return Address(
            estate_id, incoming.chat_id, incoming.thread_id, person_id, None, self.language
        )

    def ask_again(self) -> None:
        """Find out anew who this is and which estate it concerns: the turn has changed it."""
        for known in ("_accounts", "_account", "estate", "person", "calendar", "staff"):
            self.__dict__.pop(known, None)

    def move_to_private(self) -> None:
        """Let everything said from here on go to the person's private chat."""
        self.incoming = replace(
            self.incoming,
            chat_id=self.incoming.user_id,
            is_private=True,
            thread_id=0,
            message_id=0,
            moved=self.incoming.moved or not self.incoming.is_private,
        )

    def post(self, message: Message, *, edits: int | None = None) -> None:
        """Post to the chat that this came from."""
        post(self.session, message, to=self.here, now=self.now, edits=edits)

    def say(
        self,
        key: str,
        rows: Rows = (),
        *,
        menu: bool = False,
        contact: bool = False,
        **facts: Any,
    ) -> None:
        """Say one sentence in the chat that this came from."""
        self.post(
            Say(key, facts, rows, keys_of(self.staff) if menu else "contact" if contact else "")
        )

    def toast(self, key: str = "", *, alert: bool = False, **facts: Any) -> None:
        """Answer the press with a short sentence, which knows whether the rest is elsewhere."""
        self.answer = Toast(
            key, {**facts, "moved": self.incoming.moved}, alert, self.language,
            self.estate.timezone if self.estate else "UTC",
        )  # fmt: skip


def spoken(language_code: str) -> Language:
    """Return the language of ours that fits what the account says of itself."""
    code = language_code.lower()
    if code.startswith("zh"):
        old = any(part in code for part in ("hant", "tw", "hk", "mo"))
        return Language.TRADITIONAL if old else Language.SIMPLIFIED
    return Language.ENGLISH if code else Language.SIMPLIFIED

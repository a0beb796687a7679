"""What an owner sees of who is in their home's household."""

from datetime import date
from typing import ClassVar

from models.buttons import Press
from models.household.rules import GUEST_FLOW, Deed, Side, Standing
from models.intents.messages import Button, Message, Priority, Rows
from models.people.tables import HomeRole
from models.values import frozen


@frozen
class Guest:
    """Somebody whom the owner let in, and how far."""

    residency_id: int
    name: str
    role: HomeRole
    standing: Standing
    matters: tuple[str, ...] = ()
    last_day: date | None = None


@frozen
class HouseholdFace(Message):
    """To the owner: who is in, each with the button that ends it; an officer invites nobody."""

    home_id: int
    home: str
    guests: tuple[Guest, ...]
    own: bool
    shares: bool = False

    text_key: ClassVar[str] = "household.face"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def buttons(self) -> Rows:
        side = {Side.HOST if self.own else Side.OFFICER}
        ends = tuple(
            (
                Button(
                    "household.actions.end", Press(Deed.END, each.residency_id, 0).pack(),
                    {"name": each.name},
                ),
            )
            for each in self.guests
            if Deed.END in GUEST_FLOW.actions(each.standing, by=side)
        )  # fmt: skip
        invites = tuple(
            (Button(f"household.actions.{word}", Press(word, self.home_id, 0).pack()),)
            for word in ("family_invite", "family_proxy")
            if self.own
        )
        wish = "off" if self.shares else "on"
        share = Press("family_share", self.home_id, 0, wish).pack()
        shares = ((Button(f"household.actions.share_{wish}", share),),) if self.own else ()
        return (*ends, *invites, *shares)


@frozen
class GuestHasJoined(Message):
    """To the owner: the link was used; whoever it is can be ended at once."""

    residency_id: int
    home: str
    name: str
    role: HomeRole
    account: str = ""  # the name that it has at Telegram; empty in what was posted before

    text_key: ClassVar[str] = "household.joined"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def buttons(self) -> Rows:
        press = Press(Deed.END, self.residency_id, 0).pack()
        return ((Button("household.actions.end", press, {"name": self.name}),),)

"""Somebody with a Telegram account, as the stories see them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.support.world import World


@dataclass
class Human:
    """Somebody with a Telegram account, who says and presses, and sees what came."""

    world: "World"
    telegram_id: int
    chat_id: int

    async def says(self, text: str | None, **content: Any) -> int:
        """Write, and wait until everything that follows has happened."""
        sent = self.world.telegram.says(self.telegram_id, self.chat_id, text, **content)
        await self.world.settles()
        return sent

    async def sends(self, caption: str | None = None, **content: Any) -> int:
        """Send a photograph, a voice note, a sticker."""
        sent = self.world.telegram.says(self.telegram_id, self.chat_id, caption=caption, **content)
        await self.world.settles()
        return sent

    async def replies(self, to: str, text: str | None = None, **content: Any) -> int:
        """Reply to the newest message of the bot's that says `to`."""
        return await self.says(text, reply_to=self.newest(to), **content)

    async def corrects(self, message_id: int, text: str) -> None:
        """Change a message of one's own."""
        self.world.telegram.edits(self.telegram_id, self.chat_id, message_id, text)
        await self.world.settles()

    async def presses(self, label: str, *, old: int | None = None) -> None:
        """Press the newest button that reads so, or that of the message `old`."""
        self.presses_unanswered(label, old=old)
        await self.world.settles()

    def presses_unanswered(self, label: str, *, old: int | None = None) -> None:
        """Press, and do not wait for what follows."""
        message = old if old is not None else self._with_button(label)["id"]
        self.world.telegram.presses(self.telegram_id, self.chat_id, message, label)

    async def taps(self, label: str) -> None:
        """Tap a key of the menu at the bottom."""
        self.world.telegram.taps_reply_key(self.telegram_id, self.chat_id, label)
        await self.world.settles()

    async def speaks(self, language: str) -> None:
        """Have the bot speak this language with them from now on."""
        await self.says("/language")
        await self.presses(language)

    @property
    def messages(self) -> list[dict[str, Any]]:
        """Return what stands in the chat, oldest first."""
        messages: list[dict[str, Any]] = self.world.telegram.chat(self.chat_id)["messages"]
        return messages

    @property
    def heard(self) -> list[str]:
        """Return what the bot's messages say now, oldest first."""
        return [each["text"] or "" for each in self.messages if each["from"]["is_bot"]]

    @property
    def toast(self) -> str:
        """Return the last short answer to a press."""
        toasts = self.world.telegram.toasts(self.telegram_id)
        return str(toasts[-1]["text"] or "") if toasts else ""

    def sees(self, *parts: str) -> bool:
        """Tell whether one message says all of it; fails with what is there otherwise."""
        if any(all(part in text for part in parts) for text in self.heard):
            return True
        raise AssertionError(f"{parts} is nowhere in:\n" + "\n---\n".join(self.heard[-6:]))

    def heard_of(self, part: str) -> int:
        """Return in how many messages this stands."""
        return sum(part in text for text in self.heard)

    def files(self) -> list[str]:
        """Return the kinds of files that the bot showed here, oldest first."""
        from_bot = (each for each in self.messages if each["from"]["is_bot"])
        return [file["kind"] for message in from_bot for file in message["media"]]

    def newest(self, part: str) -> int:
        """Return the newest message of the bot's that says this."""
        for message in reversed(self.messages):
            if message["from"]["is_bot"] and part in (message["text"] or ""):
                return int(message["id"])
        raise AssertionError(f"{part!r} is nowhere in {self.heard}")

    def buttons(self) -> list[str]:
        """Return the labels of the newest message that has buttons."""
        for message in reversed(self.messages):
            if message["keyboard"]:
                return [button["text"] for row in message["keyboard"] for button in row]
        return []

    def _with_button(self, label: str) -> dict[str, Any]:
        for message in reversed(self.messages):
            for row in message["keyboard"] or []:
                if any(label in button["text"] for button in row):
                    return message
        raise AssertionError(f"no button {label!r} in the chat; the last are {self.buttons()}")

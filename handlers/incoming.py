"""Updates as plain values: PTB's handlers translate by shape, without database or network."""

from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from telegram import CallbackQuery, Chat, ChatMember, Message, Update, User
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from models.files.tables import Media, MediaKind
from models.folding import seen
from models.values import frozen

# Telegram's own accounts: what they "say" is nobody's word.
NOBODY = frozenset({777000, 1087968824, 136817688})
CONTENT = ("sticker", "location", "video_note", "poll", "game")  # named to who sends it
NOTED = filters.StatusUpdate.ALL | filters.SUCCESSFUL_PAYMENT | filters.BOOST_ADDED


class Shape(StrEnum):
    """What kind of thing arrived."""

    COMMAND = "command"
    TEXT = "text"
    MEDIA = "media"
    CONTACT = "contact"
    PRESS = "press"
    EDITED = "edited"
    MEMBERSHIP = "membership"
    MIGRATION = "migration"
    OTHER = "other"


@frozen
class Incoming:
    """One update, as far as anything here depends on it.

    `text` is what was written, a caption, or a press's data; `argument` follows a command;
    `content` names what is neither text nor a file we keep; `phone` is the sender's own number.
    """

    shape: Shape
    user_id: int
    chat_id: int
    is_private: bool
    language_code: str = ""
    called: str = ""  # by themselves, at Telegram
    chat_title: str = ""
    thread_id: int = 0
    message_id: int = 0
    reply_to: int = 0
    album: str = ""
    text: str = ""
    command: str = ""
    argument: str = ""
    media: tuple[Media, ...] = ()
    is_voice: bool = False
    moved: bool = False  # from a group to the private chat, where what follows is said
    query_id: str = ""
    content: str = ""
    phone: str = ""
    can_write: bool = True
    new_chat_id: int = 0

    @property
    def pressed(self) -> int | None:
        """Return the message whose button was pressed, for what takes its place."""
        return self.message_id if self.query_id else None


@dataclass
class Caught:
    """What PTB's handlers made of the update that is being handled."""

    incoming: Incoming | None = None
    error: BaseException | None = field(default=None)


caught: ContextVar[Caught] = ContextVar("caught")
Context = ContextTypes.DEFAULT_TYPE


def register(application: "Application") -> None:  # type: ignore[type-arg]
    """Give the application the handlers that translate; one for each shape.

    Channel posts and kinds of updates that do not exist yet concern nobody here.
    """
    application.add_handler(CallbackQueryHandler(_on_press))
    application.add_handler(ChatMemberHandler(_on_membership, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE, _on_edited))
    application.add_handler(MessageHandler(filters.UpdateType.MESSAGE, _on_message))
    application.add_error_handler(_on_error)


async def _on_press(update: Update, _: Context) -> None:
    query = update.callback_query
    if query is not None:
        caught.get().incoming = _pressed(query)


async def _on_membership(update: Update, _: Context) -> None:
    change = update.my_chat_member
    if change is None:
        return
    gone = {ChatMember.LEFT, ChatMember.BANNED}
    caught.get().incoming = Incoming(
        Shape.MEMBERSHIP, can_write=change.new_chat_member.status not in gone,
        **_who(change.from_user, change.chat),
    )  # fmt: skip


async def _on_message(update: Update, _: Context) -> None:
    message = update.message
    if message is None:
        return
    if message.migrate_to_chat_id:
        caught.get().incoming = Incoming(
            Shape.MIGRATION, 0, _number(message.chat.id), is_private=False,
            new_chat_id=_number(message.migrate_to_chat_id),
        )  # fmt: skip
    elif user := _somebody(message):
        caught.get().incoming = _said(message, user)


async def _on_edited(update: Update, _: Context) -> None:
    message = update.edited_message
    if message is None or (user := _somebody(message)) is None:
        return
    words = seen(message.text or message.caption or "")
    if words:  # without words it is a place that moves
        caught.get().incoming = Incoming(
            Shape.EDITED, message_id=message.message_id, text=words,
            **_who(user, message.chat),
        )  # fmt: skip


async def _on_error(_: object, context: Context) -> None:
    caught.get().error = context.error


def _pressed(query: CallbackQuery) -> Incoming:
    message, user = query.message, query.from_user
    if message is None:  # shown through another bot: not ours, but it wants an answer
        return Incoming(Shape.PRESS, user.id, user.id, is_private=True, query_id=query.id)
    thread_id = _topic(message) if isinstance(message, Message) else 0
    return Incoming(
        Shape.PRESS, message_id=_number(message.message_id), text=query.data or "",
        query_id=query.id, thread_id=thread_id, **_who(user, message.chat),
    )  # fmt: skip


def _topic(message: Message) -> int:
    return (message.message_thread_id or 0) if message.is_topic_message else 0


def _somebody(message: Message) -> User | None:
    """Return the person whose word it is: a bot's is nobody's, and two would answer for ever."""
    user = message.from_user
    return None if user is None or user.is_bot or _number(user.id) in NOBODY else user


def _said(message: Message, user: User) -> Incoming | None:
    known = _who(user, message.chat) | {
        "message_id": _number(message.message_id),
        "thread_id": _topic(message),
        "reply_to": message.reply_to_message.message_id if message.reply_to_message else 0,
        "album": message.media_group_id or "",
    }
    text = seen(message.text or message.caption or "")  # nobody can read what does not show
    media = _media(message)
    if media:
        voice = media[0].kind is MediaKind.VOICE
        return Incoming(Shape.MEDIA, text=text, media=media, is_voice=voice, **known)
    if message.text and message.text.startswith("/") and not message.text.startswith("//"):
        name, _, argument = message.text[1:].partition(" ")
        command = name.partition("@")[0].lower()
        return Incoming(Shape.COMMAND, command=command, argument=argument.strip(), **known)
    if message.text and text:
        return Incoming(Shape.TEXT, text=text, **known)
    if message.contact is not None:
        own = message.contact.user_id == user.id
        return Incoming(Shape.CONTACT, phone=message.contact.phone_number if own else "", **known)
    if NOTED.check_update(Update(0, message=message)):
        return None  # Telegram notes that something happened; nobody spoke
    return Incoming(Shape.OTHER, content=_content(message), **known)


def _media(message: Message) -> tuple[Media, ...]:
    if message.photo:
        return (
            Media(MediaKind.PHOTO, message.photo[-1].file_id, message.photo[-1].file_unique_id),
        )
    for kind in (MediaKind.VOICE, MediaKind.VIDEO, MediaKind.DOCUMENT):
        found = getattr(message, kind)
        if found is not None:
            return (Media(kind, found.file_id, found.file_unique_id),)
    return ()


def _content(message: Message) -> str:
    return next((kind for kind in CONTENT if getattr(message, kind) is not None), "other")


def _who(user: User, chat: Chat) -> dict[str, Any]:
    return {
        "user_id": _number(user.id),
        "language_code": user.language_code or "",
        "called": user.full_name,
        "chat_id": _number(chat.id),
        "chat_title": chat.title or "",
        "is_private": chat.type == Chat.PRIVATE,
    }


def _number(number: int) -> int:
    """Return the number, which a column has to take. Raises ValueError for what is none."""
    if type(number) is not int or abs(number) >= 2**63:
        raise ValueError("no number of Telegram's")
    return number

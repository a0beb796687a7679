"""Updates that nobody should send, each by its name, as the text of an answer of Telegram's.

`NUMBER` stands where Telegram's number of the update does; Anna's account is 11.
"""

FROM = '"from": {"id": 11, "is_bot": false, "first_name": "A"}'
CHAT = '"chat": {"id": 11, "type": "private", "first_name": "A"}'
HEAD = '"message_id": 9, "date": 1795000000'


def says(what: str, head: str = HEAD, who: str = FROM, where: str = CHAT) -> str:
    """Return a message of Anna's in which something is wrong."""
    parts = ", ".join(filter(None, (head, who, where, what)))
    return f'{{"update_id": NUMBER, "message": {{{parts}}}}}'


def update(kind: str, part: str) -> str:
    """Return an update of that kind."""
    return f'{{"update_id": NUMBER, "{kind}": {part}}}'


def nested(depth: int) -> str:
    """Return a list in a list in a list."""
    return "[" * depth + "]" * depth


TEXT = '"text": "/help"'
# What has no number cannot be kept: it is passed over and logged.
NUMBERLESS: dict[str, str] = {
    "a word": '"nonsense"',
    "a figure": "7",
    "nothing": "null",
    "a list": "[]",
    "empty": "{}",
    "a number that is none": '{"update_id": null}',
    "a number in words": '{"update_id": "5"}',
    "a broken number": '{"update_id": 5.5}',
    "a number that is true": '{"update_id": true}',
    "a number below zero": '{"update_id": -5}',
    "a number beyond the sea": '{"update_id": 9223372036854775808}',
    "a number that is a list": '{"update_id": [5]}',
    "a number that is not one": '{"update_id": NaN}',
    "a message without a number": '{"message": {"text": "x"}}',
    "deep": says(f'"text": {nested(900)}'),
}
# What cannot be read is a dead letter; what can be read has its turn.
NUMBERED: dict[str, str] = {
    "only a number": '{"update_id": NUMBER}',
    "a message that is nothing": update("message", "null"),
    "a message that is a list": update("message", "[1, 2]"),
    "a message that is a word": update("message", '"hello"'),
    "an empty message": update("message", "{}"),
    "without its date": says(TEXT, head='"message_id": 9'),
    "without its place": says(TEXT, where=""),
    "without its own number": says(TEXT, head='"date": 1795000000'),
    "its own number in words": says(TEXT, head='"message_id": "9", "date": 1795000000'),
    "its own number of thirty digits": says(
        TEXT, head=f'"message_id": {"9" * 30}, "date": 1795000000'
    ),
    "a date in words": says(TEXT, head='"message_id": 9, "date": "yesterday"'),
    "a date after all days": says(TEXT, head='"message_id": 9, "date": 99999999999999999999'),
    "a date before all days": says(TEXT, head='"message_id": 9, "date": -99999999999999'),
    "from nothing": says(TEXT, who='"from": null'),
    "from a list": says(TEXT, who='"from": [11]'),
    "from a word": says(TEXT, who='"from": "Anna"'),
    "from somebody without a number": says(TEXT, who='"from": {"first_name": "A"}'),
    "from half a letter": says(TEXT, who='"from": {"id": "\\ud83d", "first_name": "A"}'),
    "from a number in words": says(TEXT, who='"from": {"id": "11", "first_name": "A"}'),
    "from a number of thirty digits": says(
        TEXT, who=f'"from": {{"id": {"9" * 30}, "is_bot": false, "first_name": "A"}}'
    ),
    "from a list of numbers": says(TEXT, who='"from": {"id": [11], "first_name": "A"}'),
    "a chat of thirty digits": says(
        TEXT, where=f'"chat": {{"id": -{"9" * 30}, "type": "group", "title": "x"}}'
    ),
    "a chat that is a word": says(TEXT, where='"chat": "home"'),
    "a chat of no kind": says(TEXT, where='"chat": {"id": 11}'),
    "a chat whose number is a name": says(TEXT, where='"chat": {"id": "@x", "type": "private"}'),
    "a text that is a number": says('"text": 7'),
    "a text that is a list": says('"text": ["x"]'),
    "a text of a quarter of a million": says(f'"text": "/help {"水" * 250_000}"'),
    "deep": says(f'"text": "/help", "hologram": {nested(300)}'),
    "entities that are words": says('"text": "/help", "entities": ["bold"]'),
    "entities beyond the text": says(
        '"text": "/help", "entities": [{"type": "bold", "offset": 99, "length": -4}]'
    ),
    "an infinite figure": says('"text": "/help", "hologram": Infinity'),
    "a figure that is none": says('"text": "/help", "hologram": NaN'),
    "a figure of four thousand digits": says(f'"text": "/help", "hologram": {"9" * 4000}'),
    "NUL and halves of letters": says('"text": "\\u0000\\ud83d/help\\udc00"'),
    "NUL in a name": says('"text": "/help", "a\\u0000\\ud83d": {"\\u0000": 1}'),
    "a photograph that is a word": says('"photo": "x"'),
    "photographs of nothing": says('"photo": [{}]'),
    "no photographs": says('"photo": []'),
    "a voice without a number": says('"voice": {"duration": 3}'),
    "a reply to nothing": says('"text": "/help", "reply_to_message": {}'),
    "a reply to a word": says('"text": "/help", "reply_to_message": "x"'),
    "a contact without a telephone": says('"contact": {}'),
    "moved to a word": says('"migrate_to_chat_id": "there"'),
    "moved to thirty digits": says(f'"migrate_to_chat_id": -{"9" * 30}'),
    "a press of nobody": update("callback_query", '{"id": "1", "data": "x"}'),
    "a press that is a word": update("callback_query", '"x"'),
    "a press of no message": update(
        "callback_query", f'{{"id": "1", {FROM}, "chat_instance": "1", "data": "x"}}'
    ),
    "a press whose data is a number": update(
        "callback_query", f'{{"id": "1", {FROM}, "chat_instance": "1", "data": 7}}'
    ),
    "a press whose data is long": update(
        "callback_query",
        f'{{"id": "1", {FROM}, "chat_instance": "1", "data": "{"x" * 9999}",'
        f' "message": {{{HEAD}, {CHAT}}}}}',
    ),
    "a membership of nothing": update("my_chat_member", "{}"),
    "a membership without its news": update("my_chat_member", f'{{{FROM}, {CHAT}, "date": 1}}'),
    "an edit of nothing": update("edited_message", "{}"),
    "an edit that is a list": update("edited_message", "[]"),
    "of another year": update("brain_wave", '{"thought": "x"}'),
    "of two kinds": f'{{"update_id": NUMBER, "message": {{}}, "edited_message": {{{HEAD}}}}}',
}
# What no parser takes: the whole answer cannot be read while it is in it.
UNREADABLE: dict[str, str] = {
    "deeper than any parser": says(f'"text": {nested(100_000)}'),
    "a figure of five thousand digits": says(f'"text": {"9" * 5000}'),
}

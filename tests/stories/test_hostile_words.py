"""Whatever words come with a file, a place, a card or a title: they are shown as they are, or not.

Telegram lets people name themselves, their files, their places and their groups as they like.
"""

from typing import Any

import pytest
from sqlmodel import Session

from tests.support.copies import on_disk
from tests.support.human import Human
from tests.support.own_data import documents, opened
from tests.support.pressing import rows_in
from tests.support.register import code
from tests.support.telling import picture, report
from tests.support.walks import walk
from tests.support.world import World

HARM = '=HYPERLINK("http://evil")<b>&amp;\u202e\u2066{{ 7*7 }}</i>'
SHOWN = '=HYPERLINK("http://evil")<b>&amp;{{ 7*7 }}</i>'  # nothing in it turns the line around it
TURNS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067")
PLACE = {"latitude": 31.2, "longitude": 121.5}
NAMED: dict[str, dict[str, Any]] = {  # what people name, where nobody asked for a name
    "a venue": {"venue": {"location": PLACE, "title": HARM, "address": HARM}, "location": PLACE},
    "a neighbour's card": {"contact": {"phone_number": "+8613800000099", "first_name": HARM,
                                       "last_name": HARM, "vcard": HARM, "user_id": 12}},
    "a card without a number": {"contact": {"phone_number": HARM, "first_name": HARM,
                                            "user_id": 11}},
    "a poll": {"poll": {"id": "1", "question": HARM, "options": [], "total_voter_count": 0,
                        "is_closed": False, "is_anonymous": True, "type": "regular",
                        "allows_multiple_answers": False, "allows_revoting": False,
                        "members_only": False}},
    "a game": {"game": {"title": HARM, "description": HARM, "photo": []}},
    "a sticker": {"sticker": {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 9,
                              "height": 9, "is_animated": False, "is_video": False,
                              "set_name": HARM, "emoji": HARM}},
    "forwarded": {"sticker": {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 9,
                              "height": 9, "is_animated": False, "is_video": False},
                  "forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": HARM}},
    "a document": {"document": {"file_name": HARM, "mime_type": HARM}},
}  # fmt: skip


def shown(world: World) -> list[str]:
    """Return all that the bot has said to anybody."""
    return [text for human in world.humans.values() for text in human.heard]


def telling(session: Session, word: str) -> list[str]:
    """Return the tables in which the word stands."""
    return [name for name, rows in rows_in(session).items() if any(word in row for row in rows)]


@pytest.mark.parametrize("what", walk(NAMED, "a venue"))
async def test_what_nobody_asked_for_is_neither_kept_nor_shown(world: World, what: str) -> None:
    """SEC-01: names of people, places, files and cards; in a dialogue, and outside of any."""
    sender = {"id": 11, "is_bot": False, "first_name": HARM, "last_name": HARM, "username": HARM}
    chat = {"id": 11, "type": "private", "first_name": HARM}
    for dialogue in ("/cancel", "/ask"):
        await world.humans["anna"].says(dialogue)
        content = dict(NAMED[what])
        if "document" in content:
            content["document"] = (
                world.telegram.keep_file("document", picture()) | content["document"]
            )
        message = {"message_id": 900, "date": 1, "chat": chat, "from": sender}
        world.telegram.inject({"message": message | content})
        await world.settles()
    assert "evil" not in "".join([*shown(world), *on_disk(world)])
    assert world.read(lambda session: telling(session, "evil")) == []


async def test_a_caption_is_shown_as_it_was_written_and_does_nothing(world: World) -> None:
    """SEC-01: like any other words, to who repairs; in a resident's own copy it is all there."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await report(world, told=f"漏水{HARM}")
    await world.humans["zhang_in_group"].presses("接单")
    await anna.replies("№1", caption=f"说明{HARM}", photos=[picture()])
    assert zhang.sees(f"漏水{SHOWN}")
    assert zhang.sees(f"说明{SHOWN}")
    assert zhang.files() == ["photo"]
    assert not [text for text in shown(world) if TURNS & set(text) or "49" in text]
    await anna.says("/mydata")
    told, _ = opened(documents(anna)[-1])
    assert told["报修"][0]["您说的话"] == f"漏水{HARM}"


async def test_a_groups_title_is_shown_as_it_is_or_not_at_all(world: World) -> None:
    """In quotation marks; without any where the group has no title, or one that shows nothing."""
    head, zhang = world.humans["head"], world.humans["zhang"].telegram_id
    titles = {HARM: f"群“{SHOWN}”", "": "群刚", "\u202e\u2066": "群刚"}
    for chat_id, (title, said) in enumerate(titles.items(), -309):
        world.telegram.add_group(chat_id, title, [zhang])
        await Human(world, zhang, chat_id).says(f"/bind {code(world, purpose='dispatch')}")
        assert said in head.heard[-1].replace("\u2068", "").replace("\u2069", ""), head.heard[-1]
        world.telegram.becomes(zhang, chat_id, "kicked")
        await world.settles()
        assert "“”" not in head.heard[-1]
    assert not [text for text in shown(world) if TURNS & set(text)]

"""The sandbox's Telegram: calls answered from a state, with scripted faults and a log."""

import json
from collections.abc import Mapping
from time import perf_counter
from typing import Any

from bot.sandbox.people import People
from bot.sandbox.refusals import Json, Refused, refusal
from bot.sandbox.view import View
from models.clock import Clock

LOG_LENGTH, LOG_KEPT = 5_000, 300
BOT_WIDE = ("getupdates", "getme")


class Telegram(People, View):
    """Everything Telegram does for the stories; no event loop and no input or output in it.

    `call` is the bot's side, `says`, `presses` and their like are the people's, `chat` and
    `calls` tell a witness what happened.
    """

    def __init__(
        self,
        clock: Clock,
        token: str = "42:SANDBOX-TOKEN",  # noqa: S107 - everybody may know it
        username: str = "guanjia_bot",
    ) -> None:
        super().__init__(clock, token, username)
        self.polls = 0

    def call(self, method: str, params: Json) -> Json:
        """Return the whole body that answers a Bot API call, and keep it in the log."""
        began = perf_counter()
        answered = self._scripted(method, params) or self._answer(method, params)
        # what the log and the bot hold must not change when the message is edited later
        body: Json = json.loads(json.dumps(answered))
        if not (method.lower() == "getupdates" and body.get("result") == []):
            entry: Json = {"n": self.next_number("call"), "at": self.clock.now().isoformat()}
            entry |= {"method": method, "params": params, "result": body}
            self.calls.append(entry | {"ms": round((perf_counter() - began) * 1000, 2)})
            del self.calls[:-LOG_LENGTH]
            self.changed()
        return body

    def _answer(self, method: str, params: Json) -> Json:
        answer = self.method(method)
        if answer is None:
            return refusal(404, "Not Found: method not found")
        try:
            return {"ok": True, "result": answer(params)}
        except Refused as refused:
            return refused.body

    @property
    def unknown_methods(self) -> list[str]:
        """Return the methods that were called and that nobody has written yet."""
        return [call["method"] for call in self.calls if self.method(call["method"]) is None]

    def fail_next(
        self,
        method: str,
        *,
        error_code: int,
        description: str,
        parameters: Mapping[str, Any] | None = None,
        times: int = 1,
        chat_id: int | None = None,
    ) -> None:
        """Refuse the next calls of `method` ("*": of any) in these words."""
        where = {"method": method.lower(), "chat": chat_id and str(chat_id), "times": times}
        body = refusal(error_code, description, parameters)
        self.state["faults"].append({**where, "body": body})

    def asks_to_wait(self, seconds: int, *, method: str = "*", chat_id: int | None = None) -> None:
        """Answer the next call with a flood wait."""
        told = f"Too Many Requests: retry after {seconds}"
        wait = {"retry_after": seconds}
        self.fail_next(method, error_code=429, description=told, parameters=wait, chat_id=chat_id)

    def _scripted(self, method: str, params: Json) -> Json | None:
        called, faults = method.lower(), self.state["faults"]
        # "*" is about what the bot says; a fault of polling is asked for by name
        names = (called,) if called in BOT_WIDE else (called, "*")
        chats = (None, str(params.get("chat_id")))
        meant = (f for f in faults if f["method"] in names and f["chat"] in chats)
        fault: Json = next(meant, {"body": None, "times": 0})
        fault["times"] -= 1
        self.state["faults"] = [fault for fault in faults if fault["times"] > 0]
        body: Json | None = fault["body"]
        return body

    def lose_next_answer(self, method: str, kind: str = "hang") -> None:
        """Accept the next call of `method`, but let its answer never arrive (hang or reset)."""
        self.state["lost"].setdefault(method.lower(), []).append(kind)

    def lost_answer(self, method: str) -> str | None:
        """Return how the answer to this call is to be lost, once; for the transports."""
        kinds: list[str] = self.state["lost"].get(method.lower(), [])
        return kinds.pop(0) if kinds else None

    def snapshot(self) -> Json:
        """Return all there is, as JSON; the log is cut to its newest entries."""
        kept = {"state": self.state, "calls": self.calls[-LOG_KEPT:]}
        copy: Json = json.loads(json.dumps(kept))
        return copy

    def restore(self, snapshot: Json) -> None:
        """Become what `snapshot` was taken of."""
        copy = json.loads(json.dumps(snapshot))
        self.state, self.calls = copy["state"], copy["calls"]
        self.changed()

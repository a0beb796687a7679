"""The sandbox's Telegram: calls answered from a state, with a log."""

import json
from time import perf_counter

from bot.sandbox.people import People
from bot.sandbox.refusals import Json, Refused, refusal
from bot.sandbox.view import View
from models.clock import Clock

LOG_LENGTH, LOG_KEPT = 5_000, 300


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
        answered = self._answer(method, params)
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

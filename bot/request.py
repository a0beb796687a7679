"""How the library reaches Telegram: one lean aiohttp session behind its BaseRequest."""

import json
import re
from typing import Any

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.delivery.outcomes import NoAnswer, NotSent
from models.faults import fault

UPLOAD_SECONDS = 90  # on top, for a call that carries files
# Raised before the first byte of the call is written; their texts contain the address.
NEVER_WRITTEN = (
    aiohttp.ClientConnectorError,
    aiohttp.ClientHttpProxyError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.InvalidURL,
)
TOKEN = re.compile(rb"\d+(?::|%3A)[\w-]{10,}", re.IGNORECASE)


class AiohttpRequest(BaseRequest):
    """Calls the Bot API; its errors say whether anything was written, and never the address.

    A failed call raises NetworkError or TimedOut, caused by NotSent when no connection was made
    and by NoAnswer when Telegram may have acted.
    """

    def __init__(
        self,
        *,
        proxy: str | None = None,
        connect_timeout: float = 5,
        read_timeout: float = 30,
        connections: int = 64,
    ) -> None:
        self._proxy = proxy
        self._connect_timeout = connect_timeout
        self._read_timeout = read_timeout
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Return the seconds a call may take unless it says otherwise."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the session; a second time changes nothing."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=self._connections, keepalive_timeout=60, ttl_dns_cache=300
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                trust_env=False,  # only the proxy that was asked for
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Close the session and its connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Return status and body of the answer."""
        if self._session is None:
            raise RuntimeError("the request is not initialized")
        files = request_data is not None and request_data.contains_files
        timeout = self._timeout(connect_timeout, read_timeout, UPLOAD_SECONDS if files else 0)
        fault("call.before")
        try:
            async with self._session.request(
                method,
                url,
                timeout=timeout,
                proxy=self._proxy,
                allow_redirects=False,  # nobody else gets the token
                **_body(request_data),
            ) as response:
                status, body = response.status, await response.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            failure = _failure(error)
        else:
            fault("call.after")
            return status, body if status == 200 else TOKEN.sub(b"<token>", body)
        # Raised out here, so that the original with its address is not even the context.
        raise failure

    def _timeout(self, connect: Any, read: Any, extra: float) -> aiohttp.ClientTimeout:
        unset = BaseRequest.DEFAULT_NONE
        connect = self._connect_timeout if connect is unset else connect
        read = self._read_timeout if read is unset else read
        # `connect` includes the wait for a free connection.
        total = None if read is None or connect is None else connect + read + extra
        return aiohttp.ClientTimeout(total=total, connect=connect)


def _body(data: RequestData | None) -> dict[str, Any]:
    if data is None:
        return {}
    if not data.contains_files:
        body = json.dumps(data.parameters, ensure_ascii=False).encode()
        return {"data": body, "headers": {"Content-Type": "application/json"}}
    form = aiohttp.FormData(quote_fields=False)  # Telegram shows a quoted file name as it is
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mimetype) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mimetype)
    return {"data": form}


def _failure(error: Exception) -> NetworkError:
    kind = type(error).__name__  # its text would show the address, and so the token
    late = isinstance(error, TimeoutError)
    failure = TimedOut("Telegram took too long") if late else NetworkError("Telegram not reached")
    failure.__cause__ = NotSent(kind) if isinstance(error, NEVER_WRITTEN) else NoAnswer(kind)
    return failure

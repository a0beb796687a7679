"""Every setting of the process, read once from the environment; below, values are arguments."""

import re
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.delivery.limiter import Limits
from bot.failures import Failed, of_settings

TOKEN = re.compile(r"\d+:[\w-]{3,}", re.ASCII)
SECRET = re.compile(r"[A-Za-z0-9_-]{32,256}")  # what Telegram takes for setWebhook
DRIVERS = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}


def _is_token(value: SecretStr) -> SecretStr:
    token = value.get_secret_value().strip()
    if not TOKEN.fullmatch(token):
        raise ValueError("this is no bot token; take it from @BotFather, like 123456:ABC…")
    return SecretStr(token)


def _is_address(value: str) -> str:
    if not value.startswith(("http://", "https://")) or not urlsplit(value).hostname:
        raise ValueError("it must be an address that begins with https:// or http://")
    return value.rstrip("/")


def _is_host_and_port(value: str) -> str:
    host, _, port = value.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise ValueError("it must be host:port, such as 127.0.0.1:8080")
    return value


def _are_limits(value: str) -> str:
    Limits.parse(value)
    return value


def is_database(value: str) -> str:
    """Return the address with the driver that we use. Raises ValueError with what is wrong."""
    try:
        url = make_url(value)
    except (ArgumentError, ValueError):
        raise ValueError("it must be like sqlite:////path or postgresql://host/name") from None
    url = url.set(drivername=DRIVERS.get(url.drivername, url.drivername))
    if url.drivername not in ("sqlite", "postgresql+psycopg"):
        raise ValueError("only sqlite and postgresql are known here")
    if url.drivername == "sqlite" and url.database in (None, "", ":memory:"):
        raise ValueError("it must name a file: the database has to outlive the process")
    return url.render_as_string(hide_password=False)


Address = Annotated[str, AfterValidator(_is_address)]
Place = Annotated[Path, AfterValidator(lambda path: path.expanduser().absolute())]
InCapitals = BeforeValidator(lambda text: str(text).upper())


class Settings(BaseSettings):
    """The settings, checked; nothing secret is in its repr."""

    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", env_ignore_empty=True, hide_input_in_errors=True
    )

    telegram_token: Annotated[SecretStr, AfterValidator(_is_token)] | None = None
    telegram_token_file: Path | None = None
    telegram_api_url: Address = "https://api.telegram.org"
    data_dir: Place = Path("var")
    database_url: Annotated[str, AfterValidator(is_database)] = Field(
        default_factory=lambda known: f"sqlite:///{known['data_dir'] / 'guanjia.db'}", repr=False
    )
    webhook_url: Address | None = None
    webhook_secret: SecretStr | None = None
    listen: Annotated[str, AfterValidator(_is_host_and_port)] = "127.0.0.1:8080"
    send_limits: Annotated[str, AfterValidator(_are_limits)] = "telegram"
    file_key_file: Place = Field(default_factory=lambda known: known["data_dir"] / "file.key")
    proxy_url: Address | None = Field(default=None, repr=False)
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], InCapitals] = "INFO"
    log_format: Literal["console", "json"] = "console"
    font_file: Path | None = None

    @property
    def address(self) -> tuple[str, int]:
        """Return host and port of LISTEN."""
        host, _, port = self.listen.rpartition(":")
        return host.strip("[]"), int(port)

    @property
    def limits(self) -> Limits:
        """Return what SEND_LIMITS allows."""
        return Limits.parse(self.send_limits)

    @property
    def control_socket(self) -> Path:
        """Return where a running bot takes commands."""
        return self.data_dir / "control.sock"

    @property
    def sandbox_dir(self) -> Path:
        """Return where the sandbox keeps its data, and nobody else."""
        return self.data_dir / "sandbox"

    def sandboxed(self, token: str, api_url: str) -> Self:
        """Return the settings of the sandbox: its own folder, database, server and no limits."""
        folder = self.sandbox_dir
        return self.model_copy(
            update={
                "telegram_token": SecretStr(token),
                "telegram_api_url": api_url,
                "data_dir": folder,
                "database_url": f"sqlite:///{folder / 'guanjia.db'}",
                "file_key_file": folder / "file.key",
                "webhook_url": None,
                "send_limits": "off",
            }
        )

    @model_validator(mode="before")
    @classmethod
    def _token_from_file(cls, values: dict[str, Any]) -> dict[str, Any]:
        """Read the token's file here, so that the rest knows one token only."""
        path = values.get("telegram_token_file")
        if path and not values.get("telegram_token"):
            try:
                token = Path(path).read_text("utf-8").strip()
            except (OSError, UnicodeDecodeError):
                raise ValueError("TELEGRAM_TOKEN_FILE: this file cannot be read") from None
            return {**values, "telegram_token": token}
        return values

    @model_validator(mode="after")
    def _fit_together(self) -> Self:
        secret = self.webhook_secret.get_secret_value() if self.webhook_secret else ""
        if self.webhook_url and not SECRET.fullmatch(secret):
            raise ValueError(
                "WEBHOOK_SECRET: with WEBHOOK_URL it needs 32 to 256 of the characters "
                "A-Z, a-z, 0-9, _ and -, such as `openssl rand -hex 32` prints"
            )
        host = urlsplit(self.telegram_api_url).hostname or ""
        if self.send_limits == "off" and host.endswith("telegram.org"):
            raise ValueError("SEND_LIMITS: off would get the bot banned by telegram.org")
        return self


def load_settings() -> Settings:
    """Return what the environment says. Raises Failed, which names the variable."""
    try:
        return Settings()
    except ValidationError as error:
        raise of_settings(error) from None


def refuse_sandbox(settings: Settings) -> None:
    """Raise Failed when DATABASE_URL is the sandbox's: nothing real may be kept there."""
    url = make_url(settings.database_url)
    if url.drivername == "sqlite" and url.database is not None:
        path = Path(url.database).resolve()
        if path.is_relative_to(settings.sandbox_dir.resolve()):
            raise Failed("DATABASE_URL: this is the sandbox's database; name another one.")

"""Hosts of our own on this machine: network namespaces, each with two cables that can be cut."""

import ctypes
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

NET = 0x40000000  # CLONE_NEWNET
CABLES = ("database", "telegram")


@dataclass(frozen=True)
class Host:
    """A host; on each of its cables this machine is .1 and the host is .2."""

    name: str
    net: int

    def here(self, cable: str) -> str:
        """Return the address of this machine as the host knows it."""
        return f"10.{77 + CABLES.index(cable)}.{self.net}.1"

    def there(self, cable: str) -> str:
        """Return the address of the host."""
        return f"10.{77 + CABLES.index(cable)}.{self.net}.2"

    def plug(self, cable: str, state: str) -> None:
        """Let the cable be up or down; what is down answers nothing, not even that."""
        ip("link", "set", self._end(cable), state)

    def made(self) -> None:
        """Come into being."""
        ip("netns", "add", self.name)
        ip("-n", self.name, "link", "set", "lo", "up")
        for cable in CABLES:
            end = self._end(cable)
            ip("link", "add", end, "type", "veth", "peer", "name", cable, "netns", self.name)
            ip("addr", "add", f"{self.here(cable)}/24", "dev", end)
            ip("-n", self.name, "addr", "add", f"{self.there(cable)}/24", "dev", cable)
            ip("-n", self.name, "link", "set", cable, "up")
            self.plug(cable, "up")

    def gone(self) -> None:
        """Be removed, with its cables."""
        with suppress(subprocess.CalledProcessError):
            ip("netns", "del", self.name)

    def _end(self, cable: str) -> str:
        return f"gj{self.net}{cable[0]}"


@contextmanager
def hosts(number: int) -> Iterator[list[Host]]:
    """Give so many hosts."""
    first = os.getpid() % 60 * 4
    made = [Host(f"guanjia-{first + each}", first + each) for each in range(number)]
    try:
        for host in made:
            host.made()
        yield made
    finally:
        for host in made:
            host.gone()


def ip(*arguments: str) -> None:
    """Let iproute2 do it."""
    subprocess.run(["/usr/bin/env", "ip", *arguments], check=True)


def enter(name: str) -> None:
    """Let this process, and what it starts, be on that host."""
    with open(f"/run/netns/{name}") as host:  # noqa: PTH123
        if ctypes.CDLL(None, use_errno=True).setns(host.fileno(), NET):
            raise OSError(ctypes.get_errno(), f"not let into {name}")

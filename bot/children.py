"""What strangers send is read by a child process, which can harm nothing but itself."""

import asyncio
import sys
from pathlib import Path


async def read_apart(program: Path, content: bytes, *, seconds: float) -> bytes | None:
    """Return what the program wrote of it; None when it failed, or took longer than that.

    The program has nothing of our environment and no import path but Python's own. However this
    ends, the child has ended too.
    """
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-I", str(program),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL, env={},
    )  # fmt: skip
    try:
        # Not wait_for: in Python 3.11 that may swallow the cancellation that ends us.
        async with asyncio.timeout(seconds):
            written, _ = await child.communicate(content)
    except TimeoutError:
        return None
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    return written if child.returncode == 0 else None

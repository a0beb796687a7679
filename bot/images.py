"""Pictures are written anew without their metadata, in a child process with hard limits."""

import asyncio
import io
import resource
import sys

from PIL import Image, ImageOps

SECONDS = 10
MEMORY = 512 * 1024 * 1024
PIXELS = 50_000_000
FORMATS = ("JPEG", "PNG", "WEBP")


class NotAPicture(Exception):
    """The child could not read the bytes as a picture within its limits."""


async def cleaned(content: bytes) -> bytes:
    """Return the picture without position or any other metadata. Raises NotAPicture."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.images",
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        written, _ = await asyncio.wait_for(child.communicate(content), SECONDS)
    except TimeoutError:
        child.kill()
        raise NotAPicture from None
    if child.returncode != 0:
        raise NotAPicture
    return written


def main() -> None:
    """Read a picture from standard input, write it to standard output."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    Image.MAX_IMAGE_PIXELS = PIXELS
    with Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=FORMATS) as picture:
        kind = picture.format
        upright = ImageOps.exif_transpose(picture)
        bare = Image.new(upright.mode, upright.size)
        bare.paste(upright)
        bare.save(sys.stdout.buffer, format=kind)


if __name__ == "__main__":
    main()

"""The child process that reads a picture and writes it anew; `pictures` starts it by its path.

It imports nothing of ours: what breaks a decoder finds no key, no database and no token here.
"""

import io
import resource
import sys
import warnings

from PIL import Image, ImageOps

WORKING = 5  # seconds of the processor's time
MEMORY = 256 * 1024 * 1024
PIXELS = 50_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
LONGEST = 2560  # pixels of a side: the small print of a licence can be read
WHITE = (255, 255, 255)


def main() -> None:
    """Read a picture from standard input; write it without metadata to standard output."""
    for limit, most in (
        (resource.RLIMIT_CPU, WORKING), (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0),
    ):  # fmt: skip
        resource.setrlimit(limit, (most, most))
    Image.MAX_IMAGE_PIXELS = PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    with Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=FORMATS) as picture:
        picture.thumbnail((LONGEST, LONGEST), reducing_gap=1.0)
        upright = ImageOps.exif_transpose(picture).convert("RGBA")
        plain = Image.new("RGB", upright.size, WHITE)
        plain.paste(upright, mask=upright)
        plain.save(sys.stdout.buffer, format="JPEG", quality=90)


if __name__ == "__main__":
    main()

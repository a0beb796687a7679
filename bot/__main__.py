"""The program: `guanjia`, or `python -m bot`."""

import gc
import os
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit: 0 done, 1 failed with one sentence, 2 wrong usage."""
    os.umask(0o077)  # whatever we write holds names and numbers of people
    gc.disable()  # what is imported stays: looking through it for garbage is a tenth of a start
    from bot.commands.line import obey  # noqa: PLC0415

    gc.freeze()
    gc.enable()
    obey(arguments)


if __name__ == "__main__":
    main()

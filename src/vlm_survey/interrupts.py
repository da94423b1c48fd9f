"""Ctrl-C: how it ends the command. Imports next to nothing, so that it is ready before everything else is loaded."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

INTERRUPTED = 130
"""The exit code of a command that a person stops: 128 and the number of the signal, as shells have it."""


def stop() -> NoReturn:
    """Report in one line that a person stopped the command, and end it."""
    sys.stderr.write("\ninterrupted\n")
    sys.exit(INTERRUPTED)


@contextmanager
def loading() -> Iterator[None]:
    """Let Ctrl-C end the process at once while modules are loaded: no file is open yet.

    A KeyboardInterrupt is not enough here: code that loads a class or a plugin may catch it, or report it as another error.
    """
    ours = threading.current_thread() is threading.main_thread()
    if not ours or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, _end)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _end(_number: int, _frame: object) -> NoReturn:
    os.write(2, b"\ninterrupted\n")
    os._exit(INTERRUPTED)

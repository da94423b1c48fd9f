"""Hide log messages of the parsers: their errors are reported as rejected rows and doubts instead."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

_LOGGERS = ("bibtexparser", "pylatexenc")


@contextmanager
def silence_loggers() -> Iterator[None]:
    """Silence the loggers of the parsers inside the `with` block."""
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    old_settings = [(logger.propagate, list(logger.handlers)) for logger in loggers]
    null_handler = logging.NullHandler()
    for logger in loggers:
        logger.propagate = False
        logger.addHandler(null_handler)
    try:
        yield
    finally:
        for logger, (propagate, handlers) in zip(loggers, old_settings, strict=True):
            logger.propagate = propagate
            logger.handlers[:] = handlers

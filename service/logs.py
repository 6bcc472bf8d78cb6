"""Structured logs on standard error: an event name and identifiers, never contents of forms.

Values that look like personal codes are masked as a last line of defence.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from typing import Final

import structlog
from structlog.stdlib import BoundLogger
from structlog.typing import EventDict, WrappedLogger

_PERSONAL_CODE: Final = re.compile(r"(?<![0-9A-Za-z-])\d{6}-?\d{5}(?![0-9A-Za-z-])")
_MASK: Final = "[personal code]"


def get_logger(name: str) -> BoundLogger:
    """The logger of this name, under ``pielikums``."""
    logger: BoundLogger = structlog.stdlib.get_logger(name)
    return logger


def configure_logging(*, json_lines: bool, level: str = "INFO") -> None:
    """Set up logging for this process: JSON lines for machines, plain lines for a person at a terminal."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        mask_personal_codes,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    last = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if json_lines
        else structlog.dev.ConsoleRenderer()
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        )
    )
    root = logging.getLogger("pielikums")
    root.handlers = [handler]
    root.setLevel(level)
    root.propagate = False


def places_of(bug: BaseException) -> list[str]:
    """Where in the code a bug came from: its message may quote what somebody typed, the places never do."""
    return [
        f"{place.filename}:{place.lineno} {place.name}" for place in traceback.extract_tb(bug.__traceback__)
    ]


def mask_personal_codes(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace whatever has the shape of a personal code."""
    return {
        key: _PERSONAL_CODE.sub(_MASK, value) if isinstance(value, str) else value
        for key, value in event.items()
    }

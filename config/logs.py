"""Logs are lines of JSON with the request's id, and never a person's data.

The message of a fault quotes values, so a line has the fault's kind and place instead:
from our own logger, and from those of Django and Celery.
"""

import logging
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog
from structlog.stdlib import ProcessorFormatter
from structlog.typing import Processor

from casework.faults import described

Event = MutableMapping[str, Any]


def drop_query(logger: object, method: str, event: Event) -> Event:
    """What people searched for is personal data; the path is not."""
    request = event.get("request")
    if isinstance(request, str):
        event["request"] = request.split("?", 1)[0]
    return event


class NamedFaults(logging.Filter):
    """Puts the kind of a fault where another's message would put its words."""

    def filter(self, record: logging.LogRecord) -> bool:
        fault = _fault(record.exc_info)
        if isinstance(record.args, Mapping):  # Celery's, with its words as texts
            kind = type(fault).__name__ if fault else "a fault"
            quoting = dict.fromkeys(QUOTING & record.args.keys(), kind)
            record.args = {**record.args, **quoting}
        elif record.args:
            record.args = tuple(_named(value) for value in record.args)
        return True


def describe_fault(logger: object, method: str, event: Event) -> Event:
    """Kind and place in place of a traceback, which ends with the fault's message."""
    event.update({key: _named(value) for key, value in event.items() if key in GIVEN})
    fault = _fault(event.pop("exc_info", None))
    if fault is not None:
        for key in QUOTING:
            event.pop(key, None)
        event.update(described(fault))
    return event


# Where others write what a fault said, and where they hand on the fault itself.
QUOTING = {"error", "exc", "traceback"}
GIVEN = {"exception", "reason"}


def _fault(exc_info: Any) -> BaseException | None:
    """From any of the forms in which loggers hand it on."""
    if isinstance(exc_info, BaseException):
        return exc_info
    if isinstance(exc_info, tuple):
        return exc_info[1]
    return sys.exc_info()[1] if exc_info else None


def _named(value: object) -> object:
    return type(value).__name__ if isinstance(value, BaseException) else value


SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    drop_query,
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": ProcessorFormatter,
            "foreign_pre_chain": SHARED,
            "processors": [
                ProcessorFormatter.remove_processors_meta,
                describe_fault,
                structlog.processors.JSONRenderer(),
            ],
        },
    },
    "filters": {"named_faults": {"()": NamedFaults}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json",
            "filters": ["named_faults"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "candour": {"level": "INFO"},
        # Its own handlers would say everything twice, and not as JSON.
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
    },
}

structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        *SHARED,
        structlog.stdlib.PositionalArgumentsFormatter(),
        ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)

"""Log lines without people in them (docs/decisions/0086).

What a library says may hold an address, a path, a header or a row. So of loggers of others only the place in the code is written, never
the words; of exceptions the class and the places, never the message; of requests the route's name, never the path.
"""

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

# The request in whose course this happens; a job carries the one that started it.
request_id: ContextVar[str] = ContextVar("request_id", default="")

OWN = ("lms", "accounts", "assessments", "safeguarding", "courses", "logbook", "schemes", "certificates")
DEEPEST_CAUSE = 5


def may_speak(record: logging.LogRecord) -> bool:
    """Our own loggers say what we wrote, and gunicorn's master how many workers stand. Everybody else may quote a visitor."""
    return record.name.partition(".")[0] in OWN or (record.name == "gunicorn.error" and record.module == "arbiter")


def places(trace: TracebackType | None) -> list[str]:
    """Where, not what: `file:line in function`, outermost first, without the line's text."""
    return [f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(trace)]


def fault(error: BaseException | None) -> list[dict[str, Any]]:
    """The exception and what led to it, newest first: classes and places only."""
    found: list[dict[str, Any]] = []
    while error is not None and len(found) < DEEPEST_CAUSE:
        found.append({"class": type(error).__name__, "at": places(error.__traceback__)})
        error = error.__cause__ or error.__context__
    return found


class JsonLines(logging.Formatter):
    """One JSON object a line. `record.fields` are our own values, such as those of a request."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            # Django complains of an answer when the request is over, and hands the request along.
            "request": request_id.get() or getattr(getattr(record, "request", None), "id", ""),
        }
        if may_speak(record):
            line["says"] = record.getMessage()
        else:
            line["from"] = f"{record.module}:{record.lineno} {record.funcName}"
        line.update(getattr(record, "fields", {}))
        if record.exc_info and record.exc_info[1] is not None:
            line["fault"] = fault(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)

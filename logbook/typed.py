"""What people type for a length or a time of day, read the way they mean it. Pure; None when it cannot be read."""

from __future__ import annotations

import re
from fractions import Fraction

SMALL_PARTS = str.maketrans({"½": ".5", "¼": ".25", "¾": ".75", ",": "."})
HOURS = r"(?:h|hr|hrs|hour|hours)"
MINUTES = r"(?:m|min|mins|minute|minutes)"
CLOCK_LENGTH = re.compile(r"(\d{1,2}):([0-5]\d)")
HOURS_AND_MINUTES = re.compile(rf"(\d{{1,2}})\s*{HOURS}\s*(?:and\s*)?([0-5]?\d)\s*{MINUTES}?")
ONLY_HOURS = re.compile(rf"(\d{{0,2}}(?:\.\d{{1,2}})?)\s*{HOURS}")
ONLY_MINUTES = re.compile(rf"(\d{{1,4}})\s*{MINUTES}")
BARE = re.compile(r"(\d{1,4}|\d{0,2}\.\d{1,2})")

# Entries go in steps of 15 minutes, so a bare "2" means two hours and a bare "45" means minutes.
SMALLEST_BARE_MINUTES = 15


def read_length(text: str) -> int | None:
    """Minutes meant by "1.5h", "90 min", "1:30", "1 h 30", "2 hours", "1½", "2" (hours) or "90" (minutes)."""
    said = text.strip().lower().translate(SMALL_PARTS).replace(" .", ".")
    for pattern in (CLOCK_LENGTH, HOURS_AND_MINUTES):
        if match := pattern.fullmatch(said):
            return _above_zero(int(match[1]) * 60 + int(match[2]))
    if (match := ONLY_HOURS.fullmatch(said)) and match[1]:
        return _hours(match[1])
    if match := ONLY_MINUTES.fullmatch(said):
        return _above_zero(int(match[1]))
    return _bare(said)


def _bare(said: str) -> int | None:
    if not BARE.fullmatch(said):
        return None
    if "." in said or int(said) < SMALLEST_BARE_MINUTES:
        return _hours(said)
    return int(said)


def _hours(said: str) -> int | None:
    return _above_zero(round(Fraction(said) * 60))


def _above_zero(minutes: int) -> int | None:
    return minutes or None


CLOCK = re.compile(r"(\d{1,2})(?:[:.h]?([0-5]\d))?\s*(am|pm)?")
NAMED = {"noon": 12 * 60, "midday": 12 * 60, "midnight": 0}


def read_time(text: str) -> int | None:
    """Minutes after midnight meant by "2 pm", "2.30pm", "14:00", "1430", "9am" or "noon".

    A bare hour below 8 is not guessed: "2" could be the middle of the night.
    """
    said = text.strip().lower().replace("a.m.", "am").replace("p.m.", "pm")
    if said in NAMED:
        return NAMED[said]
    match = CLOCK.fullmatch(said)
    return _on_the_clock(match) if match else None


def _on_the_clock(match: re.Match[str]) -> int | None:
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if half:
        return None if not 1 <= hour <= 12 else (hour % 12 + (12 if half == "pm" else 0)) * 60 + minute
    is_bare = match[2] is None
    if hour > 23 or (is_bare and hour < 8):
        return None
    return hour * 60 + minute

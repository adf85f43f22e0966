"""Words are plain and kind: LIX at most 30 (40 in lessons), and none of the words that ux.md 4.9 asks to think about."""

import calendar
import re
from typing import Any

from lms.core.readability import lix, words

from . import ask

PLAIN, LESSON, LEGAL = 30, 40, 45
FEWEST_WORDS = 40  # LIX of less than that swings with one word
# Lessons are taught in whole sentences; what somebody signs or agrees to keeps the words that were released (docs/decisions/0080).
LESSONS = re.compile(r"^/(learn|courses)/")
RELEASED_TEXTS = re.compile(r"^/(privacy|accessibility)/$|/ethics/$|/consents/.+")

AVOID = (
    r"committed suicide|successful suicide|failed suicide|suffers? from|victims? of|afflicted",
    r"a schizophrenic|a bipolar|an addict|addicts|mentally ill|the mentally",
    r"patients?|clients?|non-compliant|resistant",
    r"attention-seeking|manipulative|frequent flyers?|revolving door|(?:high|low)[- ]functioning",
    r"challenging behaviou?r|acting out|normal people|sane|brave",
    r"crazy|psycho|schizo|bonkers|wheelchair-bound|confined",
    r"dangerous|broke confidentiality|the elderly|the homeless|ethnic",
    r"fail(?:s|ed|ure)?|deficits?|weakness(?:es)?|invalid|illegal|forbidden|denied|mandatory",
)
# A page is as easy to read in November as in May, and on a Wednesday as on a Friday: names of days and months count as short words.
LONG_DATES = re.compile(rf"\b(?:{'|'.join([*calendar.day_name, *calendar.month_name[1:]])})\b")
WORD = re.compile(rf"\b(?:{'|'.join(AVOID)})\b", re.IGNORECASE)


def look(page: Any) -> list[str]:
    text = ask(page, "reading")
    path = page.evaluate("() => location.pathname")
    return [f'"{one}"' for one in _to_think_about(text)] + _too_hard(text, path)


def _to_think_about(text: str) -> list[str]:
    return sorted({match.group().lower() for match in WORD.finditer(text)})


def _too_hard(text: str, path: str) -> list[str]:
    most = LESSON if LESSONS.search(path) else LEGAL if RELEASED_TEXTS.search(path) else PLAIN
    score = lix(LONG_DATES.sub("May", text))
    if len(words(text)) < FEWEST_WORDS or score <= most:
        return []
    return [f"LIX {score:.0f} of {most}: {text[:1500]}"]

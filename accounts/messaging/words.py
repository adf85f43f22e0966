"""The words of a message: what is in force, filled in; and what stands in the way of releasing other words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from accounts.messaging.kinds import PLACE, MessageKind, fill
from accounts.messaging.neutral import outcome_words, telling_words
from accounts.models import MessageWording
from lms.core.outbox import one_line
from lms.core.readability import lix

LONGEST_SUBJECT = 78  # RFC 5322 2.1.1: as long as a line of a mail should be
HARD_TO_READ = 40  # LIX (decisions.md 33)
SAMPLES = {
    "called": "Ada",
    "name": "Ada",
    "inviter": "Gus",
    "code": "123456",
    "day": "3 May 2027",
    "until": "3 May 2027",
}


@dataclass(frozen=True)
class Words:
    """A wording with its places still open. Version 0 is the code's own."""

    subject: str
    body: str
    version: int
    language: str


def first_words(kind: MessageKind, language: str) -> Words:
    """The code's own wording in a language."""
    with translation.override(language):
        return Words(str(kind.subject), str(kind.body), 0, language)


def words_in_force(kind: MessageKind, language: str) -> Words:
    """The newest released wording in a language; the code's own where nobody released one."""
    row = MessageWording.objects.filter(kind=kind.key, language=language).order_by("-version").first()
    return Words(row.subject, row.body, row.version, language) if row else first_words(kind, language)


def filled(kind: MessageKind, words: Words, values: Mapping[str, str]) -> Words:
    """The wording with its values. A subject that says too much, by a value, gives way to one that says nothing."""
    subject = one_line(fill(words.subject, values), 150)
    if telling_words(subject) or not subject:
        with translation.override(words.language):
            subject = _("A message for you")
    return Words(subject, fill(words.body, values), words.version, words.language)


def foot(language: str, *, is_somebody: bool = True) -> str:
    """The end of every mail: where help is, where to choose what one is told, and who sends it."""
    with translation.override(language):
        lines = [_("Need support now? %(address)s") % {"address": f"{settings.SITE_URL}/support/"}]
        if is_somebody:
            lines.append(_("Choose what we tell you, and when: %(address)s") % {"address": f"{settings.SITE_URL}/me/messages/"})
        return "\n".join([*lines, str(settings.AUTHORITY["name"])])


def sample_values(kind: MessageKind) -> dict[str, str]:
    """Example values for each place of a kind, for a preview."""
    link = f"{settings.SITE_URL}/messages/"
    usual = {place: SAMPLES.get(place, link if "link" in place or "address" in place else f"[{place}]") for place in kind.places}
    return {**usual, **kind.sample}


def problems(kind: MessageKind, subject: str, body: str) -> dict[str, list[str]]:
    """What stands in the way of releasing these words, by field."""
    found: dict[str, list[str]] = {"subject": [], "body": []}
    found["subject"] += _subject_problems(kind, subject)
    for place in sorted(set(PLACE.findall(body)) - kind.places):
        found["body"].append(_("There is nothing to put in the place {%(place)s}.") % {"place": place})
    for place in sorted(kind.needed - set(PLACE.findall(body))):
        found["body"].append(_("The place {%(place)s} is missing. People need what stands there.") % {"place": place})
    if kind.weight == "news" and (telling := outcome_words(body)):
        found["body"].append(_("Say that there is news, and not what it is: “%(words)s”.") % {"words": "”, “".join(telling)})
    return {field: lines for field, lines in found.items() if lines}


def _subject_problems(kind: MessageKind, subject: str) -> list[str]:
    found = []
    if subject != one_line(subject, LONGEST_SUBJECT):
        found.append(_("Write one line of at most %(most)d letters.") % {"most": LONGEST_SUBJECT})
    if telling := telling_words(subject):
        words = "”, “".join(telling)
        found.append(_("A subject can be read over somebody's shoulder. Leave out: “%(words)s”.") % {"words": words})
    allowed = set(PLACE.findall(str(kind.subject)))
    extra = sorted(set(PLACE.findall(subject)) - allowed)
    return found + [_("The place {%(place)s} may not stand in a subject.") % {"place": place} for place in extra]


def hints(body: str) -> list[str]:
    """What to look at again; it stands in nobody's way."""
    score = lix(PLACE.sub("x", body))
    return (
        [_("Hard to read (LIX %(score)d; %(most)d is enough). Try shorter sentences.") % {"score": score, "most": HARD_TO_READ}]
        if (score > HARD_TO_READ)
        else []
    )


def difference(old: str, new: str) -> list[tuple[str, str]]:
    """("same" | "gone" | "new", words) in reading order."""
    before, after = _pieces(old), _pieces(new)
    parts: list[tuple[str, str]] = []
    for act, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if act == "equal":
            parts.append(("same", "".join(before[a:b])))
            continue
        parts += [(what, "".join(words)) for what, words in (("gone", before[a:b]), ("new", after[c:d])) if words]
    return parts


def _pieces(text: str) -> list[str]:
    """Words with the blanks after them."""
    return re.findall(r"\S+\s*|\s+", text)


def link_in(body: str) -> str:
    """The first page of ours that a message leads to, as a path; "" when it names none."""
    start = body.find(settings.SITE_URL + "/")
    path = body[start:].split()[0][len(settings.SITE_URL) :].rstrip(".,;)")[:300] if start >= 0 else ""
    return path if url_has_allowed_host_and_scheme(path, None) else ""


def plain_values(values: Mapping[str, Any]) -> dict[str, str]:
    """Values as text, each without characters that turn a line round or start another header."""
    return {place: "\n".join(one_line(line, 2000) for line in str(value).split("\n")) for place, value in values.items()}

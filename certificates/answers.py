"""The words of an answer: one face for each outcome, on the page and on paper (prototype/verify-outcomes)."""

from dataclasses import dataclass
from typing import Any

from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from certificates.services.check import CANNOT_CONFIRM, Answer
from lms.core.ids import show_number
from schemes.public import PublicOutcome

Words = str | Promise


@dataclass(frozen=True)
class Face:
    """`kind` is the shape and colour of the box; `since` labels the day from which it holds."""

    kind: str
    heading: Words
    means: Words
    can_do: Words
    since: Words = ""
    offers_board: bool = False


FACES = {
    PublicOutcome.CURRENT: Face(
        "current",
        _("This certificate is current"),
        _("The person met every requirement of the scheme and has kept up what it asks for. Nothing else can be read from this page."),
        _("Ask for photo ID, or simply whether the name is theirs. Names change; the person may tell you so."),
    ),
    PublicOutcome.CURRENT_WITH_CONDITIONS: Face(
        "cond",
        _("This certificate is current, with conditions"),
        _(
            "The certificate is valid for work within the condition above. "
            "The condition is public; the reason is not, and it says nothing about health."
        ),
        _("Talk with the person about how the condition fits the work. Most are met by an ordinary rota."),
    ),
    PublicOutcome.ENDED: Face(
        "ended",
        _("This certificate has ended"),
        _("It was valid until that date. Certificates end for many ordinary reasons, such as a change of work. We never say which."),
        _("Ask the person whether they hold a newer one. Work done before the date was done with a valid certificate."),
        since=_("Ended on"),
    ),
    PublicOutcome.NOT_VALID_AT_PRESENT: Face(
        "hold",
        _("This certificate is not valid at present"),
        _("A decision is still open. This is not a finding against the person."),
        _("Do not rely on the certificate today. Check again later."),
        since=_("Not valid since"),
        offers_board=True,
    ),
    PublicOutcome.REVOKED: Face(
        "revoked",
        _("This certificate was revoked"),
        _("The board took this certificate away. The person had the right to be heard and to appeal. We do not publish the case."),
        _("Do not rely on the certificate."),
        since=_("Revoked on"),
        offers_board=True,
    ),
    PublicOutcome.NEWER_COPY: Face(
        "newer",
        _("A newer copy has been issued"),
        _(
            "Copies are replaced after a renewal, a correction or a change of details. "
            "This copy no longer speaks for the holder. The new one may say the same."
        ),
        _("Ask the holder for the latest copy and check that. We show no name here, neither old nor new."),
    ),
    CANNOT_CONFIRM: Face(
        "cannot",
        _("We cannot confirm this"),
        _(
            "The two do not match anything we can confirm. A slip of the pen is the most common reason. "
            "It does not mean that a certificate is false."
        ),
        _("Read the number again, group by group, and the family name as printed. Or ask the holder to show you their latest copy."),
    ),
}
ERASED = Face(
    "ended",
    _("This certificate has ended"),
    _(
        "We hold no name for this number any more, so we cannot say whose it was. "
        "Certificates end for many ordinary reasons. We never say which."
    ),
    _("Do not rely on this paper. Ask the person whether they hold a newer one."),
)


@dataclass(frozen=True)
class Shown:
    """An answer with its words, for a template. `facts` are (label, value, language of the value) in order; `of` names the face."""

    of: str
    face: Face
    facts: list[tuple[Words, Any, str]]
    checked: str
    is_confirmed: bool


def shown(found: Answer) -> Shown:
    of = "erased" if found.is_erased else found.outcome
    face = ERASED if found.is_erased else FACES[found.outcome]
    return Shown(of, face, _facts(found, face), instant(found.checked_at), found.is_confirmed)


def instant(moment: Any) -> str:
    """The authority's time, and which time that is: a print-out travels."""
    there = timezone.localtime(moment, timezone.get_default_timezone())
    return f"{formats.date_format(there, 'j F Y, H:i')} ({there.tzname()})"


def _facts(found: Answer, face: Face) -> list[tuple[Words, Any, str]]:
    if not found.is_confirmed:
        return [(_("You entered"), _("a number or a code, and a family name"), "")]
    stands = found.outcome in (PublicOutcome.CURRENT, PublicOutcome.CURRENT_WITH_CONDITIONS)
    until = found.valid_until or (_("No end date") if stands else None)
    rows = [
        (_("Name on certificate"), found.name, found.name_lang),
        (_("Pronouns"), found.pronouns, ""),
        (_("Award"), found.title, ""),
        (_("Number"), show_number(found.number), ""),
        (_("First awarded"), found.awarded_on, ""),
        (_("Valid until"), until, ""),
        *((_("Condition"), text, "") for text in found.conditions),
        (face.since, found.since_on, ""),
        (_("This copy was replaced on"), found.replaced_on, ""),
        (_("Awarded by"), found.authority, ""),
    ]
    return [(label, value, lang) for label, value, lang in rows if value]

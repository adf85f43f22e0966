"""From the workshop to the shelf: freeze what is live as a new edition."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from accounts.models import StoryConsent, User
from courses.editions.building import BuiltEdition
from courses.editions.structure import SCHEMA_VERSION, Change, fingerprint, next_number, outline
from courses.models import EditionFragment, EditionMediaUse, Module, ModuleEdition, MustRead
from courses.models.must_reads import WHY
from lms.core import clock
from lms.core.errors import Refused
from lms.core.permissions import require

from .build_edition import edition_of
from .freeze_media import note_media
from .move_along import move_along
from .readings import read_from
from .release_checks import checks_of_module
from .words_that_stay import open_questions, unanswered, words_stay


@transaction.atomic
def release_edition(
    *,
    module: Module,
    by: User,
    change: Change = "new",
    note: str = "",
    effective_from: datetime | None = None,
    reason: str = "",
    words: str = "",
    seen: str | None = None,
    stays: Collection[str] = (),
    at: datetime | None = None,
) -> ModuleEdition:
    """Freeze the published steps of a module as its next edition (ux.md 7.6).

    A fix (3.0 to 3.1) reaches every learner at their next page, and is refused unless its fingerprint equals the one before: the
    system decides what is small, not the editor. A must-read (4.0) reaches everybody, with a card: `words` say what changed and why,
    `reason` is "law" or "safety". A new version (4.0) is for new starters. `seen` is the number of the edition that the editor had before
    their eyes ("" for none): when somebody else released since, nothing is released. `stays` are the hashes of the questions about words
    (words_that_stay.Asked) to which the editor says: read again, it stays as it is. Raises Refused with every finding that stops a release
    and every question without an answer, or when nothing has changed; PermissionDenied for others than editors and administrators.
    """
    require(by, "courses.release_edition", module)
    held = Module.objects.select_for_update().get(pk=module.pk)
    moment = at or clock.now()
    previous = ModuleEdition.objects.light().select_related("released_by").filter(module_key=held.module_key).order_by("-pk").first()
    _refuse_what_was_overtaken(previous, seen)
    built = edition_of(held)
    _hold_consents(built)
    _answer_questions(held, stays, by)
    _refuse_findings(held, built, change, reason, words)
    _refuse_change(previous, built, change)
    EditionFragment.objects.bulk_create(
        [EditionFragment(sha256=f.sha256, body=f.body, consent_ref=f.consent_ref) for f in built.fragments], ignore_conflicts=True
    )
    effective = _not_before_its_shape(held, built, change, effective_from or moment)
    edition = _write(held, built, previous, change, note, by, moment, effective)
    note_media(edition=edition, media=built.media)
    if change == "must_read":
        MustRead.objects.create(edition=edition, reason=reason, words=words.strip())
    log(instance=held, action="courses.release", user=by, data={"number": edition.number, "change": change, "sha256": edition.sha256})
    if edition.effective_from <= moment:
        move_along(edition=edition)
    return edition


def _refuse_what_was_overtaken(previous: ModuleEdition | None, seen: str | None) -> None:
    """Two editors press at once: one edition, and the other is told whose it is."""
    if seen is not None and previous and previous.number != seen:
        said = {"name": previous.released_by.called, "number": previous.number}
        raise Refused(_("%(name)s released edition %(number)s in the meantime. Look at what is different now, then decide.") % said)


def _hold_consents(built: BuiltEdition) -> None:
    """Whoever takes a story back from here on waits until this edition stands, and then takes it out of this one too.

    Built before it is held, because only what was built says whose words it took. The same for a recording that another edition has as
    somebody's story and this one in an ordinary block. Raises Refused for words and recordings that went.
    """
    refs = {words.consent_ref for words in built.fragments} | {file.consent_ref for file in built.media}
    plain = {file.sha256 for file in built.media} - {file.sha256 for file in built.media if file.consent_ref}
    lent = EditionMediaUse.objects.filter(sha256__in=plain).values_list("consent_ref", flat=True)
    held = list(StoryConsent.objects.select_for_update().filter(public_id__in=(refs | set(lent)) - {""}).order_by("pk"))
    if any(consent.taken_back_on for consent in held if consent.public_id in refs):
        raise Refused(_("Somebody has just taken their words back. Look at what is different now, then decide."))
    if EditionMediaUse.objects.taken_back(plain):
        raise Refused(_("A recording here was taken back by the person whose words it holds. Take it out of its block first."))


def _answer_questions(module: Module, stays: Collection[str], by: User) -> None:
    """Only what the editor had before them: words that changed since have another hash, and ask again."""
    for asked in open_questions(module) if stays else ():
        if asked.sha256 in stays:
            words_stay(asked, by=by)


def _refuse_findings(module: Module, built: BuiltEdition, change: Change, reason: str, words: str) -> None:
    stops = [f"{place}: {check.says}" for place, check in checks_of_module(module, built) if check.level == "stop"]
    stops += unanswered(open_questions(module))
    if change == "must_read" and reason not in dict(WHY):
        stops.append(_("Say whether the law or somebody's safety asks for it. Nothing else is a must-read."))
    if change == "must_read" and not words.strip():
        stops.append(_("Write what changed and why: everybody reads it."))
    if stops:
        raise Refused(*stops)


def _refuse_change(previous: ModuleEdition | None, built: BuiltEdition, change: Change) -> None:
    if previous and previous.sha256 == built.sha256:
        raise Refused(_("Nothing has changed since edition %(number)s.") % {"number": previous.number})
    if change == "fix" and (previous is None or previous.fingerprint != fingerprint(built.content)):
        raise Refused(_("Steps, questions or minutes have changed, so this is a new version and no fix."))
    if change == "must_read" and previous is None:
        raise Refused(_("This is the first edition. There is nothing that somebody read before."))


def _not_before_its_shape(module: Module, built: BuiltEdition, change: Change, wanted: datetime) -> datetime:
    """A fix of an edition that waits for its day waits with it: a new shape never comes in early under the name of a fix."""
    if change != "fix":
        return wanted
    same = ModuleEdition.objects.filter(module_key=module.module_key, fingerprint=fingerprint(built.content))
    first: datetime = same.order_by("effective_from").values_list("effective_from", flat=True)[0]
    return max(wanted, first)


def _write(
    module: Module,
    built: BuiltEdition,
    previous: ModuleEdition | None,
    change: Change,
    note: str,
    by: User,
    at: datetime,
    effective: datetime,
) -> ModuleEdition:
    programme = module.get_parent().specific
    return ModuleEdition.objects.create(
        module_key=module.module_key,
        programme_key=programme.programme_key,
        number=next_number(previous.number if previous else None, change),
        slug=module.slug,
        title=module.title,
        position=len(module.get_prev_siblings()),
        schema_version=SCHEMA_VERSION,
        content=built.canonical,
        sha256=built.sha256,
        fingerprint=fingerprint(built.content),
        outline=outline(built.content),
        change=change,
        note=note,
        reviewed_as=read_from(built),
        released_by=by,
        released_at=at,
        effective_from=effective,
    )

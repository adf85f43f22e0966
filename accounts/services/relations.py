"""How two people stand to each other: supervises, manages, or a declared conflict of interest. Dated, never deleted."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Relation, RelationEvent, User
from accounts.queries import roles_of
from lms.core import clock
from lms.core.errors import Refused
from lms.core.narrative import write_words
from lms.core.permissions import require

from .tell import tell

WORDS_KIND = "accounts.tie"


@transaction.atomic
def relate(
    *, kind: str, by: User, of: User, from_on: date | None = None, until_on: date | None = None, said_by: User | None = None
) -> Relation:
    """Say that `by` supervises or manages `of`, or that the two have a conflict of interest. Saying it twice is saying it once.

    `said_by` is whoever wrote it down; None stands for `by` themselves.
    """
    if by == of:
        raise Refused(_("This needs two different people."))
    held = Relation.objects.filter(kind=kind, by=by, of=of, until_on=until_on, ended_at=None).first()
    if held:
        return held
    made = Relation.objects.create(kind=kind, by=by, of=of, until_on=until_on, from_on=from_on or clock.today())
    RelationEvent.objects.create(relation=made, act="made", by=said_by or by, on=made.from_on)
    return made


@transaction.atomic
def make_tie(*, kind: str, by: User, of: User, said_by: User, from_on: date | None = None) -> Relation:
    """Write down a tie between two other people, and tell both. Raises PermissionDenied for others than administrators and the
    managers of `of`; Refused for a tie of one's own, and for a supervisor without that role.
    """
    require(said_by, "accounts.make_tie", of)
    if said_by in (by, of):
        raise Refused(_("Somebody else has to write this down: it is about you."))
    if kind == "supervises" and "supervisor" not in roles_of(by):
        raise Refused(_("%(name)s does not have the role of a supervisor yet.") % {"name": by})
    made = relate(kind=kind, by=by, of=of, from_on=from_on, said_by=said_by)
    if kind != "conflict":
        _tell_both(made, "accounts.tie_made", made.from_on)
    return made


@transaction.atomic
def declare_conflict(*, person: User, about: User) -> Relation:
    """Say oneself that one should not judge or decide about somebody. No reason is asked. Raises PermissionDenied without a role."""
    require(person, "accounts.declare_conflict")
    return relate(kind="conflict", by=person, of=about)


@transaction.atomic
def end_relation(*, relation: Relation, by: User, reason: str = "", on: date | None = None) -> Relation:
    """End a tie at this very moment, or so that `on` is the first day on which it does not hold any more.

    Raises PermissionDenied for who may not, Refused when it has ended.
    """
    held = Relation.objects.select_for_update(of=("self",)).select_related("by", "of").get(pk=relation.pk)
    require(by, "accounts.end_tie", held)
    today = clock.today()
    if held.ended_at or (held.until_on and held.until_on < today):
        raise Refused(_("This has ended already."))
    if on and on > today:
        held.until_on = max(on - timedelta(days=1), held.from_on)
    else:
        held.until_on, held.ended_at = max(today, held.from_on), clock.now()
    held.save(update_fields=["until_on", "ended_at"])
    words = write_words(kind=WORDS_KIND, text=reason, subject_ref=held.of.public_id)
    RelationEvent.objects.create(relation=held, act="ended", by=by, on=held.until_on, words_id=words.id, words_sha256=words.sha256)
    if held.kind != "conflict":
        _tell_both(held, "accounts.tie_ended", held.until_on)
    return held


def sentence(relation: Relation) -> str:
    """The tie in a sentence, like "Cy supervises Ada"."""
    says = {
        "supervises": _("%(by)s supervises %(of)s"),
        "manages": _("%(by)s manages %(of)s at work"),
        "conflict": _("%(by)s does not judge or decide about %(of)s"),
    }
    return says[relation.kind] % {"by": relation.by, "of": relation.of}


def _tell_both(relation: Relation, kind: str, day: date) -> None:
    """A declared conflict is told to nobody: it would tell the other that there is one."""
    values = {"sentence": sentence(relation), "day": date_format(day, "j F Y")}
    for person in (relation.by, relation.of):
        tell(person=person, kind=kind, key=f"{relation.public_id}:{person.public_id}", values=values)

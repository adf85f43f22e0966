"""What two records of one person hold of the log, before they are joined, and when they cannot be (accounts.merging.parts)."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.merging.parts import Held, counted, merge_part
from accounts.models import User
from accounts.queries import selves

from .models import Countersignature, Entry


def holds(person: User) -> Iterator[Held]:
    yield from counted(_("Hours and sessions logged"), Entry.objects.filter(person=person), "on")
    yield from counted(_("Hours confirmed for others"), Countersignature.objects.filter(supervisor=person), "on")


def stops(kept: User, joined: User) -> Iterator[str]:
    mine = selves(kept)
    if Entry.objects.filter(Q(supervisor__in=mine, person=joined) | Q(supervisor=joined, person__in=mine)).exists():
        yield _("One of the two was asked to confirm hours of the other. Nobody confirms their own hours.")


merge_part("logbook", holds=holds, stops=stops)

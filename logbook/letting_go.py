"""What the log holds of a person and what becomes of it (lms.core.letting_go)."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from lms.core.append_only import purge_permit
from lms.core.letting_go import Part
from lms.core.models import Narrative

from .models import Entry, Remark


def _words(person: User) -> QuerySet[Narrative]:
    """Notes, questions and answers by and about the person."""
    about = Q(pk__in=Entry.objects.filter(person=person, words_id__isnull=False).values("words_id"))
    remarks = Remark.objects.filter(Q(entry__person=person) | Q(by=person), words_id__isnull=False)
    return Narrative.objects.filter(about | Q(pk__in=remarks.values("words_id")))


def _forget_words(person: User) -> None:
    with purge_permit(purpose="erasure", by_ref=person.public_id, reason="erasure of the log's words"):
        _words(person).delete()


def _drafts(person: User) -> QuerySet[Entry]:
    return Entry.objects.filter(person=person, state="draft", remarks__isnull=True)


def _forget_drafts(person: User) -> None:
    gone = list(_drafts(person).values_list("pk", flat=True))
    Entry.objects.filter(pk__in=gone).delete()
    Entry.history.filter(id__in=gone).delete()


PARTS = [
    Part(_("Shared notes of supervision, questions and answers"), has=lambda person: _words(person).exists(), let_go=_forget_words),
    Part(_("Hours that were never sent"), has=lambda person: _drafts(person).exists(), let_go=_forget_drafts),
    Part(
        _("Dates, minutes and kinds of logged time, and who confirmed them"),
        has=lambda person: Entry.objects.filter(Q(person=person) | Q(supervisor=person)).exclude(state="draft").exists(),
        why=_("Certification rests on them, and others stand for them. No name and no word is left in them."),
    ),
]

"""Log entries: practice hours and supervision sessions."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from simple_history.models import HistoricalRecords

from accounts.models import Relation
from accounts.queries import one_with, selves
from lms.core import clock
from lms.core.canonical import canonical_json, sha256_hex
from lms.core.models import Record
from logbook.crediting.admission import months_before
from logbook.facts import MINUTES_A_DAY, Facts
from logbook.states import ENTRY_MOVES
from logbook.words import ACTIVITIES, CHANNELS, KINDS, MODES, SETTINGS, STATES

NOTE_LENGTH = 500
HISTORY_OPEN_MONTHS = 12  # ux.md 2.5: an ended link stays readable for a year, then it is closed


def _person(related_name: str, **options: Any) -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name=related_name, **options)


class EntryQuerySet(models.QuerySet["Entry"]):
    """Who may read, and what is in force."""

    def readable_by(self, person: Any, today: date | None = None) -> Self:
        """One's own entries, and what was sent to one as the named supervisor while the relation lasts and a year after.

        Nobody else reads an entry: managers and the board get totals from logbook.queries (ux.md 5.6).
        """
        if not getattr(person, "is_authenticated", False):
            return self.none()
        relation = supervision_still_open(person, today).filter(one_with("of", "person"))
        mine = selves(person)
        return self.filter(Q(person__in=mine) | (Q(supervisor__in=mine) & ~Q(state="draft") & Exists(relation)))

    def in_force(self) -> Self:
        """Entries that say what happened: not yet replaced, and no correction that still waits."""
        replaced = Entry.objects.filter(supersedes=OuterRef("pk"), state="countersigned")
        said_true = self.exclude(Exists(replaced)).exclude(did_not_happen=True)
        return said_true.exclude(~Q(state="countersigned"), supersedes__isnull=False)

    def waiting_for(self, person: Any) -> Self:
        """Sent entries that this person is asked to confirm: always the hand that did not write them."""
        mine = selves(person)
        asked = self.filter(Q(person__in=mine) | Q(supervisor__in=mine), state="submitted")
        return asked.exclude(logged_by__in=mine)


def supervision_still_open(supervisor: Any, today: date | None = None) -> models.QuerySet[Relation]:
    """Relations through which this supervisor may still read: in force, or ended at most a year ago."""
    return Relation.objects.filter(still_open(today), kind="supervises", by__in=selves(supervisor))


def still_open(today: date | None = None) -> Q:
    """The condition for a relation that is in force, or ended at most a year ago."""
    closed_before = months_before(today or clock.today(), HISTORY_OPEN_MONTHS)
    return Q(until_on__isnull=True) | Q(until_on__gte=closed_before)


class Entry(Record):
    """A stretch of time that somebody logged. Its minutes count once somebody else has confirmed it.

    A confirmed entry never changes (logbook.guard): a correction is a new entry that supersedes it once that is confirmed.
    """

    MOVES = ENTRY_MOVES

    kind = models.CharField(max_length=12, choices=KINDS)
    person = _person("logbook_entries")
    supervisor = _person("supervised_entries", null=True, blank=True)
    logged_by = _person("+")
    on = models.DateField()
    start_minute = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField()
    activity = models.CharField(max_length=20, choices=ACTIVITIES)
    mode = models.CharField(max_length=10, choices=MODES, default="individual")
    group_size = models.PositiveSmallIntegerField(null=True, blank=True)
    setting = models.CharField(max_length=12, choices=SETTINGS, blank=True)
    channel = models.CharField(max_length=12, choices=CHANNELS, default="in_person")
    topics = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=14, choices=STATES, default="draft")
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by")
    did_not_happen = models.BooleanField(default=False)
    # The questions that whoever wrote this has answered with "yes, that is right": logbook.doubts.
    confirmed_doubts = models.JSONField(default=list, blank=True)
    # Made with the form: the same form sent twice is one entry.
    once = models.CharField(max_length=32, blank=True, editable=False)
    words_id = models.UUIDField(null=True, editable=False)
    words_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    words: str | None

    history = HistoricalRecords(excluded_fields=["words_id", "words_sha256", "once"])
    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        ordering = ["-on", F("start_minute").desc(nulls_last=True), "-pk"]
        indexes = [
            models.Index(fields=["person", "kind", "on"], name="entry_of_person"),
            models.Index(fields=["supervisor", "state"], name="entry_to_sign"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gt=0, minutes__lte=MINUTES_A_DAY), name="entry_minutes_sane"),
            models.CheckConstraint(condition=Q(start_minute__isnull=True) | Q(start_minute__lt=MINUTES_A_DAY), name="entry_start_sane"),
            models.CheckConstraint(condition=Q(kind__in=[key for key, _ in KINDS]), name="entry_kind_known"),
            models.CheckConstraint(condition=Q(state__in=[key for key, _ in STATES]), name="entry_state_known"),
            models.CheckConstraint(
                condition=Q(mode="individual", group_size__isnull=True) | Q(mode="group", group_size__isnull=False, group_size__gte=2),
                name="entry_group_has_size",
            ),
            models.CheckConstraint(
                condition=Q(supervisor__isnull=True) | ~Q(person=F("supervisor")), name="entry_nobody_supervises_themselves"
            ),
            models.CheckConstraint(condition=Q(state="draft") | Q(supervisor__isnull=False), name="entry_sent_names_a_supervisor"),
            models.CheckConstraint(
                condition=Q(logged_by=F("person")) | Q(logged_by=F("supervisor"), kind="supervision"), name="entry_written_by_one_of_two"
            ),
            models.CheckConstraint(condition=Q(kind="supervision") | Q(words_id__isnull=True), name="entry_note_on_supervision_only"),
            models.CheckConstraint(condition=Q(did_not_happen=False) | Q(supersedes__isnull=False), name="entry_only_a_correction_denies"),
            models.UniqueConstraint(fields=["logged_by", "once"], condition=~Q(once=""), name="entry_form_sent_once"),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def facts(self) -> Facts:
        return Facts(
            kind=self.kind,
            on=self.on,
            minutes=self.minutes,
            activity=self.activity,
            start_minute=self.start_minute,
            mode=self.mode,
            group_size=self.group_size,
            setting=self.setting,
            channel=self.channel,
            topics=tuple(self.topics),
            did_not_happen=self.did_not_happen,
        )

    def canonical(self, *, person_ref: str, supervisor_ref: str) -> str:
        """What a signature signs: the facts and the two people by their ids, the note by its hash; no name, no words."""
        hands = {"entry": self.public_id, "person": person_ref, "supervisor": supervisor_ref, "note": self.words_sha256}
        return canonical_json({**self.facts.as_json(), **hands})

    @property
    def version(self) -> str:
        """Changes whenever the entry says something else: what a page shows and what its button sends back."""
        told = {**self.facts.as_json(), "supervisor": self.supervisor_id, "note": self.words_sha256}
        return sha256_hex(canonical_json(told))[:16]

    @property
    def awaits_id(self) -> int | None:
        """The person who is asked to confirm: the hand that did not write it."""
        return self.supervisor_id if self.logged_by_id == self.person_id else self.person_id

    @property
    def is_countersigned(self) -> bool:
        return self.state == "countersigned"

    @property
    def is_changeable(self) -> bool:
        return self.state in {"draft", "returned"}

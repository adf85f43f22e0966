"""A worry about somebody. Only safeguarding leads read it; whoever decides about certificates never does (ux.md 4.8, 5.6)."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Relation
from accounts.queries import grants_of, roles_of, selves
from lms.core import clock
from lms.core.append_only import erasable
from lms.core.models import Record
from safeguarding.hooks import people_in
from safeguarding.states import CLOSED, CONCERN_MOVES, TAKEN_UP, WAITING

DECIDES = "board"


def _person(related_name: str, **options: Any) -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name=related_name, **options)


class ConcernQuerySet(models.QuerySet["Concern"]):
    def readable_by(self, person: Any) -> Self:
        """Safeguarding leads within their scope today: never about themselves, never with a declared conflict of interest.

        Never somebody who also decides about certificates: the page on which people write promises that.
        """
        scopes = [(kind, key) for role, kind, key in grants_of(person) if role == "safeguarding"]
        if not scopes or DECIDES in roles_of(person):
            return self.none()
        either = Q(by=person, of=OuterRef("person")) | Q(of=person, by=OuterRef("person"))
        tied = Exists(Relation.objects.in_force().filter(either, kind="conflict"))
        mine = self.filter(Q(person__isnull=True) | ~Q(person__in=selves(person)) & ~tied)
        if ("", "") in scopes:
            return mine
        people = {pk for kind, key in scopes for pk in people_in(kind, [key])}
        return mine.filter(person__in=people)

    def raised_by(self, person: Any) -> Self:
        return self.filter(raised_by__in=selves(person))

    def shown_to(self, person: Any) -> Self:
        """Those about this person that a lead has shared with them."""
        return self.filter(person__in=selves(person), shared_at__isnull=False)

    def open(self) -> Self:
        return self.exclude(state=CLOSED)


class Concern(Record):
    """Somebody is worried about somebody. Its words stand in its steps; this row holds what the queue needs.

    `person` is empty while a lead has not said yet who is meant: a partner organisation writes a name, and never learns whether
    that person is known here.
    """

    STATES: ClassVar = [(WAITING, _("Waiting")), (TAKEN_UP, _("Taken up")), (CLOSED, _("Closed"))]
    DANGER: ClassVar = [
        ("yes", _("Yes, I think so")),
        ("unsure", _("I am not sure")),
        ("no", _("No")),
    ]
    SPOKEN: ClassVar = [
        ("yes", _("Yes, they know that I am telling you")),
        ("not_yet", _("Not yet")),
        ("unsafe", _("No, it could make things worse")),
    ]
    MOVES = CONCERN_MOVES

    person = _person("concerns_about", null=True)
    raised_by = _person("concerns_raised")
    came_from = models.CharField(max_length=20, blank=True)  # the kind of place ("evidence"), "" for the open page
    came_ref = models.CharField(max_length=40, blank=True)
    danger = models.CharField(max_length=10, choices=DANGER)
    spoken = models.CharField(max_length=10, choices=SPOKEN)
    raised_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=STATES, default=WAITING)
    lead = _person("concerns_held", null=True)
    taken_up_at = models.DateTimeField(null=True)
    shared_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    found_something = models.BooleanField(null=True)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[WAITING, TAKEN_UP, CLOSED]), name="concern_state_known"),
            models.CheckConstraint(
                condition=Q(state=WAITING) | Q(lead__isnull=False, taken_up_at__isnull=False), name="concern_has_a_lead"
            ),
            models.CheckConstraint(
                condition=~Q(state=CLOSED) | Q(closed_at__isnull=False, found_something__isnull=False),
                name="concern_closed_whole",
            ),
            models.CheckConstraint(condition=Q(shared_at__isnull=True) | Q(person__isnull=False), name="concern_shared_with_somebody"),
        ]
        indexes = [models.Index(fields=["state", "due_at"])]

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        return reverse("safeguarding:concern", args=[self.public_id])

    @property
    def code(self) -> str:
        """What stands for it in lists: no name."""
        return f"C-{self.public_id[:5]}"

    @property
    def is_open(self) -> bool:
        return self.state != CLOSED

    @property
    def is_late(self) -> bool:
        """Whether nobody took it up within the hours that we promise."""
        return self.was_late_at(self.taken_up_at or clock.now())

    def was_late_at(self, moment: datetime) -> bool:
        return moment > self.due_at


@erasable
class ConcernStep(Record):
    """Something that was said or done about a concern. Never changed; gone with the concern when its time is up.

    The words stand in a Narrative under the concern's own id, not the person's: the concern decides how long they stay, and nothing
    that looks for a person finds them.
    """

    KINDS: ClassVar = [
        ("raised", _("Raised")),
        ("taken_up", _("Taken up")),
        ("noted", _("Note")),
        ("handed_over", _("Handed over")),
        ("named", _("Said who is meant")),
        ("delayed", _("Not shown to the person yet")),
        ("shared", _("Shared with the person")),
        ("closed", _("Closed")),
    ]
    DELAYS: ClassVar = [
        ("danger", _("Telling them now could put somebody in danger")),
        ("talk_first", _("Somebody will talk with them first")),
        ("another", _("It would give away somebody else")),
        ("authority", _("An authority has asked us to wait")),
    ]

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=KINDS)
    by = _person("+")
    at = models.DateTimeField(default=timezone.now)
    to = _person("+", null=True)
    choice = models.CharField(max_length=12, choices=DELAYS, blank=True)
    words_id = models.UUIDField(null=True, editable=False)
    words_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    words: str | None  # set by attach_words

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.kind

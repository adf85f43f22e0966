"""That somebody looked whether a person is who they say: an outcome, never a copy and never a number of a document."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lms.core import clock
from lms.core.append_only import append_only
from lms.core.models import Record

from .roles import Organisation


class IdentityChecks(models.QuerySet):
    def about(self, people: frozenset[int]) -> Self:
        """Newest first: the newest one counts."""
        return self.filter(person__in=people).order_by("-checked_on", "-pk")


@append_only
class IdentityCheck(Record):
    """Somebody checked who a person is, on a day, in one of four ways. There is no box for words and none for a file, on purpose."""

    METHODS = [
        ("in_person", _("Seen in person, with a document that shows a photo")),
        ("by_video", _("Seen by video, with a document that shows a photo")),
        ("known", _("Known to the person who checked")),
        ("vouched", _("An organisation that we work with vouched for them")),
    ]
    OUTCOMES = [("confirmed", _("Confirmed")), ("not_yet", _("Not yet"))]

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="identity_checks")
    method = models.CharField(max_length=10, choices=METHODS)
    outcome = models.CharField(max_length=10, choices=OUTCOMES)
    checked_on = models.DateField(default=clock.today)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    known_years = models.PositiveSmallIntegerField(null=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")

    objects = IdentityChecks.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("checked_by")), name="nobody_checks_themselves"),
            models.CheckConstraint(
                condition=Q(method="known", known_years__gte=1) | (~Q(method="known") & Q(known_years__isnull=True)),
                name="known_for_so_many_years",
            ),
            models.CheckConstraint(
                condition=Q(method="vouched", organisation__isnull=False) | (~Q(method="vouched") & Q(organisation__isnull=True)),
                name="vouched_for_by_an_organisation",
            ),
            models.CheckConstraint(condition=Q(outcome__in=("confirmed", "not_yet")), name="identity_outcome_known"),
        ]

    def __str__(self) -> str:
        return self.outcome

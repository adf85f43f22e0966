"""What everybody has to read once, because law or somebody's safety asks for it."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.queries import selves
from lms.core.append_only import append_only, erasable

from .editions import ModuleEdition

WHY = [("law", _("The law has changed")), ("safety", _("Somebody's safety depends on it"))]


@append_only
class MustRead(models.Model):
    """The card that goes with a must-read edition: what changed and why. It is met by everybody who had begun the module before."""

    edition = models.OneToOneField(ModuleEdition, on_delete=models.PROTECT, related_name="must_read")
    reason = models.CharField(max_length=10, choices=WHY)
    words = models.TextField(max_length=1200)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(reason__in=[key for key, _words in WHY]), name="must_read_says_why"),
            models.CheckConstraint(condition=~Q(words=""), name="must_read_has_words"),
        ]

    def __str__(self) -> str:
        return str(self.edition_id)


class MustReadsSeen(QuerySet):
    def readable_by(self, person: Any) -> Self:
        """One's own. Nobody counts who has read what."""
        return self.filter(person__in=selves(person))


@erasable
class MustReadSeen(models.Model):
    """Somebody pressed "I have read this"."""

    must_read = models.ForeignKey(MustRead, on_delete=models.PROTECT, related_name="seen")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = MustReadsSeen.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["must_read", "person"], name="read_once")]

    def __str__(self) -> str:
        return str(self.must_read_id)

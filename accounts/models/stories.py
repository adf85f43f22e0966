"""Words, voices and faces of real people in lessons: lent, not given."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.core import clock
from lms.core.models import Record

CHANNELS = [
    ("lesson", _("Words in lessons, on a screen or as a learner's own print")),
    ("audio", _("Their voice in lessons")),
    ("video", _("Their face and voice in lessons")),
    ("print", _("Words in leaflets and other printed matter")),
]


def in_lessons() -> list[str]:
    """What every consent was for before there were channels."""
    return ["lesson"]


class StoryConsents(QuerySet):
    def readable_by(self, person: Any) -> Self:
        """For those who put stories into lessons. It names nobody's account, so it is nobody's own."""
        from accounts.queries import roles_of

        return self if {"editor", "admin"} & roles_of(person) else self.none()

    def live(self) -> Self:
        """Those that were not taken back."""
        return self.filter(taken_back_on=None)


class StoryConsent(Record):
    """Somebody lets us use their story, until they change their mind. A record, never a page or a snippet: it has no drafts.

    Taking back goes through courses.services.take_back_story, which also removes the story from every edition; when `taken_back_on`
    was set in another way, the next `tick` does. The table keeps the name it had when it belonged to courses.
    """

    label = models.CharField(_("name in our list"), max_length=100, help_text=_("Only editors see this. Do not write the person's name."))
    attribution = models.CharField(
        _("how they are named"), max_length=120, help_text=_("As the person chose, like: Shared with permission by a peer worker.")
    )
    # Empty in rows from before there were channels.
    channels = models.JSONField(_("what they said yes to"), null=True, default=in_lessons)
    take_down = models.CharField(
        _("whom to ask when it should go"), max_length=200, blank=True, db_default="",
        help_text=_("Learners read this under a story, like: Write to stories@example.org. Never the person's own address."),
    )  # fmt: skip
    given_on = models.DateField(_("given on"), default=timezone.localdate)
    look_again_on = models.DateField(_("ask again on"), null=True, blank=True)
    taken_back_on = models.DateField(_("taken back on"), null=True, blank=True, editable=False)
    # When its words had left every edition and every page. Empty with `taken_back_on` set: the next `tick` sees to it.
    gone_at = models.DateTimeField(null=True, editable=False)

    objects = StoryConsents.as_manager()

    class Meta:
        db_table = "courses_storyconsent"
        verbose_name = _("story consent")
        verbose_name_plural = _("story consents")
        constraints = [
            models.CheckConstraint(
                condition=Q(look_again_on__isnull=True) | Q(look_again_on__gte=F("given_on")), name="story_asked_again_later"
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def said_yes_to(self) -> frozenset[str]:
        """The channels by their keys."""
        return frozenset(self.channels or in_lessons())

    @property
    def is_due(self) -> bool:
        """Whether the day has passed on which the person was to be asked again: nothing new goes out with the story until they were."""
        return self.look_again_on is not None and self.look_again_on < clock.today()

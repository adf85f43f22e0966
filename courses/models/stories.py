"""Words of real people in lessons: lent, not given."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from lms.core.models import Record


class StoryConsent(Record):
    """Somebody lets us use their words in lessons, until they change their mind.

    Taking back goes through courses.services.take_back_story, which also removes the words from every edition.
    """

    label = models.CharField(_("name in our list"), max_length=100, help_text=_("Only editors see this. Do not write the person's name."))
    attribution = models.CharField(
        _("how they are named"), max_length=120, help_text=_("As the person chose, like: Shared with permission by a peer worker.")
    )
    given_on = models.DateField(_("given on"), default=timezone.localdate)
    look_again_on = models.DateField(_("ask again on"), null=True, blank=True)
    taken_back_on = models.DateField(_("taken back on"), null=True, blank=True, editable=False)

    panels = [FieldPanel("label"), FieldPanel("attribution"), FieldPanel("given_on"), FieldPanel("look_again_on")]

    class Meta:
        verbose_name = _("story consent")
        verbose_name_plural = _("story consents")
        constraints = [
            models.CheckConstraint(
                condition=Q(look_again_on__isnull=True) | Q(look_again_on__gte=F("given_on")), name="story_asked_again_later"
            )
        ]

    def __str__(self) -> str:
        return self.label

"""Where people in need can turn, by country (ux.md 4.4). Editable in the CMS; a person checks each line."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin


class SupportResource(DraftStateMixin, RevisionMixin, PreviewableMixin, models.Model):
    """One line of the support page. Never hidden by itself, even when its last check is old."""

    KINDS = [
        ("danger", _("In danger now")),
        ("talk", _("Talk to somebody")),
        ("peer", _("By peers, for peers")),
        ("directory", _("Directory")),
    ]

    country = models.CharField(_("country"), max_length=2, help_text=_("Two letters, like GB. Leave XX for everywhere."), db_index=True)
    kind = models.CharField(_("kind"), max_length=10, choices=KINDS, default="talk")
    name = models.CharField(_("name"), max_length=120)
    for_whom = models.CharField(_("for whom"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    text_to = models.CharField(_("text message"), max_length=80, blank=True)
    web = models.URLField(_("web page"), blank=True)
    hours = models.CharField(_("hours"), max_length=120, blank=True)
    cost = models.CharField(_("cost"), max_length=120, blank=True)
    what_happens = models.CharField(_("what happens when you get in touch"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    verified_on = models.DateField(_("checked on"), null=True, blank=True)
    verified_by = models.CharField(_("checked by"), max_length=120, blank=True)
    review_by = models.DateField(_("check again by"), null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("country"), FieldPanel("kind"), FieldPanel("order")]),
        FieldPanel("name"),
        FieldPanel("for_whom"),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("text_to")]),
        FieldPanel("web"),
        FieldRowPanel([FieldPanel("hours"), FieldPanel("cost")]),
        FieldPanel("what_happens"),
        FieldRowPanel([FieldPanel("verified_on"), FieldPanel("verified_by"), FieldPanel("review_by")]),
    ]

    class Meta:
        ordering = ["country", "order", "name"]
        verbose_name = _("support line")
        verbose_name_plural = _("support lines")

    def __str__(self) -> str:
        return f"{self.country}: {self.name}"

    def get_preview_template(self, request, mode_name):  # type: ignore[no-untyped-def]
        return "core/_support_line_preview.html"

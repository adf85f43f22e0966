"""The workshop: Wagtail pages that editors write in. Learners are never taught a page, only an edition made from it (ux.md 7.6).

Programme (public) > Module > Step. Modules and steps have no address of their own; editors see them in the preview.
"""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page

from courses.blocks import STEP_BLOCKS


class Domain(models.Model):
    """A subject that training minutes count towards. Schemes name it by its code."""

    code = models.SlugField(_("code"), unique=True, help_text=_("Schemes use this code. It never changes."))
    title = models.CharField(_("title"), max_length=80)
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta:
        ordering = ["order", "title"]
        verbose_name = _("domain")
        verbose_name_plural = _("domains")

    def __str__(self) -> str:
        return self.title


class Programme(Page):
    """A course as the public sees it, and the shelf its modules stand on."""

    programme_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    summary = models.CharField(_("summary"), max_length=200, blank=True)
    who_for = models.TextField(_("who it is for"), max_length=600, blank=True)
    time_needed = models.CharField(_("how much time it takes"), max_length=200, blank=True)
    cost = models.CharField(_("what it costs"), max_length=200, blank=True)
    help_offered = models.TextField(_("what help you can have"), max_length=600, blank=True)
    hard_parts = models.TextField(_("what may be hard about it"), max_length=600, blank=True)
    how_to_join = models.CharField(_("how to ask for a place"), max_length=200, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("who_for"),
        FieldPanel("time_needed"),
        FieldPanel("cost"),
        FieldPanel("help_offered"),
        FieldPanel("hard_parts"),
        FieldPanel("how_to_join"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["courses.Module"]
    exclude_fields_in_copy = ["programme_key"]
    template = "courses/programme.html"

    class Meta:
        verbose_name = _("programme")

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Programmes stand under /courses/, wherever the page tree keeps them."""
        parts = super().get_url_parts(request)
        return (parts[0], parts[1], reverse("courses:programme", args=[self.slug])) if parts else None

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The tree's own address leads to ours: one page, one address."""
        return redirect("courses:programme", self.slug, permanent=True)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from courses.queries import modules_of_programme
        from courses.queries.places import cohorts_to_ask

        context = super().get_context(request, *args, **kwargs)
        modules, may_ask = modules_of_programme(self.programme_key), bool(cohorts_to_ask(self))
        return {**context, "programme": self, "modules": modules, "may_ask": may_ask}


class WorkshopPage(Page):
    """A page without a public address: the learner's way to it leads through an edition."""

    # A plain panel: Wagtail's own title panel looks for a slug field beside it. The slug follows from the first title.
    title_panels = [FieldPanel("title", classname="title")]
    promote_panels: list[Any] = []

    class Meta:
        abstract = True

    def get_url_parts(self, request: HttpRequest | None = None) -> None:
        return None

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        raise Http404


class Module(WorkshopPage):
    """A subject with its steps. `module_key` is what learners' records know; the page may change or go."""

    module_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    summary = models.CharField(_("summary"), max_length=200, blank=True)

    about_panels = [
        *WorkshopPage.title_panels,
        FieldPanel("summary"),
        InlinePanel("outcomes", heading=_("What people can do afterwards"), label=_("outcome")),
        InlinePanel("minutes", heading=_("Minutes that count"), label=_("domain")),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(about_panels, heading=_("About")),
            ObjectList([HelpPanel(template="courses/cms/_releases.html")], heading=_("Releases")),
        ]
    )
    parent_page_types = ["courses.Programme"]
    subpage_types = ["courses.Step"]
    exclude_fields_in_copy = ["module_key"]
    template = "courses/cms/module_preview.html"

    class Meta:
        verbose_name = _("module")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from courses.services.build_edition import edition_of

        return {**super().get_context(request, *args, **kwargs), "draft": edition_of(self).content}


class ModuleOutcome(Orderable):
    """Something that people can do after the module."""

    module = ParentalKey(Module, on_delete=models.CASCADE, related_name="outcomes")
    text = models.CharField(_("outcome"), max_length=200)

    def __str__(self) -> str:
        return self.text


class ModuleMinutes(Orderable):
    """How many minutes of a domain the whole module is worth, once."""

    module = ParentalKey(Module, on_delete=models.CASCADE, related_name="minutes")
    domain = models.ForeignKey(Domain, on_delete=models.PROTECT, verbose_name=_("domain"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gt=0), name="module_minutes_above_zero"),
            models.UniqueConstraint(fields=["module", "domain"], name="one_row_per_module_and_domain"),
        ]

    def __str__(self) -> str:
        return f"{self.domain_id}: {self.minutes}"


def new_step_key() -> str:
    """A key for a step that no file has named."""
    return uuid.uuid4().hex


class Step(WorkshopPage):
    """A few minutes of learning: one stream of blocks. One page a step keeps the editor quick (ux.md 0, point 4)."""

    step_key = models.CharField(max_length=64, default=new_step_key, editable=False)
    minutes = models.PositiveSmallIntegerField(_("minutes it takes"), default=8)
    body = StreamField(STEP_BLOCKS, blank=True, collapsed=True, verbose_name=_("body"))

    content_panels = [*WorkshopPage.title_panels, FieldPanel("minutes"), FieldPanel("body")]
    parent_page_types = ["courses.Module"]
    subpage_types: list[str] = []
    exclude_fields_in_copy = ["step_key"]
    template = "courses/cms/step_preview.html"

    class Meta:
        verbose_name = _("step")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from courses.services.build_edition import draw_draft

        return {**super().get_context(request, *args, **kwargs), "drawn": draw_draft(self)}

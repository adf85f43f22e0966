"""The workshop: Wagtail pages that editors write in. Learners are never taught a page, only an edition made from it (ux.md 7.6).

Programme (public) > Module > Step. Modules and steps have no address of their own; editors see them in the preview.
"""

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page

from courses.blocks import STEP_BLOCKS

from .publishing import ModulePermissions, StepPermissions


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
    # What a course folder says about itself and no screen shows (docs/course-format.md): carried along so that a dump has it again.
    file_facts = models.JSONField(null=True, blank=True, editable=False)

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

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Whether Wagtail offers one more below `parent`: also no more in its language than `PROGRAMMES_PER_LANGUAGE` (ux.md 7.2)."""
        below = super().can_create_at(parent)
        return below and cls.objects.filter(locale=parent.locale_id).count() < settings.PROGRAMMES_PER_LANGUAGE

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
    # No days to publish on: ten steps would go live on ten days. An edition has one (ux.md 7.5).
    settings_panels: list[Any] = []

    class Meta:
        abstract = True

    def get_url_parts(self, request: HttpRequest | None = None) -> None:
        return None

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        raise Http404


CHECKS_ASKED = [("answered", _("answered, right or not")), ("right", _("answered right once")), ("none", _("not asked for"))]
SCENARIOS_ASKED = [("", _("not asked for")), ("once", _("gone through once")), ("all_routes", _("every choice tried once"))]


class Module(WorkshopPage):
    """A subject with its steps. `module_key` is what learners' records know; the page may change or go."""

    module_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    summary = models.CharField(_("summary"), max_length=200, blank=True)
    asks_reading = models.BooleanField(_("read every step"), default=True, db_default=True)
    asks_checks = models.CharField(_("knowledge checks"), max_length=10, choices=CHECKS_ASKED, default="answered", db_default="answered")
    asks_quizzes = models.BooleanField(
        _("pass the tests in it"), default=False, db_default=False, help_text=_("Every test that a step leads to.")
    )
    asks_scenarios = models.CharField(_("scenarios"), max_length=10, choices=SCENARIOS_ASKED, blank=True, default="", db_default="")
    file_facts = models.JSONField(null=True, blank=True, editable=False)

    about_panels = [
        *WorkshopPage.title_panels,
        FieldPanel("summary"),
        InlinePanel("outcomes", heading=_("What people can do afterwards"), label=_("outcome")),
        InlinePanel("minutes", heading=_("Minutes that count"), label=_("domain")),
        CommentPanel(),
    ]
    finishing_panels = [
        MultiFieldPanel(
            [FieldPanel("asks_reading"), FieldPanel("asks_checks"), FieldPanel("asks_quizzes"), FieldPanel("asks_scenarios")],
            heading=_("What completing this module takes"),
        ),
        InlinePanel("needs", heading=_("Needs first"), label=_("module"), help_text=_("Only where it makes no sense without the other.")),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(about_panels, heading=_("About")),
            ObjectList(finishing_panels, heading=_("Completing")),
            ObjectList([HelpPanel(template="courses/cms/_releases.html")], heading=_("Releases")),
        ]
    )
    parent_page_types = ["courses.Programme"]
    subpage_types = ["courses.Step"]
    exclude_fields_in_copy = ["module_key"]
    template = "courses/cms/module_preview.html"

    class Meta:
        verbose_name = _("module")

    def permissions_for_user(self, user: Any) -> ModulePermissions:
        return ModulePermissions(user, self)

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        from courses.services.previews import MODULE_MODES

        return MODULE_MODES

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        from courses.services.previews import TEMPLATES

        return TEMPLATES.get(mode_name, self.template)

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        from courses.services.previews import context_of_module

        return {**self.get_context(request), **context_of_module(self, mode_name)}


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


class ModuleNeed(Orderable):
    """Another module of the programme that comes first. A release keeps its key; with the page the line goes, and nobody is locked out."""

    module = ParentalKey(Module, on_delete=models.CASCADE, related_name="needs")
    needs = models.ForeignKey(Module, on_delete=models.CASCADE, related_name="+", verbose_name=_("module"))

    panels = [PageChooserPanel("needs", "courses.Module")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["module", "needs"], name="one_row_per_needed_module")]

    def __str__(self) -> str:
        return str(self.needs_id)


def new_step_key() -> str:
    """A key for a step that no file has named."""
    return uuid.uuid4().hex


class Step(WorkshopPage):
    """A few minutes of learning: one stream of blocks. One page a step keeps the editor quick (ux.md 0, point 4)."""

    step_key = models.CharField(max_length=64, default=new_step_key, editable=False)
    minutes = models.PositiveSmallIntegerField(_("minutes it takes"), default=8)
    topics = ParentalManyToManyField("courses.Topic", blank=True, related_name="+", verbose_name=_("topics"))
    body = StreamField(STEP_BLOCKS, blank=True, collapsed=True, verbose_name=_("body"))

    content_panels = [
        *WorkshopPage.title_panels,
        FieldPanel("minutes"),
        FieldPanel("topics", widget=forms.CheckboxSelectMultiple, classname="collapsed"),
        FieldPanel("body"),
        HelpPanel(template="courses/cms/_checks_link.html"),
        CommentPanel(),
    ]
    parent_page_types = ["courses.Module"]
    subpage_types: list[str] = []
    exclude_fields_in_copy = ["step_key"]
    template = "courses/cms/step_preview.html"

    class Meta:
        verbose_name = _("step")

    def permissions_for_user(self, user: Any) -> StepPermissions:
        return StepPermissions(user, self)

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        from courses.services.previews import STEP_MODES

        return STEP_MODES

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        from courses.services.previews import TEMPLATES

        return TEMPLATES.get(mode_name, self.template)

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        from courses.services.previews import context_of_step

        return {**self.get_context(request), **context_of_step(self, mode_name)}

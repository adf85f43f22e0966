"""Wiring into the CMS: releases, what an editor may not delete, and the snippets of this app."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from lms.core.permissions import allowed

from .models import Domain, Module, ModuleEdition, Programme, Step, StoryConsent
from .views import cms


@hooks.register("register_admin_urls")
def release_addresses() -> list[Any]:
    return [
        path("modules/<int:page_id>/release/", cms.release_view, name="courses_release"),
        path("modules/<int:page_id>/review/", cms.review_view, name="courses_review"),
        path("stories/<int:pk>/take-back/", cms.take_back_view, name="courses_take_back"),
    ]


@hooks.register("register_page_header_buttons")
def release_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(page.specific_deferred, Module) and allowed(user, "courses.release_edition"):
        yield Button(gettext_lazy("Release edition"), reverse("courses_release", args=[page.pk]), icon_name="upload", priority=12)


def has_learners(page: Page) -> bool:
    """Whether somebody is taught an edition that was made from this page, or from one below it."""
    specific = page.specific
    if isinstance(specific, Step):
        specific = page.get_parent().specific
    if isinstance(specific, Programme):
        keys = [{"programme_key": specific.programme_key}]
    else:
        keys = [{"module_key": specific.module_key}] if isinstance(specific, Module) else []
    return any(ModuleEdition.objects.filter(**key).exclude(learners=None).exists() for key in keys)


@hooks.register("before_delete_page")
def keep_what_people_learn(request: HttpRequest, page: Page) -> HttpResponse | None:
    if not has_learners(page):
        return None
    messages.warning(
        request,
        _("People are learning with “%(title)s”, so it stays. You can unpublish it; nobody loses anything.")
        % {"title": page.get_admin_display_title()},
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("register_log_actions")
def log_words(actions: Any) -> None:
    @actions.register_action("courses.release")
    class Released(LogFormatter):
        label = gettext_lazy("Release edition")

        def format_message(self, log_entry: Any) -> str:
            return _("Edition %(number)s released") % {"number": log_entry.data.get("number", "")}

    @actions.register_action("courses.review")
    class Reviewed(LogFormatter):
        label = gettext_lazy("Review module")
        message = gettext_lazy("Module read and stood for")

    @actions.register_action("courses.files")
    class InFiles(LogFormatter):
        label = gettext_lazy("Course folder")
        message = gettext_lazy("This state stands in a course folder")


class StoryConsentViews(SnippetViewSet):
    model = StoryConsent
    icon = "openquote"
    list_display = ["label", "attribution", "given_on", "look_again_on", "taken_back_on"]


class DomainViews(SnippetViewSet):
    model = Domain
    icon = "list-ul"
    list_display = ["title", "code", "order"]


register_snippet(StoryConsentViews)
register_snippet(DomainViews)

"""Wiring into the CMS: releases, checks, what an editor may not delete, and the snippets of this app."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from lms.core.permissions import allowed

from .models import Module, Programme, Step
from .panels import look_wider
from .queries.relied_on import is_relied_on
from .services.set_up_authoring import set_up_authoring
from .services.words_that_stay import STAYS
from .story_chooser import story_consents
from .views import cms, cms_stories, problems
from .views.cms_editor import DraftChecks
from .viewsets import DomainViews, LessonWords


@hooks.register("register_admin_urls")
def release_addresses() -> list[Any]:
    return [
        path("modules/<int:page_id>/release/", cms.release_view, name="courses_release"),
        path("modules/<int:page_id>/review/", cms.review_view, name="courses_review"),
        path("modules/<int:page_id>/invite/", cms.invite_view, name="courses_invite"),
        path("modules/<int:page_id>/withdraw/", cms.withdraw_view, name="courses_withdraw"),
        path("stories/", cms_stories.stories_view, name="courses_stories"),
        path("stories/new/", cms_stories.story_new_view, name="courses_story_new"),
        path("stories/<int:pk>/", cms_stories.story_view, name="courses_story"),
        path("stories/<int:pk>/take-back/", cms_stories.take_back_view, name="courses_take_back"),
        path("pages/<int:page_id>/checks/", DraftChecks.as_view(), name="courses_checks"),
        path("problems/", problems.editors_list_view, name="courses_problems"),
        path("problems/<str:public_id>/", problems.editors_view, name="courses_problem"),
    ]


@hooks.register("insert_editor_js")
def one_page_for_one_press() -> str:
    """Pressing a button during the first autosave of a new page would make it twice."""
    return format_html('<script type="module" src="{}"></script>', static("lms/cms/one-page.js"))


@hooks.register("register_admin_menu_item")
def stories_in_the_menu() -> MenuItem:
    return MenuItem(gettext_lazy("Story consents"), reverse("courses_stories"), icon_name="openquote", order=600)


@hooks.register("register_admin_viewset")
def story_chooser() -> Any:
    return story_consents


@hooks.register("register_admin_menu_item")
def what_learners_noticed(**_kwargs: Any) -> MenuItem:
    """Who may enter the CMS may read it: editors and administrators."""
    return MenuItem(gettext_lazy("What learners noticed"), reverse("courses_problems"), icon_name="warning", order=720)


@hooks.register("register_page_header_buttons")
def release_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(page.specific_deferred, Module) and allowed(user, "courses.release_edition"):
        yield Button(gettext_lazy("Release edition"), reverse("courses_release", args=[page.pk]), icon_name="upload", priority=12)
        yield Button(gettext_lazy("Withdraw a step"), reverse("courses_withdraw", args=[page.pk]), icon_name="no-view", priority=14)


@hooks.register("register_page_header_buttons")
def checks_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(page.specific_deferred, Module | Step):
        yield Button(gettext_lazy("Lesson checks"), reverse("courses_checks", args=[page.pk]), icon_name="tasks", priority=14)


def _say_that_it_stays(request: HttpRequest, page: Page) -> None:
    messages.warning(
        request,
        _("People are learning with “%(title)s”, so it stays. You can unpublish it; nobody loses anything.")
        % {"title": page.get_admin_display_title()},
    )


@hooks.register("before_delete_page")
def keep_what_people_learn(request: HttpRequest, page: Page) -> HttpResponse | None:
    if not is_relied_on(page):
        return None
    _say_that_it_stays(request, page)
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def keep_many(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """Wagtail asks `before_delete_page` for one page only; ticking several goes this way."""
    kept = [page for page in objects if isinstance(page, Page) and is_relied_on(page)] if action_type == "delete" else []
    for page in kept:
        _say_that_it_stays(request, page)
    return redirect("wagtailadmin_explore", kept[0].get_parent().pk) if kept else None


@hooks.register("after_create_page")
def give_new_programmes_the_workflow(request: HttpRequest, page: Page) -> None:
    if isinstance(page, Programme):
        set_up_authoring()


@hooks.register("construct_wagtail_userbar")
def check_more(request: HttpRequest, items: list[Any], page: Page | None) -> None:
    look_wider(items)


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

    actions.register_action("courses.withdraw_step", gettext_lazy("Withdraw a step"), gettext_lazy("Step withdrawn"))
    actions.register_action("courses.restore_step", gettext_lazy("Put a step back"), gettext_lazy("Step put back"))
    actions.register_action("courses.take_back", gettext_lazy("Take a story back"), gettext_lazy("Story taken back"))
    actions.register_action(STAYS, gettext_lazy("Words stay"), gettext_lazy("Read again; the words stay as they are"))
    actions.register_action("courses.files", gettext_lazy("Course folder"), gettext_lazy("This state stands in a course folder"))


register_snippet(DomainViews)
register_snippet(LessonWords)

"""/cms/stories/: the consents behind stories. They are records of accounts; what they mean for lessons stands here."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from accounts.models import StoryConsent
from accounts.models.stories import CHANNELS
from accounts.services.stories import change_story_consent, note_story_consent
from courses.models import EditionFragment
from courses.services.take_back_story import take_back_story
from lms.core.errors import Refused
from lms.core.http import answer, refuse, sent
from lms.core.permissions import require

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")  # the one form that browsers read


class StoryForm(forms.ModelForm):
    """What somebody said yes to, and for how long."""

    channels = forms.MultipleChoiceField(
        label=gettext_lazy("What they said yes to"), choices=CHANNELS, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one thing that they said yes to.")},
    )  # fmt: skip
    given_on = forms.DateField(label=gettext_lazy("Given on"), widget=DAY)
    look_again_on = forms.DateField(
        label=gettext_lazy("Ask again on"), required=False, widget=DAY,
        help_text=gettext_lazy("After this day nothing new is released with the story, until they were asked."),
    )  # fmt: skip

    class Meta:
        model = StoryConsent
        fields = ["label", "attribution", "channels", "take_down", "given_on", "look_again_on"]


def stories_view(request: HttpRequest) -> HttpResponse:
    """Every consent, newest first, with how many pieces of editions stand on it."""
    stories = list(StoryConsent.objects.readable_by(request.user).order_by("-given_on", "-pk"))
    rows = EditionFragment.objects.filter(consent_ref__in=[story.public_id for story in stories]).order_by()
    used = dict(rows.values_list("consent_ref").annotate(number=Count("pk")))
    lines = [(story, used.get(story.public_id, 0)) for story in stories]
    return render(request, "courses/cms/stories.html", {"lines": lines, "words": dict(CHANNELS)})


def story_new_view(request: HttpRequest) -> HttpResponse:
    """Note a consent that somebody gave."""
    require(request.user, "accounts.keep_story_consents")
    form = StoryForm(sent(request), initial={"given_on": timezone.localdate(), "channels": ["lesson"]})
    if request.method == "POST" and form.is_valid() and _kept(request, form, None):
        return redirect("courses_stories")
    return answer(request, "courses/cms/story.html", {"story": None}, form)


def story_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is noted of a consent that stands."""
    story = get_object_or_404(StoryConsent.objects.readable_by(request.user).live(), pk=pk)
    form = StoryForm(sent(request), instance=story, initial={"channels": sorted(story.said_yes_to)})
    if request.method == "POST" and form.is_valid() and _kept(request, form, StoryConsent.objects.get(pk=pk)):
        return redirect("courses_stories")
    return answer(request, "courses/cms/story.html", {"story": story}, form)


def _kept(request: HttpRequest, form: StoryForm, story: StoryConsent | None) -> bool:
    """Keep what the form says; False when the service has a word about it, which then stands in the form."""
    act: dict[str, Any] = {"by": request.user, **form.cleaned_data}
    try:
        change_story_consent(consent=story, **act) if story else note_story_consent(**act)
    except Refused as error:
        refuse(form, error)
        return False
    messages.success(request, _("It is noted."))
    return True


def take_back_view(request: HttpRequest, pk: int) -> HttpResponse:
    """One press on a page of its own takes the words out of every edition."""
    story = get_object_or_404(StoryConsent.objects.readable_by(request.user), pk=pk)
    require(request.user, "courses.take_back_story", story)
    if request.method == "POST":
        count = take_back_story(consent=story, by=request.user, reason=_("The author took it back."))  # type: ignore[arg-type]
        log(instance=story, action="courses.take_back", user=request.user)
        messages.success(request, _("The words are gone from %(count)s editions.") % {"count": count})
        return redirect("courses_stories")
    return render(request, "courses/cms/take_back.html", {"consent": story})

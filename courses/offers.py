"""What courses tells the tests below, which cannot ask: under which place somebody takes a test, which
cohort is around it, and where its topics are taught."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.queries import selves
from assessments.hooks import ReviewLink, know_context, know_places_around, offer_review_links
from courses.models import Cohort, Enrolment, ModuleEdition
from courses.queries import ModuleLine, shelves_of
from lms.core.minutes import say_minutes


@know_context
def place_of_test(person: User, quiz_key: str) -> str:
    """The learner's newest place on a programme whose modules name this test; "" when none does."""
    places = Enrolment.objects.learning().filter(person__in=selves(person)).select_related("cohort").order_by("-since_on", "-pk")
    by_programme = {place.cohort.programme_key: place.context_key for place in reversed(places)}
    editions = ModuleEdition.objects.filter(programme_key__in=by_programme).values_list("programme_key", "outline")
    naming = {programme for programme, outline in editions if quiz_key in outline["quizzes"]}
    return next((key for programme, key in reversed(by_programme.items()) if programme in naming), "")


@know_places_around
def cohort_around(context_key: str) -> list[str]:
    """The cohort of a place: its managers may give a test days of its own. One statement."""
    kind, _colon, ref = context_key.partition(":")
    cohorts = Cohort.objects.filter(enrolments__public_id=ref) if kind == "enrolment" else Cohort.objects.none()
    return [cohort.context_key for cohort in cohorts]


@offer_review_links
def modules_on(person: User, quiz_key: str, topics: Sequence[str]) -> list[ReviewLink]:
    """The modules whose minutes count towards a topic, among those that this person may open."""
    lines = [line for shelf in shelves_of(person) for line in shelf.lines]
    return [_link(topic, line) for topic in topics for line in lines if topic in line.edition.outline["minutes_by_domain"]]


def _link(topic: str, line: ModuleLine) -> ReviewLink:
    steps = ngettext("%(n)s step", "%(n)s steps", line.step_count) % {"n": line.step_count}
    detail = _("%(steps)s · about %(time)s") % {"steps": steps, "time": say_minutes(line.edition.outline["minutes"])}
    return ReviewLink(topic, line.edition.title, detail, line.url)

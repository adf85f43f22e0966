"""Which words of a person stand in Narratives of this app: what goes when they are erased, or their time is up."""

from django.db.models import Q, QuerySet

from lms.core.models import Narrative

from .models import PageProblem, SharedReflection


def problem_words(problems: QuerySet[PageProblem]) -> QuerySet[Narrative]:
    """What was told about pages, and what editors wrote back."""
    told = Q(pk__in=problems.filter(words_id__isnull=False).values("words_id"))
    return Narrative.objects.filter(told | Q(pk__in=problems.filter(answer_id__isnull=False).values("answer_id")))


def shared_words(shared: QuerySet[SharedReflection]) -> QuerySet[Narrative]:
    """Reflections that were given to the people who run a group."""
    return Narrative.objects.filter(pk__in=shared.filter(words_id__isnull=False).values("words_id"))

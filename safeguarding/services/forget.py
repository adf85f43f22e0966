"""Let go of concerns."""

from lms.core.models import Narrative
from safeguarding.models import Concern, ConcernStep
from safeguarding.models.concerns import ConcernQuerySet


def forget(concerns: ConcernQuerySet) -> int:
    """Delete concerns with their steps and words; gives how many. Only inside a purge permit."""
    pks = list(concerns.values_list("pk", flat=True))
    steps = ConcernStep.objects.filter(concern__in=pks)
    Narrative.objects.filter(pk__in=list(steps.exclude(words_id=None).values_list("words_id", flat=True))).delete()
    steps.delete()
    Concern.objects.filter(pk__in=pks).delete()
    return len(pks)

"""Who stands for the words of a module: somebody read it as it is now, or read each of its steps as they are now."""

from collections.abc import Mapping
from typing import Any, Literal

from django.db import transaction

from accounts.models import User
from courses.editions.building import BuiltEdition
from courses.models import Module, ModuleReview, Step, StepReview
from lms.core.canonical import canonical_json, sha256_hex
from lms.core.permissions import require

from .build_edition import built_step

Perspective = Literal["lived_experience", "safeguarding"]


def hash_of_step(step: Mapping[str, Any]) -> str:
    """What a reading of a step stands for: its edition form, to the letter."""
    return sha256_hex(canonical_json(step))


def read_from(built: BuiltEdition) -> list[str]:
    """The perspectives from which exactly this content was read: as a whole, or every step of it."""
    whole = set(ModuleReview.objects.filter(content_sha256=built.sha256).values_list("perspective", flat=True))
    hashes = [hash_of_step(step) for step in built.content["steps"]]
    read = set(StepReview.objects.filter(content_sha256__in=hashes).values_list("perspective", "content_sha256"))
    each = {key for key, _sha in read if all((key, sha) in read for sha in hashes)}
    return sorted(whole | each)


def step_is_read(*, sha256: str, perspective: str) -> bool:
    return StepReview.objects.filter(content_sha256=sha256, perspective=perspective).exists()


@transaction.atomic
def review_step(*, step: Step, perspective: Perspective, by: User) -> StepReview:
    """Say that `by` has read this step, as given, from a perspective. Another word needs another reading.

    Raises PermissionDenied for somebody who was not asked to read from this perspective.
    """
    require(by, f"courses.review_as_{perspective}", step)
    module = Module.objects.only("module_key").get(pk=step.get_parent().pk)
    review, _is_new = StepReview.objects.get_or_create(
        content_sha256=hash_of_step(built_step(step)),
        perspective=perspective,
        by=by,
        defaults={"module_key": module.module_key, "step_key": step.step_key},
    )
    return review

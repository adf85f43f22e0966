"""Standing for the words of a module before they are released."""

from typing import Literal

from django.db import transaction

from accounts.models import User
from courses.models import Module, ModuleReview
from lms.core.permissions import require

from .build_edition import edition_of


@transaction.atomic
def review_module(*, module: Module, perspective: Literal["lived_experience", "safeguarding"], by: User) -> ModuleReview:
    """Say that `by` has read what is published now, from a perspective. Another word published later needs another reading.

    Raises PermissionDenied for somebody who was not asked to read from this perspective.
    """
    require(by, f"courses.review_as_{perspective}", module)
    review, _is_new = ModuleReview.objects.get_or_create(
        content_sha256=edition_of(module).sha256, perspective=perspective, by=by, defaults={"module_key": module.module_key}
    )
    return review

"""Somebody half-way chooses to go on with a newer version."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from courses.editions.moving import CarryOver, carry_over
from courses.models import ModuleEdition, ModuleEnrolment
from courses.queries.shapes import shapes_of
from lms.core import clock
from lms.core.errors import Refused

from .finish_step import complete_if_done, hold


@transaction.atomic
def move_to_newer(*, learning: ModuleEnrolment, edition: ModuleEdition, at: datetime | None = None) -> CarryOver:
    """Move a learner to a newer edition, by their own choice; returns what carried over. Choosing twice changes nothing.

    Done steps that are the same stay done, those that changed are open again. Every answer stays where it was given. Raises Refused
    for somebody who has completed the module (nothing is asked of them), and for an edition that is not newer or not in effect yet.
    """
    moment = at or clock.now()
    held = hold(learning)
    if held.completed_at:
        raise Refused(_("You have completed this module. There is nothing to move to."))
    if edition.pk == held.edition_id:
        return carry_over(held.steps_done, shapes_of(edition), shapes_of(edition), "chose")
    if edition.module_key != held.module_key or edition.pk < held.edition_id or edition.effective_from > moment:
        raise Refused(_("This version cannot be chosen now. Please look at the module's page again."))
    carried = carry_over(held.steps_done, shapes_of(held.edition), shapes_of(edition), "chose")
    _move(held, edition, carried)
    complete_if_done(held, moment)
    return carried


def _move(held: ModuleEnrolment, edition: ModuleEdition, carried: CarryOver) -> None:
    """The place is kept when it still exists; else the first open step follows from what is done."""
    held.moved_from, held.moved_because = held.edition, "chose"
    held.edition, held.steps_done = edition, list(carried.kept)
    if carried.again:
        held.step_key = carried.again[0]
    held.block_id, held.second, held.medium, held.scene = "", 0, "", ""
    place = ["step_key", "block_id", "second", "medium", "scene"]
    held.save(update_fields=["moved_from", "moved_because", "edition", "steps_done", *place])

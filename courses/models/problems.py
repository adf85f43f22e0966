"""What learners tell editors about a page: a mistake, something that does not work, that hurts, or that is old."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.queries import selves
from courses.states import PROBLEM_MOVES
from lms.core.models import Record

from .editions import ModuleEdition

OPEN, CLOSED = "open", "closed"


class PageProblems(QuerySet):
    def readable_by(self, person: Any) -> Self:
        """One's own. Editors come another way: they read the words, never who wrote them."""
        return self.filter(person__in=selves(person))

    def open(self) -> Self:
        return self.filter(state=OPEN)


class PageProblem(Record):
    """Something is wrong on a step. The words, and what an editor answered, stand in Narratives and can go.

    Editors never see whose it is: an answer goes to the person through the service, when they said that they may be asked.
    """

    KINDS: ClassVar = [
        ("mistake", _("There is a mistake in it")),
        ("broken", _("Something does not work")),
        ("hurtful", _("Something in it hurts or leaves people out")),
        ("old", _("It is out of date")),
    ]
    STATES: ClassVar = [(OPEN, _("open")), (CLOSED, _("looked at"))]
    MOVES = PROBLEM_MOVES

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="page_problems")
    module_key = models.UUIDField(db_index=True)
    edition = models.ForeignKey(ModuleEdition, on_delete=models.PROTECT, related_name="+")
    step_key = models.CharField(max_length=64)
    kind = models.CharField(max_length=10, choices=KINDS)
    may_ask = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=STATES, default=OPEN, db_index=True)
    words_id = models.UUIDField(null=True, editable=False)
    words_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    answer_id = models.UUIDField(null=True, editable=False)
    answer_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    words: str | None  # set by attach_words

    objects = PageProblems.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=(OPEN, CLOSED)), name="problem_state_known"),
            models.CheckConstraint(condition=Q(kind__in=("mistake", "broken", "hurtful", "old")), name="problem_kind_known"),
        ]

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        return reverse("courses:problems") + f"#p-{self.public_id.lower()}"

    @property
    def step_title(self) -> str:
        """What the step was called in the edition in which it was met."""
        lines = self.edition.outline["steps"]
        return next((line["title"] for line in lines if line["key"] == self.step_key), self.edition.title)

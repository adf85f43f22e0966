"""What editors find when they begin: topics, words to think about, and the workflow of a lesson. Safe to run again: it only adds what is
missing once, and never touches what editors have changed since."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Task, Workflow, WorkflowPage, WorkflowTask

from courses.models import LivedExperienceReview, Programme, SafeguardingReview, Topic, WordListEntry, WordsReview
from courses.rules import LIVED_EXPERIENCE_GROUP

DATA = Path(__file__).resolve().parent.parent / "authoring"
WORKFLOW = "Lesson"
TASKS: tuple[tuple[type[Task], str], ...] = (
    (LivedExperienceReview, "Lived-experience review"),
    (SafeguardingReview, "Safeguarding review"),
    (WordsReview, "Words and accessibility"),
)


@transaction.atomic
def set_up_authoring() -> Workflow:
    """Lists where they are still empty, the group of reviewers, and the workflow on every programme that has none of its own."""
    first_topics()
    if not WordListEntry.objects.exists():
        WordListEntry.objects.bulk_create(_words())
    Group.objects.get_or_create(name=LIVED_EXPERIENCE_GROUP)
    workflow = _workflow()
    for programme in Programme.objects.filter(workflowpage=None):
        WorkflowPage.objects.create(page=programme, workflow=workflow)
    return workflow


def first_topics() -> None:
    """The topics that editors begin with, where there is none yet."""
    if not Topic.objects.exists():
        Topic.objects.bulk_create(
            Topic(slug=row["slug"], title=row["title"], is_crisis=row.get("crisis", False)) for row in _read("topics.yaml")
        )


def _read(name: str) -> Any:
    return yaml.safe_load((DATA / name).read_text(encoding="utf-8"))


def _words() -> Iterator[WordListEntry]:
    listed = _read("words.yaml")
    for group in listed["groups"]:
        for phrase, instead in group["words"].items():
            yield WordListEntry(language=listed["language"], phrase=phrase, instead=instead, why=group["why"])


def _workflow() -> Workflow:
    """Found by its first task's kind, so that an administrator may rename it, switch it off or order its tasks anew."""
    found: Workflow | None = Workflow.objects.filter(workflow_tasks__task__in=LivedExperienceReview.objects.all()).first()
    if found:
        return found
    workflow: Workflow = Workflow.objects.create(name=WORKFLOW)
    for place, (kind, name) in enumerate(TASKS):
        WorkflowTask.objects.create(workflow=workflow, task=kind.objects.create(name=name), sort_order=place)
    return workflow

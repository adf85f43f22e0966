"""Competencies that a task in a lesson may name."""

from django.db.models import OuterRef, Subquery

from assessments.models import FrameworkVersion


def competencies_to_name() -> list[tuple[str, str]]:
    """(key, words) of each competency of the newest version of every framework, in one query."""
    newest = FrameworkVersion.objects.filter(framework=OuterRef("framework")).order_by("-number").values("pk")[:1]
    versions = FrameworkVersion.objects.filter(pk=Subquery(newest)).select_related("framework").order_by("framework__title")
    return [(each.key, f"{each.title}") for version in versions for each in version.competencies()]

"""Take in a framework from a file. What was released stays; a change is a new version."""

from typing import Any

from django.db import transaction

from assessments.framework_files import FrameworkFile, read_framework
from assessments.judging import Plan
from assessments.models import Framework, FrameworkVersion, PlanVersion
from lms.core.canonical import canonical_json, sha256_hex


@transaction.atomic
def import_framework(*, text: str) -> FrameworkVersion:
    """Release the framework in a YAML text, and a plan for each competency. The same text twice changes nothing.

    Raises FrameworkFileError, naming line and key, when the text cannot be read.
    """
    file = read_framework(text)
    framework, _ = Framework.objects.update_or_create(key=file.key, defaults={"title": file.title, "source": file.source})
    # Two imports at once would otherwise both find the same last number.
    Framework.objects.select_for_update().get(pk=framework.pk)
    version = _version(framework, file)
    for competency, content in file.plans.items():
        _plan(version, competency, content)
    return version


def _version(framework: Framework, file: FrameworkFile) -> FrameworkVersion:
    sha256 = sha256_hex(canonical_json(file.content))
    last = framework.versions.order_by("-number").first()
    if last is not None and last.sha256 == sha256:
        return last
    number = last.number + 1 if last else 1
    return FrameworkVersion.objects.create(framework=framework, number=number, content=file.content, sha256=sha256)


def _plan(version: FrameworkVersion, competency: str, content: dict[str, Any]) -> PlanVersion:
    sha256 = sha256_hex(canonical_json(content))
    last = version.plans.filter(competency=competency).order_by("-number").first()
    if last is not None and last.sha256 == sha256:
        return last
    plan = Plan(**{**content, "methods": tuple(content["methods"])})
    return PlanVersion.objects.create(
        framework_version=version,
        competency=competency,
        number=last.number + 1 if last else 1,
        methods=list(plan.methods),
        supervisor_may_assess=plan.supervisor_may_assess,
        pass_rule=plan.pass_rule,
        another_assessor_after_not_yet=plan.another_assessor_after_not_yet,
        sha256=sha256,
    )

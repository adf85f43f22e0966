"""Who publishes a step: the workflow, once everybody has read it (docs/decisions/0101)."""

from wagtail.models import PagePermissionTester


class StepPermissions(PagePermissionTester):
    """While a step has a workflow nobody publishes past it but a superuser, who may be the only person of a service."""

    def can_publish(self) -> bool:
        return bool(super().can_publish() and _may_pass_by(self))


class ModulePermissions(PagePermissionTester):
    """The same for a step that is new: Wagtail asks the page above it."""

    def can_publish_subpage(self) -> bool:
        return bool(super().can_publish_subpage() and _may_pass_by(self))


def _may_pass_by(asks: PagePermissionTester) -> bool:
    return bool(asks.user.is_superuser or not asks.page.has_workflow)

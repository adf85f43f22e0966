"""The end of a workflow. Wagtail reads this while its own models load, so nothing of ours may be imported here."""

from typing import Any


def publish(workflow_state: Any, user: Any = None) -> None:
    """Publish what everybody has approved. In a course the tasks have asked who may: a reader need not be an editor to be the last."""
    page = workflow_state.content_object
    is_ours = page.cached_content_type.app_label == "courses"
    page.get_latest_revision().publish(user=user, skip_permission_checks=is_ours)

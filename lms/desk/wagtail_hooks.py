"""A way from the CMS, where administrators begin, to the work that is stuck."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from lms.core.permissions import allowed


class SlowWork(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return allowed(request.user, "accounts.mend_jobs")


@hooks.register("register_admin_menu_item")
def slow_work(**_kwargs: Any) -> MenuItem:
    return SlowWork(_("Slow work"), reverse("desk:jobs"), icon_name="cogs", order=820)

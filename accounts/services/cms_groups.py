"""Wagtail asks groups for page and collection rights; who is in them follows from dated roles, never the other way round."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from accounts.models import User
from accounts.queries import roles_of

GROUPS = {"editor": "Course editors", "admin": "Administrators"}
PAGE_RIGHTS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
# For pictures, documents, film and sound Wagtail asks about the models that it came with, also where ours took their place. It asks about
# choosing for the first two, and about changing for the third.
LIBRARY_RIGHTS = "^(add|change|choose)_(image|document|media)$"
LIBRARY_APPS = ("wagtailimages", "wagtaildocs", "wagtailmedia")
# Snippets that editors write: support lines, redirects. What is only looked at follows from `view`.
SNIPPET_RIGHTS = [
    "add_supportresource",
    "change_supportresource",
    "view_supportresource",
    "publish_supportresource",
    "delete_supportresource",
]
ADMIN_RIGHTS = ["add_redirect", "change_redirect", "delete_redirect", "change_site", "view_site"]
ASSESSMENT_APP = "assessments"
# Snippets of the courses: domains of training minutes, topics, words to think about, local rules.
COURSE_RIGHTS = "^((add|change|view)_(domain|topic|wordlistentry|localrule)|delete_wordlistentry)$"
HOLIDAY_RIGHTS = "^(add|change|delete|view)_publicholiday$"


def _permissions(names: list[str]) -> list[Permission]:
    return list(Permission.objects.filter(codename__in=names, content_type__app_label__in=("core", "wagtailredirects", "wagtailcore")))


def _ensure(role: str) -> Group:
    """The group of a role with its rights, made or mended."""
    group, _ = Group.objects.get_or_create(name=GROUPS[role])
    wanted = [Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"), *_permissions(SNIPPET_RIGHTS)]
    if role == "admin":
        wanted += _permissions(ADMIN_RIGHTS)
    bank = Permission.objects.filter(content_type__app_label=ASSESSMENT_APP, codename__regex="^(add|change|view)_(question|questionbank)$")
    course = Permission.objects.filter(content_type__app_label="courses", codename__regex=COURSE_RIGHTS)
    holidays = Permission.objects.filter(content_type__app_label="accounts", codename__regex=HOLIDAY_RIGHTS)
    group.permissions.set([*wanted, *bank, *course, *holidays])
    root = Page.objects.filter(depth=1).first()
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=PAGE_RIGHTS):
        if root:
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    collection = Collection.get_first_root_node()
    for permission in Permission.objects.filter(content_type__app_label__in=LIBRARY_APPS, codename__regex=LIBRARY_RIGHTS):
        if collection:
            GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
    return group


def sync_cms_groups(person: User) -> None:
    """Put the person into the groups of the roles that they have today, and out of the others."""
    mine = roles_of(person)
    for role, name in GROUPS.items():
        if role in mine:
            person.groups.add(_ensure(role))
        else:
            person.groups.remove(*Group.objects.filter(name=name))

"""What must stand before anybody can learn: support lines, framework, test, course and scheme, all from the starter files."""

from pathlib import Path

from django.conf import settings
from django.db import transaction
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Locale, Page, Site

from accounts.models import User
from assessments.services.import_framework import import_framework
from assessments.services.load_bank import load_bank
from courses.services.load_starter import load_starter
from lms.core.services.load_support import load_starter_support
from schemes.services import import_scheme

FRAMEWORK = Path("assessments/starter/framework.yaml")
SCHEME = Path("schemes/starter/alongside-demo.yaml")


@transaction.atomic
def lay_ground(by: User) -> None:
    """Load every starter file; `by` is the editor who releases the course. Laying it twice changes nothing."""
    _first_pages()
    load_starter_support()
    base = Path(settings.BASE_DIR)
    import_framework(text=(base / FRAMEWORK).read_text(encoding="utf-8"))
    load_bank()
    load_starter(by=by)
    import_scheme(path=base / SCHEME)


def _first_pages() -> None:
    """Wagtail's migrations make these; a database that was built without migrations has none."""
    Locale.objects.get_or_create(language_code=get_supported_content_language_variant(settings.LANGUAGE_CODE))
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
    if not Site.objects.filter(is_default_site=True).exists():
        Site.objects.create(hostname="localhost", root_page=root, is_default_site=True, site_name="Alongside")

"""What must stand before anybody can learn: support lines, framework, test, course and scheme, all from the starter files."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Locale, Page, Site

from accounts.models import User
from accounts.services.consents import release_consents
from assessments.models import Framework, QuestionBank
from assessments.services.import_framework import import_framework
from assessments.services.load_bank import load_bank
from courses.services.load_starter import load_starter
from lms.core.services.load_support import load_starter_support
from schemes.models import Scheme
from schemes.services import import_scheme

FRAMEWORK = "alongside-core"
BANK = "core-knowledge"
SCHEME = "alongside-demo"


@transaction.atomic
def lay_ground(by: User, at: datetime | None = None) -> None:
    """Load every starter file that was never loaded; `by` is the editor who releases the course, `at` when (now when left out).

    What stands is left alone, so that somebody's own version of a question, a framework or a scheme is still theirs afterwards.
    """
    base = Path(settings.BASE_DIR)
    _first_pages()
    load_starter_support()
    release_consents()
    load_starter(by=by, at=at)
    if not Framework.objects.filter(key=FRAMEWORK).exists():
        import_framework(text=(base / "assessments/starter/framework.yaml").read_text(encoding="utf-8"))
    if not QuestionBank.objects.filter(key=BANK).exists():
        load_bank()
    if not Scheme.objects.filter(code=SCHEME).exists():
        import_scheme(path=base / "schemes/starter/alongside-demo.yaml")


def _first_pages() -> None:
    """Wagtail's migrations make these; a database that was built without migrations has none."""
    Locale.objects.get_or_create(language_code=get_supported_content_language_variant(settings.LANGUAGE_CODE))
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
    if not Site.objects.filter(is_default_site=True).exists():
        Site.objects.create(hostname="localhost", root_page=root, is_default_site=True, site_name="Alongside")

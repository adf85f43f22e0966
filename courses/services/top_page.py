"""Where programmes stand in the page tree."""

from django.conf import settings
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Locale, Page, Site


def top_page() -> Page:
    """Under the site's own first page, where an editor looks first."""
    Locale.objects.get_or_create(language_code=get_supported_content_language_variant(settings.LANGUAGE_CODE))
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    top = site.root_page if site else Page.get_first_root_node()
    # A database without Wagtail's own first pages (a test, a fresh import) gets its root here.
    return top or Page.add_root(instance=Page(title="Root", slug="root"))

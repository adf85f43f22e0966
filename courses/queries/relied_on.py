"""Whether people are being taught something that was made from a page: such a page stays in the CMS."""

from django.db.models import Q
from wagtail.models import Page

from courses.models import Module, ModuleEdition, Programme, Step


def is_relied_on(page: Page) -> bool:
    """Whether somebody is taught an edition that was made from this page, from one below it, or from the module that this step is in."""
    module = page.get_parent() if issubclass(page.specific_class or Page, Step) else page
    modules = Module.objects.descendant_of(module, inclusive=True).values("module_key")
    programmes = Programme.objects.descendant_of(module, inclusive=True).values("programme_key")
    taught = ModuleEdition.objects.filter(Q(module_key__in=modules) | Q(programme_key__in=programmes))
    return taught.exclude(learners=None).exists()

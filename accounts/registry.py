"""What accounts contributes to the acts that cross all apps."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from accounts.models import PersonKey, User
from accounts.privacy import ledger
from accounts.privacy.exporting import export, export_traces
from accounts.privacy.keeping import keep
from accounts.privacy.letting_go import PARTS
from accounts.services.consents import end_expired_consents, release_consents
from accounts.services.erase import finish_erasures
from accounts.services.reapply import damage, forgotten
from lms.core.letting_go import erased, planned
from lms.core.reads import name_kind
from lms.core.registry import Problem, register


def check() -> Iterator[Problem]:
    """Somebody who was erased holds no key, no way in and no words (invariant 2: what was taken back stays taken back)."""
    for person in User.objects.filter(erased_at__isnull=False, pk__in=PersonKey.objects.values("person")):
        yield Problem(2, f"person {person.public_id}", "was erased and still has a key")
    for person in User.objects.filter(erased_at__isnull=False).exclude(certificate_name="", check_name=""):
        yield Problem(2, f"person {person.public_id}", "was erased and still has a name")
    book = ledger.read()
    for one in forgotten(book):
        yield Problem(2, f"person {one.person.public_id}", "was erased, says the ledger, and is here: run reapply_erasures")
    for trouble in damage(book):
        yield Problem(2, "ledger of erasures", trouble)


register("export", "accounts", export)
register("export", "core", export_traces)
register("erase", "accounts", erased(PARTS))
register("plan", "accounts", planned(PARTS))
register("keep", "accounts", keep)
register("nightly", "accounts.erasures", finish_erasures)
register("nightly", "accounts.consents", lambda on: release_consents() + end_expired_consents())
name_kind("accounts.data_request", _("what you asked about your data"))
name_kind("accounts.reads", _("the list of who read your record"))
name_kind("accounts.adjustment", _("what helps you in your course"))
name_kind("accounts.user", _("your names and how to reach you"))
name_kind("accounts.merge", _("your two records, before they were put together"))
name_kind("accounts.copy", _("everything we hold about you, as a copy"))
register("check", "accounts", check)

"""What schemes contributes to the acts that cross all apps."""

from django.utils.translation import gettext_lazy as _

from lms.core.letting_go import erased, planned
from lms.core.reads import guard_address, name_kind
from lms.core.registry import register
from schemes.checks import check
from schemes.keeping import keep
from schemes.letting_go import PARTS
from schemes.privacy import export

register("erase", "schemes", erased(PARTS))
register("plan", "schemes", planned(PARTS))
register("keep", "schemes", keep)
register("export", "schemes", export)
register("check", "schemes", check)

name_kind("schemes.case", _("your application, with what it rests on"))
name_kind("schemes.certification", _("the record of your certification"))
guard_address("schemes:decision", "schemes.case")
guard_address("schemes:certificate", "schemes.certification")

"""What schemes contributes to the acts that cross all apps."""

from django.utils.translation import gettext_lazy as _

from lms.core.reads import guard_address, name_kind
from lms.core.registry import register
from schemes.checks import check
from schemes.privacy import erase, export
from schemes.services.tell import tell_what_waited

register("erase", "schemes", erase)
register("export", "schemes", export)
register("check", "schemes", check)
register("tick", "schemes", tell_what_waited)

name_kind("schemes.case", _("your application, with what it rests on"))
name_kind("schemes.certification", _("the record of your certification"))
guard_address("schemes:decision", "schemes.case")
guard_address("schemes:certificate", "schemes.certification")

"""What schemes contributes to the acts that cross all apps."""

from lms.core.registry import register
from schemes.checks import check
from schemes.privacy import erase, export
from schemes.services.tell import tell_what_waited

register("erase", "schemes", erase)
register("export", "schemes", export)
register("check", "schemes", check)
register("tick", "schemes", tell_what_waited)

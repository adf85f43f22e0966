"""The demo people: obviously invented, one for each role (style.md rule 9)."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .calendar import FOUNDED, ROLES_FROM


@dataclass(frozen=True)
class Part:
    """One demo person: the key of the sign-in button, what they are called, and what they can show."""

    key: str
    called: str
    says: str
    roles: tuple[str, ...] = ()
    since: int = ROLES_FROM  # days ago

    @property
    def email(self) -> str:
        return f"{self.key}@demo.example"


CAST = (
    Part("trainee", "Ada Démo", _("Trainee, nearly there")),
    Part("newcomer", "Nur Démo", _("Trainee, has just joined")),
    Part("worker", "Wen Démo", _("Certified peer support worker")),
    Part("assessor", "Bo Démo", _("Assessor, with work to mark"), ("assessor",)),
    Part("assessor2", "Bea Démo", _("A second assessor"), ("assessor",)),
    Part("supervisor", "Cy Démo", _("Supervisor, with hours to sign"), ("supervisor",)),
    Part("manager", "Gus Démo", _("Programme manager"), ("manager",)),
    Part("board", "Di Démo", _("Member of the certification board"), ("board",)),
    Part("quality", "Quin Démo", _("Quality assurer, who looks at what assessors decided"), ("quality",)),
    Part("safeguarding", "Sam Démo", _("Safeguarding lead"), ("safeguarding",)),
    Part("privacy", "Pia Démo", _("Privacy officer"), ("privacy",)),
    Part("inspector", "Ines Démo", _("Inspector, here to read for some weeks"), ("inspector",)),
    Part("organisation", "Flo Démo", _("Works at a partner organisation"), ("organisation",)),
    Part("facilitator", "Fay Démo", _("Facilitator of the spring circle's workshops"), ("facilitator",)),
    Part("editor", "Ed Démo", _("Editor of the course"), ("editor",)),
    Part("admin", "Ash Démo", _("Administrator"), ("admin",)),
)
# They work here as well, so that a sign-in page of fifteen does not become one of twenty.
OTHERS = (
    Part("assessor3", "Bíró Minta", "", ("assessor",)),
    Part("assessor4", "Bảo Ví Dụ", "", ("assessor",)),
    Part("supervisor2", "Caro Ejemplo", "", ("supervisor",), FOUNDED),
    Part("board2", "Dag Eksempel", "", ("board",), FOUNDED),
    Part("organisation2", "Fén Sampla", "", ("organisation",)),
    Part("organisation3", "Fabi Ukázka", "", ("organisation",)),
)
BY_KEY = {part.key: part for part in CAST}


def sign_in_list() -> list[tuple[str, str, object]]:
    """(key, called, what they can show) for the sign-in page."""
    return [(part.key, part.called, part.says) for part in CAST]

"""What a manager sees of one person: where they are, who they work with, and what was checked; never what they write or why."""

from dataclasses import dataclass

from accounts.hooks import reach_of
from accounts.joining.role_screens import RoleLine, TieLine, identity_of, role_lines, role_rows, tie_lines, tie_rows
from accounts.models import IdentityCheck, User
from accounts.queries import on_break_as_told, roles_of, selves
from accounts.services.printed import may_come_back_on_paper, show_in_groups
from courses.models import Cohort
from courses.queries.cohorts import PersonLine, places_of
from schemes.models import Application


@dataclass(frozen=True)
class PersonScreen:
    """`places` are cohorts that the reader runs; `looks_after`: the reader is one of the person's managers, not only administrator."""

    person: User
    looks_after: bool
    is_admin: bool
    number: str
    places: list[tuple[Cohort, PersonLine]]
    applications: list[Application]
    on_break: bool
    ties: list[TieLine]
    roles: list[RoleLine]
    checks: list[IdentityCheck]
    way_back: bool

    @property
    def is_known(self) -> bool:
        """Whether the newest check of who they are said that it is them."""
        return bool(self.checks) and self.checks[0].outcome == "confirmed"


def found_for(reader: User, ref: str) -> User | None:
    """The person with this public id, for a manager who looks after them and for an administrator. Not oneself, nobody who left."""
    people = User.objects.filter(erased_at=None).exclude(pk=reader.pk)
    if "admin" not in roles_of(reader):
        people = people.filter(reach_of(reader)) if "manager" in roles_of(reader) else people.none()
    return people.filter(public_id=ref).first()


def person_screen(person: User, reader: User) -> PersonScreen:
    """An administrator who does not run a course of theirs sees roles, ties and checks, and nothing about learning."""
    me, places = selves(person), places_of(person, reader)
    is_admin, about = "admin" in roles_of(reader), User.objects.filter(reach_of(reader), pk=person.pk)
    looks_after = "manager" in roles_of(reader) and about.exists()
    return PersonScreen(
        person=person,
        looks_after=looks_after,
        is_admin=is_admin,
        number=show_in_groups(person.sign_in_number or "", 3),
        places=places,
        applications=list(Application.objects.filter(person__in=me, sent_at__isnull=False).select_related("credential_type"))
        if looks_after
        else [],
        on_break=looks_after and bool(on_break_as_told(me, "manager")),
        ties=tie_lines(tie_rows(reader).filter(of__in=me), may_end=lambda row: is_admin or (looks_after and row.by_id != reader.pk)),
        roles=role_lines(role_rows(person=person)),
        checks=identity_of(person),
        way_back=looks_after and may_come_back_on_paper(person),
    )

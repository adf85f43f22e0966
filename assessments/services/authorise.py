"""Say that somebody may judge a competency, and from when they no longer may."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import are_one, has_role
from assessments.models import Authorisation, FrameworkVersion
from lms.core import clock
from lms.core.errors import Refused
from lms.core.permissions import require


@transaction.atomic
def authorise(
    *,
    assessor: User,
    framework_version: FrameworkVersion,
    competency: str,
    by: User,
    from_on: date | None = None,
    until_on: date | None = None,
) -> Authorisation:
    """Let an assessor judge one competency of one framework version, from a day (today) until a day (open).

    Twice is once: an authorisation that is open already is returned. Raises Refused when `assessor` is not an assessor that day, is the
    one who gives it, or when the framework has no such competency.
    """
    require(by, "assessments.authorise")
    starts = from_on or clock.today()
    _refuse_nonsense(assessor, framework_version, competency, by, starts)
    # One at a time for each assessor: two managers press at the same moment.
    User.objects.select_for_update().get(pk=assessor.pk)
    mine = Authorisation.objects.filter(assessor=assessor, framework_version=framework_version, competency=competency)
    already = mine.filter(until_on__isnull=True).first()
    if already is not None:
        return already
    return Authorisation.objects.create(
        assessor=assessor, framework_version=framework_version, competency=competency, from_on=starts, until_on=until_on, given_by=by
    )


@transaction.atomic
def end_authorisation(*, authorisation: Authorisation, by: User, on: date | None = None) -> Authorisation:
    """End it with a day (today), that day included. What was judged under it stays.

    Raises Refused when something was judged under it after that day: the record would contradict itself.
    """
    require(by, "assessments.authorise")
    last_day = on or clock.today()
    held = Authorisation.objects.select_for_update().get(pk=authorisation.pk)
    if last_day < held.from_on:
        raise Refused(_("It began on %(day)s. Choose that day or a later one.") % {"day": held.from_on})
    latest = held.judgements.order_by("-judged_on").values_list("judged_on", flat=True).first()
    if latest is not None and last_day < latest:
        raise Refused(_("Something was judged under it on %(day)s. Choose that day or a later one.") % {"day": latest})
    held.until_on = last_day
    held.save(update_fields=["until_on"])
    return held


def _refuse_nonsense(assessor: User, version: FrameworkVersion, competency: str, by: User, starts: date) -> None:
    if are_one(by, assessor.pk):
        raise Refused(_("Nobody authorises themselves. Ask another person to do it."))
    if version.competency(competency) is None:
        raise Refused(_("This framework has no competency “%(key)s”.") % {"key": competency})
    if not has_role(assessor, "assessor", on=starts):
        raise Refused(_("%(name)s is not an assessor on that day. Give them the role first.") % {"name": assessor.called})

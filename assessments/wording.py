"""The words for codes that the pure parts use."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.deidentify import Finding
from lms.core.minutes import say_minutes

LOOKS_LIKE = {
    "email": gettext_lazy("Looks like an e-mail address or a user name."),
    "phone": gettext_lazy("Looks like a telephone number."),
    "postcode": gettext_lazy("Looks like a postcode."),
    "date": gettext_lazy("A full date. A date of birth can be enough to find somebody."),
    "number": gettext_lazy("Looks like a number that belongs to one person."),
    "name": gettext_lazy("Looks like somebody’s name."),
    "initials": gettext_lazy("Initials can be enough in a small team."),
    "street": gettext_lazy("Looks like a street."),
    "place": gettext_lazy("A place by its name. With a code instead of your name, this could point to you."),
    "age": gettext_lazy("An exact age beside a habit can be enough in a small town."),
    "exact_age": gettext_lazy("An exact age beside a habit can be enough in a small town."),
    "known": gettext_lazy("Your own name, or a place that works with us. The assessor sees a code until there is a decision."),
}

# What stands in the text instead. English sentences; the writer sees it before choosing it.
INSTEAD = {
    "email": gettext_lazy("an address"),
    "phone": gettext_lazy("a number"),
    "postcode": gettext_lazy("a place"),
    "date": gettext_lazy("a day"),
    "number": gettext_lazy("a number"),
    "name": gettext_lazy("the person"),
    "initials": gettext_lazy("the person"),
    "street": gettext_lazy("a street"),
    "place": gettext_lazy("a service"),
    "known": gettext_lazy("a name I left out"),
}

MARKING_PROBLEMS = {
    "method": gettext_lazy("Choose how it was shown."),
    "strengths": gettext_lazy("Say what was strong. Start there."),
    "next_step": gettext_lazy("“Not yet” needs one next step, so that the learner knows what to add."),
}

OBSTACLES = {
    "own": gettext_lazy("This is your own work. Somebody else will look at it."),
    "not_assessor": gettext_lazy("You are not an assessor here at the moment."),
    "not_authorised": gettext_lazy("You were not authorised to judge this competency on that day."),
    "conflict": gettext_lazy("You two have declared a conflict of interest. Another assessor will look at it."),
    "supervisor": gettext_lazy("You supervise this person. The plan asks for somebody else to judge this."),
    "another": gettext_lazy("You have said “not yet” here before. The plan asks for another assessor now."),
}


def instead(finding: Finding) -> str:
    """What the text will say in place of a finding."""
    if finding.kind == "age":
        return _("in their %(decade)s0s") % {"decade": finding.detail}
    if finding.kind == "exact_age":
        return ""
    return str(INSTEAD[finding.kind])


def marking_problem(code: str) -> str:
    """A sentence for a code of assessments.judging.problems."""
    kind, _colon, key = code.partition(":")
    if kind == "criterion":
        return _("Choose “Met” or “Not yet” for %(key)s.") % {"key": key}
    if kind == "unknown":
        return _("There is no criterion %(key)s in this competency. Please open the page again.") % {"key": key}
    return str(MARKING_PROBLEMS[kind])


def say_left(left: timedelta | None) -> str:
    """How much time there is, in whole minutes and never more than there is."""
    minutes = int(left.total_seconds()) // 60 if left else 0
    return _("About %(time)s left") % {"time": say_minutes(minutes)} if minutes else _("Less than a minute left")

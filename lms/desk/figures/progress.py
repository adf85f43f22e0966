"""Who is where: the people of each cohort by stage, those on a break hatched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from django.db.models import Count, F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lms.core.charts import LEAST, Figure, Part, Said, Stack, shown, stacks

from .places import STAGES, is_away, places
from .scope import Scope

KEY = "progress"
SUBJECT = gettext_lazy("Where people are")
LEARNS = ("not_opened", "learning", "ready")
PARTS = {**{stage: STAGES[stage] for stage in LEARNS}, "on_break": gettext_lazy("On a break")}
PARTS |= {stage: STAGES[stage] for stage in ("with_us", "certified")}
PATTERNS = {"on_break": "hatch", "certified": "solid", "not_opened": "empty"}


def stages(scope: Scope) -> dict[int, Counter[str]]:
    """How many people are at each stage, by cohort, counted in the database; nobody who left. A break shows before a stage of learning."""
    found: dict[int, Counter[str]] = {cohort.pk: Counter() for cohort in scope.cohorts}
    rows = places(scope).annotate(at=F("stage"), away=is_away(scope)).exclude(at="left").order_by()
    for cohort, stage, away, number in rows.values_list("cohort_id", "at", "away").annotate(number=Count("pk")):
        is_shown = away and cohort in scope.run and stage in LEARNS
        found[cohort]["on_break" if is_shown else stage] += number
    return found


def figure(cohorts: Sequence[tuple[str, Mapping[str, int]]]) -> Figure:
    """Of cohorts with their numbers by stage, in the order in which they are to stand."""
    rows = _enough(cohorts)
    people = sum(sum(numbers.values()) for _title, numbers in rows)
    return shown(KEY, str(SUBJECT), people, lambda: _drawn(rows, people))


def _enough(cohorts: Sequence[tuple[str, Mapping[str, int]]]) -> list[tuple[str, Mapping[str, int]]]:
    """Each cohort of five people or more; the small ones as one bar, and while they are fewer than five together in no number at all."""
    large = [(title, numbers) for title, numbers in cohorts if sum(numbers.values()) >= LEAST]
    small: Counter[str] = Counter()
    for _title, numbers in cohorts:
        if sum(numbers.values()) < LEAST:
            small.update(numbers)
    return [*large, *([(_("Smaller cohorts together"), small)] if small.total() >= LEAST else [])]


def _drawn(cohorts: Sequence[tuple[str, Mapping[str, int]]], people: int) -> Figure:
    rows = [Stack(title, tuple(numbers.get(stage, 0) for stage in PARTS)) for title, numbers in cohorts]
    ready, with_us, on_break = (sum(numbers.get(stage, 0) for _title, numbers in cohorts) for stage in ("ready", "with_us", "on_break"))
    sentence = ngettext("%(n)d person by stage.", "%(n)d people by stage.", people) % {"n": people}
    if on_break:
        sentence += " " + ngettext("%(n)d is on a break.", "%(n)d are on a break.", on_break) % {"n": on_break}
    said = Said(
        title=_("%(ready)d ready, %(waiting)d waiting on us") % {"ready": ready, "waiting": with_us},
        sentence=sentence,
        columns=(_("Cohort"), *(str(words) for words in PARTS.values())),
        note=_("A break is shown when the person lets their programme manager know. Nobody asks why."),
    )
    parts = [Part(str(words), PATTERNS.get(stage, "")) for stage, words in PARTS.items()]
    return stacks(KEY, said, parts, rows)


def draw(scope: Scope) -> Figure:
    numbers = stages(scope)
    return figure([(cohort.title, numbers[cohort.pk]) for cohort in scope.cohorts])

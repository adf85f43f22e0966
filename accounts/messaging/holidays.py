"""On which days nobody is there to talk to, by country. Editors keep them in the CMS; until they do, a starter file counts."""

from datetime import date
from functools import cache
from pathlib import Path

import yaml
from django.conf import settings

from accounts.models import PublicHoliday

STARTER = Path(__file__).parents[1] / "starter" / "holidays.yaml"


@cache
def starter_days(country: str) -> frozenset[date]:
    """The days of the starter file for a country; none for a country that it does not know."""
    return frozenset(yaml.safe_load(STARTER.read_text(encoding="utf-8")).get(country, {}))


def holidays_of(country: str) -> frozenset[date]:
    """The public holidays that we know for a country (the service's own where somebody named none), in one query."""
    code = country or settings.SUPPORT_COUNTRY
    written = frozenset(PublicHoliday.objects.filter(country=code).values_list("on", flat=True))
    years = {day.year for day in written}
    return written | {day for day in starter_days(code) if day.year not in years}

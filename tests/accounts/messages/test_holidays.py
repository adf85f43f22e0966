"""Public holidays: a starter file until editors write their own for a year."""

from datetime import date

import pytest

from accounts.messaging.holidays import holidays_of, starter_days
from accounts.models import PublicHoliday
from tests.factories.accounts import with_role

pytestmark = pytest.mark.django_db
COUNTRIES = ("GB", "IE", "US", "CA", "AU", "NZ")


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_starter_file_reaches_three_years_for_the_countries_of_the_support_page(country):
    days = starter_days(country)
    assert {day.year for day in days} >= {2026, 2027, 2028}
    assert {date(2026, 1, 1), date(2026, 12, 25), date(2028, 12, 25)} <= days


def test_rows_of_a_year_count_alone_for_that_year():
    assert date(2026, 12, 25) in holidays_of("GB")
    PublicHoliday.objects.create(country="GB", on=date(2026, 7, 14), name="A day of our own")
    assert {day for day in holidays_of("GB") if day.year == 2026} == {date(2026, 7, 14)}
    assert date(2027, 12, 27) in holidays_of("GB")
    assert date(2026, 12, 25) in holidays_of("IE")


def test_somebody_without_a_country_has_the_holidays_of_the_service(settings):
    settings.SUPPORT_COUNTRY = "US"
    assert holidays_of("") == holidays_of("US")
    assert holidays_of("ZZ") == frozenset()


def test_editors_write_them_in_the_cms(client):
    client.force_login(with_role("editor", "Ed"))
    assert client.get("/cms/snippets/accounts/publicholiday/").status_code == 200
    client.post("/cms/snippets/accounts/publicholiday/add/", {"country": "FR", "on": "2027-07-14", "name": "Fête nationale"})
    assert holidays_of("FR") == {date(2027, 7, 14)}

"""Reads whose SQL is written once say the same as the queryset that they are written from (docs/decisions/0091)."""

from datetime import date

import pytest

from accounts.models import RoleGrant, User
from accounts.queries import roles_of
from lms.core import clock
from lms.core.written_once import WrittenOnce
from tests.factories.accounts import RoleGrantFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def by_name(names):
    return User.objects.filter(called__in=names).select_related("key").order_by("called")


def test_rows_are_those_of_the_queryset_for_one_value_and_for_many():
    ada, bo = UserFactory(called="Ada"), UserFactory(called="Bo")
    UserFactory(called="Eve")
    ask = WrittenOnce(by_name)
    assert [ask(names=names) for names in [("Ada",), ("Bo",), ("Ada", "Bo"), ("Bo", "nobody"), ()]] == [[ada], [bo], [ada, bo], [bo], []]


def test_rows_are_whole_records_with_what_was_joined(django_assert_num_queries):
    UserFactory(called="Ada")
    ask = WrittenOnce(by_name)
    with django_assert_num_queries(1):
        (ada,) = ask(names=("Ada",))
        assert ada.email
        assert ada._state.db == "default"
        assert getattr(ada, "key", None) is None


def test_dates_times_and_tuples_of_columns_come_as_they_are():
    di = UserFactory(called="Di")
    RoleGrantFactory(person=di, role="board")
    ask = WrittenOnce(lambda day, now: RoleGrant.objects.in_force_at(day, now).values_list("role", "from_on", "ended_at"))
    for _time in range(2):
        assert ask(day=clock.today(), now=clock.now()) == [("board", clock.today(), None)]
    assert ask(day=date(2020, 1, 1), now=clock.now()) == []


def test_the_sql_is_written_once(django_assert_num_queries, settings):
    settings.CHECK_WRITTEN_ONCE = False
    builds = []

    def build(name):
        builds.append(name)
        return User.objects.filter(called=name)

    ask = WrittenOnce(build)
    ask(name="Ada")
    first = len(builds)
    with django_assert_num_queries(2):
        ask(name="Bo")
        ask(name="Cy")
    assert len(builds) == first


def test_a_value_that_changes_more_than_itself_is_refused():
    with pytest.raises(TypeError, match="more than the value of number"):
        WrittenOnce(lambda number: User.objects.filter(pk=number) if number > 0 else User.objects.all())(number=5)
    with pytest.raises(TypeError, match="in another form, or"):
        WrittenOnce(lambda name: User.objects.filter(called=name.upper()))(name="Ada")


@pytest.mark.parametrize("is_compared", [True, False])
def test_none_is_refused_at_every_call_and_in_every_place(settings, is_compared):
    settings.CHECK_WRITTEN_ONCE = is_compared
    by_role = WrittenOnce(lambda role: RoleGrant.objects.filter(role=role))
    many = WrittenOnce(by_name)
    for _time in range(2):
        for ask, given in [(by_role, {"role": None}), (many, {"names": ("Ada", None)}), (many, {"names": (None,) * 20})]:
            with pytest.raises(TypeError, match="takes no None"):
                ask(**given)
        by_role(role="board")
        many(names=("Ada", "Bo"))


def test_values_may_come_in_any_order():
    ada, di = UserFactory(called="Ada"), UserFactory(called="Di")
    for person, role in [(ada, "board"), (ada, "editor"), (di, "board")]:
        RoleGrantFactory(person=person, role=role)
    ask = WrittenOnce(lambda people, roles: RoleGrant.objects.filter(person__in=people, role__in=roles).values_list("role", flat=True))
    assert ask(people=(ada.pk,), roles=("board", "editor")) == ["board", "editor"]
    assert ask(roles=("board",), people=(ada.pk, di.pk)) == ["board", "board"]
    assert ask(roles=("board", "editor"), people=(di.pk,)) == ["board"]


def test_tests_notice_a_clock_inside():
    days = iter([date(2026, 3, 1)] * 2 + [date(2026, 3, 2)])
    ask = WrittenOnce(lambda role: RoleGrant.objects.filter(role=role, from_on__lte=next(days)))
    ask(role="board")
    with pytest.raises(AssertionError, match="The ORM would ask"):
        ask(role="board")
    with pytest.raises(TypeError, match="beside what was given"):
        WrittenOnce(lambda role: RoleGrant.objects.filter(role=role, created_at__lte=clock.now()))(role="board")


def test_a_role_that_ended_has_ended_for_the_next_request():
    di = UserFactory(called="Di")
    grant = RoleGrantFactory(person=di, role="board")
    assert roles_of(User.objects.get(pk=di.pk)) == {"board"}
    RoleGrant.objects.filter(pk=grant.pk).update(ended_at=clock.now())
    assert roles_of(User.objects.get(pk=di.pk)) == frozenset()


def test_two_records_of_one_person_read_as_one():
    kept, joined = UserFactory(called="Kept"), UserFactory(called="Joined")
    RoleGrantFactory(person=joined, role="board")
    User.objects.filter(pk=kept.pk).update(has_duplicates=True)
    User.objects.filter(pk=joined.pk).update(merged_into=kept)
    assert roles_of(User.objects.get(pk=kept.pk)) == {"board"}

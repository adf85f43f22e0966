"""The head of a page: where I am, where I may go, as what; and what that costs."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from accounts.models import User
from lms.desk.navigation import AREAS, LEARNER, Navigation, exists
from tests.factories.accounts import RoleGrantFactory, UserFactory, with_role
from tests.factories.courses import place

pytestmark = pytest.mark.django_db


def here(path: str, person=None) -> Navigation:
    request = RequestFactory().get(path)
    request.user = person or AnonymousUser()
    return Navigation(request)


def test_a_stranger_has_no_menu_and_costs_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        nav = here("/learn/")
        assert (nav.signed_in, nav.items, nav.area, nav.other_areas) == (False, [], None, [])


def test_a_menu_costs_one_query_however_often_it_is_looked_at(django_assert_num_queries):
    person = User.objects.get(pk=with_role("assessor", "Bo").pk)
    with django_assert_num_queries(1):
        nav = here("/marking/", person)
        assert [nav.items, nav.areas, nav.section, nav.other_areas]
        assert here("/marking/", person).area.role == "assessor"


def test_somebody_without_a_role_is_a_trainee():
    nav = here("/learn/", UserFactory(called="Ada"))
    assert nav.area is LEARNER
    assert nav.other_areas == []


def test_the_link_of_the_page_that_i_am_on_is_marked():
    manager = with_role("manager", "Gus")
    for path, label in (("/manage/", "Overview"), ("/manage/cohorts/", "Cohorts"), ("/manage/people/x/", "Overview")):
        current = here(path, manager).current
        if current is not None:  # a room that is not built yet has no link
            assert str(current.label) == label


def test_two_roles_give_a_plain_switch_and_never_a_merged_menu():
    bo = with_role("assessor", "Bo")
    RoleGrantFactory(person=bo, role="supervisor")
    nav = here("/supervise/", bo)
    assert {area.role for area in nav.other_areas} == {"assessor", "supervisor"}
    assert nav.area.role == "supervisor"
    assert all(item.path.startswith("/supervise/") for item in nav.items)


def test_a_role_that_has_ended_opens_no_area():
    from datetime import timedelta

    from lms.core import clock

    cy = UserFactory(called="Cy")
    RoleGrantFactory(person=cy, role="supervisor", from_on=clock.today() - timedelta(days=9), until_on=clock.today() - timedelta(days=2))
    assert here("/support/", cy).area is LEARNER


def test_staff_who_learn_here_as_well_can_go_to_their_own_pages(client):
    bo = with_role("assessor", "Bo")
    client.force_login(bo)
    client.get("/start/")
    assert 'href="/home/"' not in client.get("/support/").content.decode()
    place(bo)
    client.get("/start/")
    assert 'href="/home/"' in client.get("/support/").content.decode()


def test_no_area_needs_a_hidden_menu_on_a_phone():
    assert [area for area in AREAS if len(area.items) > 5] == []


def test_a_link_to_a_room_that_is_not_built_is_left_out():
    assert exists("/support/")
    assert not exists("/no-such-room/")


def test_the_head_of_a_signed_in_page(client):
    client.force_login(with_role("supervisor", "Cy Émile"))
    html = client.get("/support/").content.decode()
    assert '<a href="/me/"><bdi>Cy Émile</bdi><span class="vh"> My details</span></a>, supervisor' in html
    assert html.count('<form method="post" action="/accounts/logout/">') == 2
    assert html.index('href="/support/"') < html.index("<main")


def test_the_menu_never_shows_what_somebody_else_may_do(client):
    client.force_login(UserFactory(called="Eve"))
    html = client.get("/support/").content.decode()
    for path in ("/manage/", "/marking/", "/supervise/", "/cms/"):
        assert f'href="{path}"' not in html

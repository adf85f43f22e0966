"""/courses/ for anybody: what it says when nothing is open."""

import pytest

pytestmark = pytest.mark.django_db


def test_no_open_course_says_what_to_do_instead(client):
    html = client.get("/courses/").content.decode()
    assert "No courses are open at present." in html
    assert "Places are given by invitation." in html
    assert 'href="/help/"' in html

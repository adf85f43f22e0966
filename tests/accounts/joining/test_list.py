"""Inviting a list: a preview row by row, nothing before it is confirmed, nobody twice."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.joining.rows import check
from accounts.models import Invitation
from courses.services.invite_many import invite_many, preview_many
from courses.services.invite_to_cohort import invite_to_cohort
from lms.core import clock
from lms.core.models import OutboxMessage
from tests.factories.accounts import UserFactory, with_role
from tests.factories.courses import cohort, place

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NOBODY = frozenset()
LIST = "Name;E-mail\nAda;ada@example.org\nBo;bo@example\nCy;cy@gmial.com\nAda L;ADA@example.org\n;x@example.org\n"


@pytest.fixture
def gus():
    return with_role("manager", "Gus")


@pytest.fixture
def group():
    return cohort("Spring 2027")


@pytest.fixture
def address(group):
    return reverse("courses:cohort_invite_many", args=[group.public_id])


@pytest.fixture
def previewed(client, gus, address):
    """The preview of LIST and the fields that its form carries."""
    client.force_login(gus)
    page = client.post(address, {"pasted": LIST}).content.decode()
    return page, {"rows": unescaped(page, "rows"), "batch": unescaped(page, "batch")}


def unescaped(page, name):
    import html

    return html.unescape(re.search(rf'name="{name}" value="([^"]*)"', page)[1])


def test_the_preview_says_what_will_happen_to_each_row_and_keeps_nothing(previewed):
    page, _fields = previewed
    assert "1 person gets an invitation" in page
    assert "4 rows are not sent" in page
    for words in ("not an address that mail can reach", "Did you mean cy@gmail.com?", "stands in the list twice", "A name is missing"):
        assert words in page
    assert (Invitation.objects.count(), OutboxMessage.objects.count()) == (0, 0)


def test_a_file_is_read_like_pasted_rows_whatever_wrote_it(client, gus, address):
    client.force_login(gus)
    file = SimpleUploadedFile("people.csv", "Name;Mail\r\nZoë Ñandú;zoe@example.org\r\n".encode("cp1252"), content_type="text/csv")
    assert "Zoë Ñandú" in client.post(address, {"file": file}).content.decode()


@pytest.mark.parametrize(
    ("sent", "says"), [({"pasted": ""}, "There is nobody in this list"), ({"pasted": "x,y@example.org\n" * 501}, "at most 500")]
)
def test_a_list_that_cannot_be_used_comes_back_with_what_was_typed(client, gus, address, sent, says):
    client.force_login(gus)
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_confirmed_rows_are_sent_once_however_often_the_form_is(client, previewed, group, address):
    _page, fields = previewed
    for _ in range(2):
        page = client.post(address, {**fields, "act": "send"}).content.decode()
        assert "1 invitation is on its way" in page
    assert [row.email for row in Invitation.objects.all()] == ["ada@example.org"]
    assert OutboxMessage.objects.filter(address="ada@example.org").count() == 1
    assert Invitation.objects.get().context_key == group.context_key


def test_a_row_put_right_is_looked_at_once_more_before_it_is_sent(client, previewed, address):
    _page, fields = previewed
    fixed = {**fields, "email-2": "bo@example.org", "called-2": "Bo", "act": "send"}
    page = client.post(address, fixed).content.decode()
    assert "look once more" in page
    assert Invitation.objects.count() == 0
    again = {"rows": unescaped(page, "rows"), "batch": unescaped(page, "batch"), "act": "send"}
    assert "2 invitations are on their way" in client.post(address, again).content.decode()


def test_a_doubtful_address_is_sent_only_when_somebody_says_that_it_is_right(client, previewed, address):
    _page, fields = previewed
    client.post(address, {**fields, "act": "send", "sure": "3", "leave": "1"})
    assert [row.email for row in Invitation.objects.all()] == ["cy@gmial.com"]


def test_members_and_those_with_an_open_invitation_get_no_second_one(gus, group):
    place(UserFactory(email="in@example.org"), group)
    invite_to_cohort(cohort=group, email="open@example.org", called="Open", by=gus)
    rows = check([("In", "in@example.org"), ("Open", "open@example.org"), ("New", "new@example.org")])
    lines = preview_many(group, rows, leave=NOBODY, sure=NOBODY)
    assert [line.fate for line in lines] == ["member", "invited", "send"]
    done = invite_many(cohort=group, rows=rows, leave=NOBODY, sure=NOBODY, by=gus, batch="0123456789")
    assert [line.fate for line in done] == ["member", "invited", "sent"]
    assert Invitation.objects.filter(email="open@example.org").count() == 1


@pytest.mark.parametrize(
    ("fields", "fates"), [({"capacity": 1}, ["send", "refused"]), ({"ends_on": clock.today() - timedelta(days=1)}, ["refused"] * 2)]
)
def test_the_preview_says_who_finds_no_place(gus, group, fields, fates):
    type(group).objects.filter(pk=group.pk).update(**fields)
    group.refresh_from_db()
    rows = check([("Ada", "ada@example.org"), ("Bo", "bo@example.org")])
    lines = preview_many(group, rows, leave=NOBODY, sure=NOBODY)
    assert [line.fate for line in lines] == fates
    assert all(line.says for line in lines if line.fate == "refused")
    done = invite_many(cohort=group, rows=rows, leave=NOBODY, sure=NOBODY, by=gus, batch="0123456789")
    assert [line.fate for line in done] == ["sent" if fate == "send" else fate for fate in fates]


def test_a_list_that_broke_off_is_finished_by_sending_it_again(gus, group):
    rows = check([("Ada", "ada@example.org"), ("Bo", "bo@example.org")])
    invite_many(cohort=group, rows=rows, leave=frozenset({2}), sure=NOBODY, by=gus, batch="0123456789")
    done = invite_many(cohort=group, rows=rows, leave=NOBODY, sure=NOBODY, by=gus, batch="0123456789")
    assert [line.fate for line in done] == ["sent", "sent"]
    assert Invitation.objects.count() == 2


def test_somebody_who_does_not_run_the_cohort_sends_nothing(client, group, address):
    client.force_login(with_role("manager", "Other", scope_kind="cohort", scope_key=cohort("Other").public_id))
    fields = {"rows": '[["Ada","ada@example.org"]]', "batch": "0123456789", "act": "send"}
    assert client.post(address, fields).status_code == 404
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("rows", ["", "{}", "[]", '[["a"]]', "[[1,2]]", "[" * 100, '["ab"]'])
def test_a_form_that_is_not_ours_starts_again(client, gus, address, rows):
    client.force_login(gus)
    assert client.post(address, {"rows": rows, "act": "send"}).status_code == 422
    assert not Invitation.objects.exists()


def test_a_name_from_a_list_starts_no_formula_and_no_header(client, gus, address):
    client.force_login(gus)
    fields = {"rows": '[["=HYPERLINK(1)\\r\\nBcc: eve@example.org","ada@example.org"]]', "batch": "0123456789", "act": "send"}
    client.post(address, fields)
    assert Invitation.objects.get().called == "HYPERLINK(1) Bcc: eve@example.org"


@pytest.mark.parametrize("n", [1, 30])
def test_the_preview_takes_as_many_statements_for_thirty_rows_as_for_one(client, gus, address, django_assert_max_num_queries, n):
    client.force_login(gus)
    client.get(address)
    pasted = "".join(f"Person {i},p{i}@example.org\n" for i in range(n))
    with django_assert_max_num_queries(6):
        assert f"{n} " in client.post(address, {"pasted": pasted}).content.decode()

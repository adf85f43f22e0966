"""What stands under either record is the one person's: read, counted, ended, and never moved."""

import pytest

from accounts.models import Merge, User
from accounts.services import undo_merge
from assessments.models import Judgement, Submission
from assessments.queries.authority import authority_for, obstacles, plan_for
from courses.models import JournalEntry, TrainingCredit
from courses.services.write_journal import write_journal
from lms.core import clock
from lms.core.errors import Refused
from lms.desk.copying.packing import gathered
from lms.desk.services.records import broken_records
from logbook.queries import supervisees_to_see, to_sign, totals
from logbook.services import correct_entry, countersign
from schemes.conflicts import ties_to
from schemes.models import Application, Certification
from schemes.queries import needs
from schemes.services import apply, sign_statement, start_application
from tests.factories import assessments_evidence as assessed
from tests.factories import courses, logbook
from tests.factories.accounts import UserFactory, with_role
from tests.factories.schemes import NAMES, board_member, certified, decided, ethics, quick, sent

from .people import joined, two_adas

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def fresh_one(person: User) -> User:
    return User.objects.get(pk=person.pk)


def test_hours_of_both_halves_add_up_for_a_requirement():
    ada, second = two_adas()
    scheme, cy = quick(), with_role("supervisor", "Cy")
    version = scheme.versions.get()
    for person in (ada, second):
        logbook.supervises(cy, person)
    logbook.confirmed(ada, cy, minutes=25)
    logbook.confirmed(second, cy, minutes=35, on=logbook.DAY.replace(day=1))
    sign_statement(person=second, statement_version=ethics())
    assert [needs(person, version).is_met for person in (ada, second)] == [False, False]
    joined(ada, second)
    assert needs(ada, version).is_met
    assert totals(ada).confirmed == 60


def test_the_same_module_under_both_counts_once():
    ada, second = two_adas()
    edition = courses.edition(slug="listening")
    for person in (ada, second):
        TrainingCredit.objects.create(person=person, edition=edition, module_key=edition.module_key, domain="listening", minutes=30)
    joined(ada, second)
    from accounts.queries import joined_into
    from schemes.evidence import evidence_of

    held = evidence_of([ada.pk], joined_into([ada]))[ada.pk]
    assert [one.minutes for one in held.training] == [30]


def test_one_application_can_rest_on_both_records_and_the_record_stays_sound():
    ada, second = two_adas()
    scheme, cy = quick(), with_role("supervisor", "Cy")
    logbook.supervises(cy, second)
    logbook.confirmed(second, cy, minutes=60)
    sign_statement(person=ada, statement_version=ethics())
    joined(ada, second)
    application = start_application(person=ada, scheme=scheme)
    decided(apply(application=application, by=ada, **NAMES))
    assert Certification.objects.of(ada).count() == 1
    assert list(broken_records()) == []


def test_a_certification_of_the_second_record_is_mine_and_keeps_its_number():
    ada, second = two_adas()
    held = certified(second)
    joined(ada, second)
    assert list(Certification.objects.readable_by(ada)) == [held]
    assert Certification.objects.get().person == second  # nothing moved


def test_nobody_judges_their_own_work_through_a_second_record():
    bo = assessed.person("Bo", "assessor")
    version, second = assessed.framework(), UserFactory(called="Bo the trainee")
    authority = assessed.authority(bo, version)
    piece = assessed.sent(second, version).submission
    joined(bo, second)
    bo = fresh_one(bo)
    found = obstacles(bo, piece, plan_for(piece).plan, on=clock.today(), authority=authority_for(bo, piece, on=clock.today()))
    assert (found, authority.assessor) == (["own"], bo)
    assert not Submission.objects.open_to_assessor(bo).exists()
    with pytest.raises(Refused):
        assessed.judged(piece.rounds.get(), bo)
    assert not Judgement.objects.exists()


def test_check_records_finds_who_judged_decided_or_confirmed_for_themselves_under_a_second_record():
    """Planted past the services, as a restored backup or a hand in the database might."""
    bo, second = assessed.person("Bo", "assessor", "board", "supervisor"), UserFactory(called="Bo the trainee")
    version = assessed.framework()
    assessed.authority(bo, version)
    assessed.judged(assessed.sent(second, version), bo)
    logbook.supervises(bo, second)
    logbook.confirmed(second, bo)
    decided(sent(UserFactory()), by=bo)
    before = {each.says for each in broken_records()}
    Application.objects.update(person=second)
    User.objects.filter(pk=second.pk).update(merged_into=bo)
    Merge.objects.create(kept=bo, joined=second, by=bo, reason="asked", token_hash=b"x")
    said = {each.says for each in broken_records()} - before
    assert "judged by the writer, or about somebody else than the writer" in said
    assert "the person and the named supervisor are not its two hands" in said
    assert "was made by somebody with a tie to the person" in said


def test_a_conflict_declared_with_one_record_keeps_the_assessor_from_both():
    ada, second = two_adas()
    bo, version = assessed.person("Bo", "assessor"), assessed.framework()
    assessed.authority(bo, version)
    assessed.sent(ada, version)
    assessed.tie("conflict", bo, second)
    assert Submission.objects.open_to_assessor(bo).count() == 1
    joined(ada, second)
    assert Submission.objects.open_to_assessor(bo).count() == 0


def test_nobody_decides_about_themselves_through_a_second_record():
    di, second = board_member(), UserFactory(called="Di the applicant")
    application = sent(second)
    joined(di, second)
    assert ties_to(fresh_one(di), application.person) == ["self"]
    with pytest.raises(Refused):
        decided(Application.objects.get(), by=fresh_one(di))


def test_whoever_judged_the_second_record_does_not_decide_about_the_first():
    ada, second = two_adas()
    di, version = assessed.person("Di", "assessor", "board"), assessed.framework()
    assessed.authority(di, version)
    assessed.judged(assessed.sent(second, version), di)
    assert ties_to(di, ada) == []
    joined(ada, second)
    assert ties_to(di, fresh_one(ada)) == ["assessed"]


def test_nobody_confirms_their_own_hours_through_a_second_record():
    cy = with_role("supervisor", "Cy")
    second, dee = UserFactory(called="Cy the trainee"), with_role("supervisor", "Dee")
    logbook.supervises(dee, second)
    entry = logbook.sent(second, dee)
    joined(cy, second)
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        countersign(entry=entry, by=fresh_one(cy))


def test_a_supervisor_sees_one_person_with_the_hours_of_both():
    ada, second = two_adas()
    cy = with_role("supervisor", "Cy")
    for person in (ada, second):
        logbook.supervises(cy, person)
    logbook.sent(ada, cy, minutes=30)
    logbook.sent(second, cy, minutes=45, on=logbook.DAY.replace(day=1))
    assert len(supervisees_to_see(cy)) == 2
    joined(ada, second)
    [shown] = supervisees_to_see(cy)
    assert (shown, shown.to_sign_count, shown.to_sign_minutes) == (ada, 2, 75)
    [group] = to_sign(cy)
    assert (group.person, group.minutes) == (ada, 75)


def test_a_confirmed_entry_of_the_second_record_is_corrected_by_the_one_person_and_stays_sound():
    ada, second = two_adas()
    cy = with_role("supervisor", "Cy")
    logbook.supervises(cy, second)
    entry = logbook.confirmed(second, cy, minutes=60)
    made = joined(ada, second)
    correction = correct_entry(entry=entry, by=fresh_one(ada), facts=logbook.facts(minutes=50))
    countersign(entry=correction, by=cy)
    assert totals(fresh_one(ada)).confirmed == 50
    session = logbook.session_by(cy, second, on=logbook.DAY.replace(day=2))
    countersign(entry=session, by=fresh_one(ada))
    assert list(broken_records()) == []
    undo_merge(merge=made, by=None, reason="objection")
    assert list(broken_records()) == []  # what was confirmed meanwhile was confirmed by one person, as far as anybody knew


def test_private_words_of_both_open_with_their_own_keys():
    ada, second = two_adas()
    for person, words in ((courses.may_write(ada), "first canary"), (courses.may_write(second), "second canary")):
        write_journal(person=person, text=words, version=0)
    joined(ada, second)
    from courses.sealing import read_entry

    mine = JournalEntry.objects.readable_by(fresh_one(ada)).select_related("person")
    assert {read_entry(entry) for entry in mine} == {"first canary", "second canary"}


def test_the_copy_of_everything_holds_both_records():
    ada, second = two_adas()
    logbook.draft(second, minutes=17)
    joined(ada, second)
    courses.place(second)
    parts = {part.name: part.data for part in gathered(fresh_one(ada))}
    assert [entry["minutes"] for entry in parts["logbook"]["entries"]] == [17]
    assert len(parts["courses"]["cohorts"]) == 1
    assert [each["joined"] for each in parts["accounts"]["joined_records"]] == [second.public_id]

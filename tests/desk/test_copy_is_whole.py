"""Every table that names a person is in their copy, or it is written down here why not. A new table fails until somebody decides."""

import pytest
from django.apps import apps

from accounts.models import User
from lms.desk.copying.packing import gathered
from tests.factories.accounts import UserFactory

pytestmark = [pytest.mark.django_db]

# Table -> where it stands in the copy: app (the page) and key (the heading).
HELD = {
    "accounts.Adjustment": "accounts:adjustments",
    "accounts.Break": "accounts:breaks",
    "accounts.Consent": "accounts:consents",
    "accounts.DataCopy": "core:copies_asked_for",
    "accounts.DataRequest": "accounts:data_requests",
    "accounts.Erasure": "accounts:erasures",
    "accounts.ErasureOrder": "accounts:orders_to_erase",
    "accounts.FactorReset": "accounts:second_lock_taken_away",
    "accounts.IdentityCheck": "accounts:identity_checks",
    "accounts.Invitation": "accounts:invitations",
    "accounts.LegalHold": "accounts:holds",
    "accounts.Merge": "accounts:joined_records",
    "accounts.MergeUndone": "accounts:joined_records",
    "accounts.MessagePreference": "accounts:message_choices",
    "accounts.PreviousName": "accounts:previous_names",
    "accounts.Relation": "accounts:relations",
    "accounts.RelationEvent": "accounts:changes_of_relations",
    "accounts.RequestWords": "accounts:data_requests",
    "accounts.RoleEvent": "accounts:changes_of_roles",
    "accounts.RoleGrant": "accounts:roles",
    "accounts.User": "accounts:person",
    "socialaccount.SocialAccount": "accounts:accounts_elsewhere",
    "account.EmailAddress": "accounts:addresses",
    "mfa.Authenticator": "accounts:second_factors",
    "usersessions.UserSession": "accounts:signed_in",
    "assessments.AnswerMarking": "assessments:evidence",
    "assessments.Attempt": "assessments:tests",
    "assessments.Authorisation": "assessments:evidence",
    "assessments.Judgement": "assessments:evidence",
    "assessments.MarkEvent": "assessments:evidence",
    "assessments.MarkingDraft": "assessments:evidence",
    "assessments.OptionVoid": "assessments:evidence",
    "assessments.PassRuling": "assessments:tests",
    "assessments.QualityCheck": "assessments:evidence",
    "assessments.QuestionIntake": "assessments:evidence",
    "assessments.QuestionReview": "assessments:evidence",
    "assessments.QuestionVersion": "assessments:evidence",
    "assessments.QuizVersion": "assessments:evidence",
    "assessments.Submission": "assessments:evidence",
    "core.DeliveryLine": "accounts:message_log",
    "core.Job": "core:jobs",
    "core.MoveEvent": "core:what_you_did",
    "core.OutboxMessage": "accounts:messages",
    "core.ReadEvent": "core:what_you_opened_of_others",
    "core.ReadSubject": "seen:reads",
    "courses.Enrolment": "courses:cohorts",
    "courses.JournalEntry": "courses:journal",
    "courses.ModuleEdition": "courses:modules_released",
    "courses.ModuleReview": "courses:modules_read",
    "courses.MustReadSeen": "courses:read_because_asked",
    "courses.Redaction": "courses:stories_taken_back",
    "courses.StepWithdrawal": "courses:steps_withdrawn",
    "courses.TrainingCredit": "courses:credits",
    "logbook.Countersignature": "logbook:what_you_confirmed_or_logged_for_others",
    "logbook.Entry": "logbook:entries",
    "logbook.Remark": "logbook:remarks",
    "safeguarding.BreakGlass": "safeguarding:record_opened",
    "safeguarding.Concern": "safeguarding:about_you",
    "safeguarding.ConcernStep": "safeguarding:about_you",
    "schemes.Application": "schemes:applications",
    "schemes.Attestation": "schemes:statements_signed",
    "schemes.Certification": "schemes:certifications",
    "schemes.CertificationEvent": "schemes:certifications",
    "schemes.Decision": "schemes:decisions",
}
# Whole apps and tables that are not in it, and why.
NOT_IN = {
    "accounts.PersonKey": "a key, not a word; what it opens is in the copy",
    "core.Narrative": "the words stand with the records they belong to",
    "core.PrivateFile": "the files themselves are in the copy",
    "core.PurgePermit": "notes when words were removed, by staff: says nothing about anybody",
    "core.RetentionRule": "how long things are kept: the officer's act, kept as the authority's record",
    "accounts.MessageWording": "the service's words; who released them is the authority's record",
    "courses.EditionFragment": "names a story's consent, not a person",
    "courses.EditionMediaUse": "names a story's consent, not a person",
    "courses.Programme": "a page of the course; who edited it is in the CMS",
    "courses.Module": "a page of the course; who edited it is in the CMS",
    "courses.Step": "a page of the course; who edited it is in the CMS",
}
EDITORIAL = ("wagtail", "taggit", "admin")  # editors' names stay with what they edited (ux.md 5.5)


def tables_about_people():
    for model in apps.get_models():
        label = model._meta.label
        if model.__module__.startswith("tests.") or model.__name__.startswith("Historical") or model._meta.app_label.startswith(EDITORIAL):
            continue
        if label.split(".")[0] == "core" and model.__name__.startswith("Editorial"):
            continue
        fields = [field for field in model._meta.get_fields() if getattr(field, "concrete", False)]
        if any(field.related_model is User for field in fields) or any(field.name.endswith("_ref") for field in fields):
            yield label


def test_every_table_about_people_is_in_the_copy_or_says_why_not():
    known = set(HELD) | set(NOT_IN)
    assert sorted(set(tables_about_people()) - known) == []


def test_every_place_that_is_named_here_is_in_the_copy():
    there = {f"{part.name}:{key}" for part in gathered(UserFactory()) for key in part.data}
    installed = {model._meta.label for model in apps.get_models()}
    assert sorted({place for label, place in HELD.items() if label in installed} - there) == []

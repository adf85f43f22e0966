"""Each kind of requirement, case by case: exact to the minute, and it says what it rests on."""

from dataclasses import replace
from datetime import date

import pytest

from schemes.requirements import AllOf, AnyOf, NOf, TrainingMinutes
from schemes.requirements.base import Group
from schemes.requirements.hours import LoggedMinutes
from tests.schemes.pieces import (
    COMPETENCIES,
    DAY,
    ETHICS,
    PRACTICE,
    QUIZ,
    TRAINING,
    asked,
    hours,
    judged,
    quiz,
    sent,
    signed,
    training,
)


def rules_of(outcome):
    return [left.rule for left in outcome.not_counted]


# --- training -------------------------------------------------------------------------------------


def test_training_is_met_on_the_exact_minute():
    outcome = asked(TRAINING, training=[training(300), training(300, "boundaries", "m2")])
    assert (outcome.state, outcome.have, outcome.missing) == ("met", 600, 0)


def test_training_one_minute_short_is_not_met_and_names_the_minute():
    outcome = asked(TRAINING, training=[training(300), training(299, "boundaries", "m2")])
    assert (outcome.state, outcome.have, outcome.missing) == ("not_yet", 599, 1)


def test_a_surplus_in_one_domain_does_not_fill_another():
    outcome = asked(TRAINING, training=[training(500), training(240, "boundaries", "m2")])
    assert (outcome.state, outcome.have, outcome.missing) == ("not_yet", 740, 60)
    assert [(part.title, part.missing, part.state) for part in outcome.parts] == [("listening", 0, "met"), ("boundaries", 60, "not_yet")]


def test_other_domains_fill_the_total_only():
    wide = TrainingMinutes(key="t", title="T", minutes=700, domains={"listening": 300})
    assert asked(wide, training=[training(300), training(399, "ethics", "m9")]).missing == 1
    assert asked(wide, training=[training(300), training(400, "ethics", "m9")]).is_met


def test_a_module_taken_twice_counts_once_in_its_longer_edition():
    twice = [training(240, edition="1.0"), training(300, edition="2.0"), training(300, "boundaries", "m2")]
    outcome = asked(TRAINING, training=twice)
    assert (outcome.have, outcome.state) == (600, "met")
    assert [(left.cite.amount, left.rule) for left in outcome.not_counted] == [(240, "same_module")]


def test_the_very_same_credit_twice_is_one_credit():
    outcome = asked(TRAINING, training=[training(300), training(300)])
    assert (outcome.have, outcome.not_counted) == (300, ())


# --- quiz -----------------------------------------------------------------------------------------


def test_a_passed_quiz_is_met_and_tries_before_it_are_named():
    tries = [quiz(False, on=date(2027, 1, 5), ref="Q0", correct=5), quiz(), quiz(on=DAY, ref="Q2")]
    outcome = asked(QUIZ, quizzes=tries)
    assert outcome.is_met
    assert [(one.ref, one.amount, one.out_of) for one in outcome.counted] == [("Q1", 8, 10)]
    assert rules_of(outcome) == ["not_passed", "passed_already"]


def test_a_pass_whose_place_a_later_try_took_does_not_count():
    outcome = asked(QUIZ, quizzes=[replace(quiz(), stands=False), quiz(False, on=DAY, ref="Q2", correct=5)])
    assert (outcome.missing, rules_of(outcome)) == (1, ["taken_again", "not_passed"])


def test_another_quiz_does_not_count():
    assert asked(QUIZ, quizzes=[quiz(key="other")]).missing == 1


# --- competencies ---------------------------------------------------------------------------------


def test_every_competency_has_to_be_met():
    outcome = asked(COMPETENCIES, judgements=[judged("listening"), judged("boundaries", "not_yet")])
    assert (outcome.have, outcome.need, outcome.missing, outcome.state) == (1, 2, 1, "not_yet")
    assert rules_of(outcome) == ["judged_not_yet"]


def test_the_newest_judgement_says_where_somebody_stands():
    rounds = [judged("listening"), judged("boundaries", "not_yet", on=date(2027, 1, 9)), judged("boundaries")]
    outcome = asked(COMPETENCIES, judgements=rounds)
    assert outcome.is_met
    assert rules_of(outcome) == ["newer_judgement"]


def test_evidence_with_an_assessor_is_waiting_not_missing():
    outcome = asked(COMPETENCIES, judgements=[judged("listening")], sent=[sent("boundaries")])
    assert (outcome.state, outcome.waiting, outcome.missing) == ("waiting", 1, 1)


def test_evidence_for_another_version_does_not_wait():
    assert asked(COMPETENCIES, judgements=[judged("listening")], sent=[sent("boundaries", version=2)]).state == "not_yet"


def test_an_open_unsafe_in_a_competency_that_is_not_asked_for_blocks():
    met = [judged("listening"), judged("boundaries")]
    outcome = asked(COMPETENCIES, judgements=[*met, judged("crisis", "unsafe")])
    assert (outcome.have, outcome.missing, outcome.state) == (2, 1, "not_yet")
    assert rules_of(outcome) == ["open_unsafe"]


def test_an_unsafe_that_was_judged_again_and_met_no_longer_blocks():
    met = [judged("listening"), judged("boundaries")]
    closed = [judged("crisis", "unsafe"), judged("crisis", "met", on=DAY)]
    outcome = asked(COMPETENCIES, judgements=[*met, *closed])
    assert outcome.is_met
    assert rules_of(outcome) == ["not_asked_for", "not_asked_for"]


def test_an_open_unsafe_in_a_competency_that_is_asked_for_is_named_and_marked():
    outcome = asked(COMPETENCIES, judgements=[judged("listening"), judged("boundaries", "unsafe")])
    assert (outcome.missing, outcome.state) == (1, "not_yet")
    assert rules_of(outcome) == ["open_unsafe"]
    assert [part.kind for part in outcome.parts] == ["competency", "competency_unsafe"]


def test_a_judgement_under_another_framework_version_does_not_count():
    outcome = asked(COMPETENCIES, judgements=[judged("listening"), judged("boundaries", version=2)])
    assert (outcome.missing, rules_of(outcome)) == (1, ["other_framework_version"])


def test_an_unsafe_judgement_of_an_older_version_blocks_until_it_is_met():
    met = [judged("listening"), judged("boundaries", on=date(2027, 1, 1))]
    assert asked(COMPETENCIES, judgements=[*met, judged("boundaries", "unsafe", version=2)]).missing == 1


def test_another_framework_is_of_no_concern():
    met = [judged("listening"), judged("boundaries")]
    assert asked(COMPETENCIES, judgements=[*met, judged("crisis", "unsafe", framework="other")]).is_met


# --- attestation ----------------------------------------------------------------------------------


def test_the_cited_version_has_to_be_signed():
    assert asked(ETHICS, statements=[signed(2)]).missing == 1
    outcome = asked(ETHICS, statements=[signed(2, ref="A0"), signed(), signed(ref="A2", on=DAY)])
    assert outcome.is_met
    assert rules_of(outcome) == ["other_statement_version", "signed_already"]


# --- groups ---------------------------------------------------------------------------------------


def test_all_of_counts_and_waits():
    both = AllOf(key="g", title="G", of=(QUIZ, PRACTICE))
    assert asked(both).state == "not_yet"
    waiting = asked(both, quizzes=[quiz()], practice=[hours(1200, "H", "submitted")])
    assert (waiting.have, waiting.need, waiting.missing, waiting.state, waiting.waiting) == (1, 2, 1, "waiting", 1)
    assert asked(both, quizzes=[quiz()], practice=[hours(1200, "H")]).is_met


def test_any_of_needs_one():
    either = AnyOf(key="g", title="G", of=(QUIZ, PRACTICE))
    assert (asked(either).missing, asked(either, quizzes=[quiz()]).state) == (1, "met")


def test_n_of_needs_so_many():
    two = NOf(key="g", title="G", n=2, of=(QUIZ, PRACTICE, ETHICS))
    assert asked(two, quizzes=[quiz()]).missing == 1
    assert asked(two, quizzes=[quiz()], statements=[signed()]).is_met


def test_leaves_of_nested_groups():
    nested = AllOf(key="g", title="G", of=(QUIZ, AnyOf(key="h", title="H", of=(PRACTICE, ETHICS))))
    assert [leaf.key for leaf in asked(nested).leaves()] == ["knowledge", "practice", "ethics"]


def test_a_kind_must_say_where_it_looks():
    with pytest.raises(NotImplementedError):
        asked(LoggedMinutes(key="x", title="X", minutes=1))


def test_a_group_alone_needs_all_of_its_parts():
    assert Group(key="g", title="G", of=(QUIZ, ETHICS)).needed() == 2


def test_evidence_after_the_day_is_as_if_it_were_not_there():
    later = date(2027, 3, 4)
    outcome = asked(PRACTICE, practice=[hours(1199, "H1"), hours(1, "H2", on=later)])
    assert outcome == asked(PRACTICE, practice=[hours(1199, "H1")])
    assert asked(PRACTICE, practice=[hours(1199, "H1"), hours(1, "H2", on=later)], on=later).is_met

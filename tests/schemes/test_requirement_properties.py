"""What must hold for every log, every order and every day."""

import json
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from schemes.requirements import Evidence, Report, evaluate
from tests.schemes.pieces import (
    PRACTICE,
    SUPERVISION,
    TRAINING,
    VERSION,
    asked,
    hours,
    judged,
    quiz,
    sent,
    signed,
    training,
)

FIRST = date(2027, 1, 1)
days = st.integers(0, 90).map(lambda n: FIRST + timedelta(days=n))
domains = st.sampled_from(["listening", "boundaries", "ethics"])
states = st.sampled_from(["draft", "submitted", "returned", "countersigned"])

trainings = st.builds(
    training, st.integers(1, 400), domains, st.sampled_from(["m1", "m2", "m3"]), days, edition=st.sampled_from(["1.0", "2.0"])
)
quizzes = st.builds(quiz, st.booleans(), on=days, ref=st.sampled_from(["Q1", "Q2", "Q3"]))
judgements = st.builds(judged, st.sampled_from(["listening", "boundaries", "crisis"]), st.sampled_from(["met", "not_yet", "unsafe"]), days)
pieces_sent = st.builds(sent, st.sampled_from(["listening", "boundaries"]), days)
statements = st.builds(signed, st.integers(1, 2), days, st.sampled_from(["A1", "A2"]))


def logs(kind):
    drawn = st.tuples(st.integers(1, 600), states, st.sampled_from(["individual", "group"]), days, st.integers(2, 12))
    return st.lists(drawn, max_size=8).map(
        lambda rows: tuple(
            hours(minutes, f"{kind}{n}", state, mode, on, kind, size=size if mode == "group" else None)
            for n, (minutes, state, mode, on, size) in enumerate(rows)
        )
    )


def some(strategy):
    return st.lists(strategy, max_size=6, unique=True).map(tuple)


evidences = st.builds(
    Evidence,
    training=some(trainings),
    quizzes=some(quizzes),
    judgements=some(judgements),
    sent=some(pieces_sent),
    practice=logs("practice"),
    supervision=logs("supervision"),
    statements=some(statements),
)


@given(evidences, days)
def test_missing_is_nothing_exactly_when_met(evidence, on):
    for leaf in evaluate(VERSION, evidence, on).outcome.leaves():
        assert (leaf.missing == 0) == leaf.is_met
        assert leaf.missing >= leaf.need - leaf.have
        assert min(leaf.missing, leaf.have, leaf.waiting) >= 0


@given(evidences, days)
def test_the_whole_is_met_exactly_when_every_requirement_is(evidence, on):
    report = evaluate(VERSION, evidence, on)
    assert report.is_met == all(leaf.is_met for leaf in report.outcome.leaves())


@given(evidences, days)
def test_a_report_survives_being_written_down(evidence, on):
    report = evaluate(VERSION, evidence, on)
    assert Report.from_dict(json.loads(json.dumps(report.to_dict()))) == report


@given(evidences, days, evidences)
def test_later_evidence_changes_nothing(evidence, on, more):
    def later(items):
        return tuple(item for item in items if item.on > on)

    grown = Evidence(
        **{
            name: getattr(evidence, name)
            + tuple(x for x in later(getattr(more, name)) if x.ref not in {y.ref for y in getattr(evidence, name)})
            for name in vars(evidence)
        }
    )
    assert evaluate(VERSION, grown, on) == evaluate(VERSION, evidence, on)


@given(evidences, days, st.randoms(use_true_random=False))
def test_the_order_of_evidence_does_not_matter(evidence, on, random):
    shuffled = Evidence(**{name: tuple(random.sample(items, len(items))) for name, items in vars(evidence).items()})
    assert evaluate(VERSION, shuffled, on) == evaluate(VERSION, evidence, on)


@given(some(trainings), trainings)
def test_one_more_credit_never_lowers_training(held, one):
    assert asked(TRAINING, training=[*held, one], on=date.max).have >= asked(TRAINING, training=held, on=date.max).have


@given(some(trainings))
def test_a_training_minute_counts_once(held):
    outcome = asked(TRAINING, training=held, on=date.max)
    assert outcome.have == sum(cite.amount for cite in outcome.counted)
    per_module = {}
    for one in held:
        key = (one.module_key, one.domain)
        per_module[key] = max(per_module.get(key, 0), one.minutes)
    assert outcome.have == sum(per_module.values())


@given(logs("practice"), st.integers(1, 600), states)
def test_one_more_session_never_lowers_practice(held, minutes, state):
    one = hours(minutes, "extra", state)
    grown, before = asked(PRACTICE, practice=[*held, one], on=date(2027, 12, 31)), asked(PRACTICE, practice=held, on=date(2027, 12, 31))
    assert grown.have >= before.have
    assert grown.missing <= before.missing


@given(logs("practice"))
def test_only_countersigned_practice_counts(held):
    outcome = asked(PRACTICE, practice=held, on=date(2027, 12, 31))
    assert outcome.have == sum(one.minutes for one in held if one.state == "countersigned")


@given(logs("supervision"))
def test_every_supervision_minute_is_counted_or_accounted_for(held):
    outcome = asked(SUPERVISION, supervision=held, on=date(2027, 12, 31))
    counted = sum(cite.amount for cite in outcome.counted)
    left = sum(one.cite.amount for one in outcome.not_counted)
    assert counted == outcome.have
    assert counted + left == sum(one.minutes for one in held)


@given(logs("supervision"))
def test_adding_exactly_what_is_missing_one_to_one_is_enough(held):
    outcome = asked(SUPERVISION, supervision=held, on=date(2027, 12, 31))
    if outcome.missing:
        enough = hours(outcome.missing, "enough", kind="supervision", on=date(2027, 12, 1))
        assert asked(SUPERVISION, supervision=[*held, enough], on=date(2027, 12, 31)).is_met
    if outcome.missing > 1:
        short = hours(outcome.missing - 1, "short", kind="supervision", on=date(2027, 12, 1))
        assert asked(SUPERVISION, supervision=[*held, short], on=date(2027, 12, 31)).missing == 1


@settings(max_examples=50)
@given(evidences, days, st.sampled_from(["listening", "boundaries"]))
def test_a_newer_met_never_lowers_competencies(evidence, on, competency):
    grown = Evidence(**{**vars(evidence), "judgements": (*evidence.judgements, judged(competency, "met", on, ref="ZZZ"))})
    before, now = (
        next(leaf for leaf in evaluate(VERSION, each, on).outcome.leaves() if leaf.key == "competencies") for each in (evidence, grown)
    )
    assert now.missing <= before.missing

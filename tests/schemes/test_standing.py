"""Where somebody stands: every code, both times, and what the calendar does by itself."""

from datetime import date

import pytest

from schemes.outcomes import PublicOutcome, public_outcome
from schemes.standing import Code, EventKind, Standing, Terms, last_day, may_follow, standing, timeline
from tests.schemes.pieces import AWARDED_ON, LAST_DAY, LATER, TERMS, after, awarded, event, noon

SPRING = date(2027, 3, 3)


def stand(*events, on=SPRING, known_at=LATER, terms=TERMS):
    return standing(events, terms, on, known_at)


def test_without_events_nothing_was_awarded():
    assert stand() == Standing()
    assert stand(awarded(), on=after(AWARDED_ON, -1)).code is Code.NOT_AWARDED


def test_an_award_is_current_from_its_day_to_the_last_day_of_its_term():
    for day in (AWARDED_ON, SPRING, LAST_DAY):
        found = stand(awarded(), on=day)
        assert (found.code, found.since_on, found.valid_until, found.version) == (Code.CURRENT, AWARDED_ON, LAST_DAY, 1)


def test_grace_then_expiry_need_no_event():
    grace = stand(awarded(), on=after(LAST_DAY, 1))
    assert (grace.code, grace.since_on, grace.grace_until) == (Code.GRACE, after(LAST_DAY, 1), after(LAST_DAY, 30))
    ended = stand(awarded(), on=after(LAST_DAY, 31))
    assert (ended.code, ended.since_on, ended.valid_until) == (Code.EXPIRED, after(LAST_DAY, 31), LAST_DAY)


def test_something_written_on_the_last_day_of_the_term_does_not_end_it():
    assert stand(awarded(), event(2, "conditions_set", LAST_DAY), on=LAST_DAY).code is Code.CURRENT


def test_something_written_on_the_last_day_of_grace_does_not_end_it():
    last = after(LAST_DAY, 30)
    found = stand(awarded(), event(2, "conditions_set", last), on=last)
    assert (found.code, found.has_conditions) == (Code.GRACE, True)
    assert stand(awarded(), event(2, "conditions_set", last), on=after(last, 1)).code is Code.EXPIRED


@pytest.mark.parametrize("shown", ["current", "ended"])
def test_what_a_checker_is_told_in_the_days_of_grace_comes_from_the_terms(shown):
    found = stand(awarded(), on=after(LAST_DAY, 1), terms={1: Terms(valid_months=12, grace_days=30, grace_shown_as=shown)})
    assert found.grace_shown_as == shown


def test_without_grace_it_ends_the_day_after():
    assert stand(awarded(version=2), on=date(2027, 5, 3)).code is Code.CURRENT
    assert stand(awarded(version=2), on=date(2027, 5, 4)).code is Code.EXPIRED


def test_terms_without_months_do_not_end():
    found = stand(awarded(version=3), on=date(2099, 1, 1), terms={3: Terms()})
    assert (found.code, found.valid_until, found.grace_until) == (Code.CURRENT, None, None)


def test_terms_of_an_unknown_version_are_an_error_not_a_guess():
    with pytest.raises(KeyError):
        stand(awarded(version=9))


def test_suspended_and_lifted():
    story = awarded(), event(2, "suspended", SPRING), event(3, "lifted", date(2027, 4, 1))
    assert stand(*story, on=after(SPRING, -1)).code is Code.CURRENT
    held = stand(*story)
    assert (held.code, held.since_on) == (Code.SUSPENDED, SPRING)
    back = stand(*story, on=date(2027, 4, 1))
    assert (back.code, back.since_on, back.awarded_on) == (Code.CURRENT, date(2027, 4, 1), AWARDED_ON)


def test_recorded_later_but_effective_before():
    backdated = event(2, "suspended", SPRING, recorded=noon(date(2027, 3, 5)))
    assert stand(awarded(), backdated, known_at=noon(date(2027, 3, 4))).code is Code.CURRENT
    assert stand(awarded(), backdated, known_at=noon(date(2027, 3, 5))).code is Code.SUSPENDED


def test_recorded_now_but_effective_later():
    ahead = event(2, "revoked", date(2027, 4, 1), recorded=noon(SPRING))
    assert stand(awarded(), ahead).code is Code.CURRENT
    assert stand(awarded(), ahead, on=date(2027, 4, 1)).code is Code.REVOKED


def test_events_of_one_day_are_read_in_their_order():
    assert stand(awarded(), event(2, "suspended", SPRING), event(3, "lifted", SPRING)).code is Code.CURRENT


def test_revoked_stays_revoked_whatever_the_calendar_or_the_holder_does():
    story = awarded(), event(2, "revoked", SPRING), event(3, "surrendered", date(2027, 5, 1)), event(4, "lifted", date(2027, 6, 1))
    assert stand(*story, on=date(2035, 1, 1)).code is Code.REVOKED
    assert stand(*story, on=date(2035, 1, 1)).since_on == SPRING


def test_surrendered_then_revoked_reads_revoked():
    assert stand(awarded(), event(2, "surrendered", SPRING)).code is Code.SURRENDERED
    assert stand(awarded(), event(2, "surrendered", SPRING), event(3, "revoked", SPRING)).code is Code.REVOKED


def test_a_suspension_ends_with_the_term():
    story = awarded(), event(2, "suspended", date(2029, 5, 1))
    assert stand(*story, on=after(LAST_DAY, 1)).code is Code.SUSPENDED
    assert stand(*story, on=after(LAST_DAY, 31)).code is Code.EXPIRED


def test_a_new_award_starts_afresh_under_the_same_certification():
    story = (
        awarded(),
        event(2, "conditions_set", SPRING, text="x"),
        event(3, "revoked", SPRING),
        awarded(date(2031, 1, 1), seq=4, version=2),
    )
    found = stand(*story, on=date(2031, 6, 1))
    assert (found.code, found.awarded_on, found.version, found.public_conditions) == (Code.CURRENT, date(2031, 1, 1), 2, ())
    assert found.valid_until == date(2031, 12, 31)


def test_a_renewal_in_time_keeps_the_anchor():
    renewed = event(2, "renewed", date(2029, 3, 1), term_from=after(LAST_DAY, 1))
    found = stand(awarded(), renewed, on=date(2029, 6, 1))
    assert (found.code, found.since_on, found.valid_until) == (Code.CURRENT, AWARDED_ON, date(2032, 5, 3))


def test_a_late_renewal_begins_a_new_stretch():
    found = stand(awarded(), event(2, "renewed", date(2029, 7, 1), version=2), on=date(2029, 8, 1))
    assert (found.code, found.since_on, found.valid_until) == (Code.CURRENT, date(2029, 7, 1), date(2030, 6, 30))


def test_conditions_public_and_private():
    story = awarded(), event(2, "conditions_set", SPRING, text="Works with a mentor."), event(3, "conditions_ended", date(2027, 9, 1))
    found = stand(*story)
    assert (found.code, found.has_conditions, found.public_conditions) == (Code.CURRENT, True, ("Works with a mentor.",))
    private = stand(awarded(), event(2, "conditions_set", SPRING))
    assert (private.has_conditions, private.public_conditions) == (True, ())
    assert not stand(*story, on=date(2027, 9, 1)).has_conditions


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        (date(2026, 11, 22), 36, date(2029, 11, 21)),
        (date(2026, 1, 1), 12, date(2026, 12, 31)),
        (date(2028, 2, 29), 36, date(2031, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 28)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2027, 1, 28), 1, date(2027, 2, 27)),
        (date(2027, 12, 1), 1, date(2027, 12, 31)),
    ],
)
def test_last_day_of_a_term(first, months, last):
    assert last_day(first, months) == last


def test_a_timeline_holds_what_happened_and_what_will():
    story = awarded(), event(2, "suspended", SPRING), event(3, "lifted", date(2027, 4, 1))
    spans = timeline(story, TERMS, LATER)
    assert [(span.from_on, span.standing.code) for span in spans] == [
        (AWARDED_ON, Code.CURRENT),
        (SPRING, Code.SUSPENDED),
        (date(2027, 4, 1), Code.CURRENT),
        (after(LAST_DAY, 1), Code.GRACE),
        (after(LAST_DAY, 31), Code.EXPIRED),
    ]


MAY = [
    ("awarded", Standing(), True),
    ("awarded", Standing(Code.CURRENT), False),
    ("renewed", Standing(Code.GRACE), True),
    ("renewed", Standing(Code.SUSPENDED), False),
    ("suspended", Standing(Code.CURRENT), True),
    ("suspended", Standing(Code.SUSPENDED), False),
    ("suspended", Standing(Code.EXPIRED), False),
    ("lifted", Standing(Code.SUSPENDED), True),
    ("lifted", Standing(Code.CURRENT), False),
    ("revoked", Standing(Code.EXPIRED), True),
    ("revoked", Standing(Code.REVOKED), False),
    ("surrendered", Standing(Code.SUSPENDED), True),
    ("surrendered", Standing(Code.SURRENDERED), False),
    ("conditions_set", Standing(Code.CURRENT), True),
    ("conditions_set", Standing(Code.CURRENT, has_conditions=True), False),
    ("conditions_ended", Standing(Code.CURRENT, has_conditions=True), True),
    ("conditions_ended", Standing(Code.CURRENT), False),
    ("suspended", Standing(Code.CURRENT, has_conditions=True), True),
]


@pytest.mark.parametrize(("kind", "now", "expected"), MAY)
def test_what_may_follow(kind, now, expected):
    assert may_follow(now, EventKind(kind)) is expected


OUTCOMES = [
    (Standing(), None),
    (Standing(Code.CURRENT), PublicOutcome.CURRENT),
    (Standing(Code.CURRENT, has_conditions=True), PublicOutcome.CURRENT),
    (Standing(Code.CURRENT, has_conditions=True, public_conditions=("x",)), PublicOutcome.CURRENT_WITH_CONDITIONS),
    (Standing(Code.GRACE), PublicOutcome.CURRENT),
    (Standing(Code.GRACE, public_conditions=("x",)), PublicOutcome.CURRENT_WITH_CONDITIONS),
    (Standing(Code.GRACE, grace_shown_as="ended"), PublicOutcome.ENDED),
    (Standing(Code.EXPIRED), PublicOutcome.ENDED),
    (Standing(Code.SURRENDERED), PublicOutcome.ENDED),
    (Standing(Code.SUSPENDED), PublicOutcome.NOT_VALID_AT_PRESENT),
    (Standing(Code.REVOKED), PublicOutcome.REVOKED),
]


@pytest.mark.parametrize(("now", "expected"), OUTCOMES)
def test_what_a_checker_is_told(now, expected):
    assert public_outcome(now) == expected


@pytest.mark.parametrize(("now", "expected"), OUTCOMES)
def test_a_replaced_copy_never_hides_that_it_is_over(now, expected):
    newer = {PublicOutcome.CURRENT, PublicOutcome.CURRENT_WITH_CONDITIONS}
    assert public_outcome(now, copy_is_replaced=True) == (PublicOutcome.NEWER_COPY if expected in newer else expected)


def test_there_are_six_outcomes():
    assert len(PublicOutcome) == 6

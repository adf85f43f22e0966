"""What must hold for every record, however odd, and every pair of dates."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from schemes.outcomes import PublicOutcome, public_outcome
from schemes.standing import Code, EventKind, Standing, standing, timeline
from tests.schemes.pieces import LATER, TERMS, event, noon

FIRST = date(2026, 1, 1)
days = st.integers(0, 2500).map(lambda n: FIRST + timedelta(days=n))
rows = st.tuples(st.sampled_from([kind.value for kind in EventKind]), days, st.integers(0, 60), st.sampled_from([1, 2]))
records = st.lists(rows, max_size=9).map(
    lambda found: [
        event(seq, kind, on, recorded=noon(on + timedelta(days=late)), text="text", version=version)
        for seq, (kind, on, late, version) in enumerate(found, 1)
    ]
)


@given(records, days)
def test_a_standing_began_on_its_first_day(story, on):
    found = standing(story, TERMS, on, LATER)
    if found.code is not Code.NOT_AWARDED:
        assert found.since_on <= on
        assert standing(story, TERMS, found.since_on, LATER).code == found.code
        assert standing(story, TERMS, found.since_on - timedelta(days=1), LATER).code != found.code


@given(records, days)
def test_every_day_between_has_the_same_code(story, on):
    found = standing(story, TERMS, on, LATER)
    middle = found.since_on + (on - found.since_on) // 2 if found.since_on else on
    assert standing(story, TERMS, middle, LATER).code == found.code or found.since_on is None


@given(records, days, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(story, on, random):
    assert standing(random.sample(story, len(story)), TERMS, on, LATER) == standing(story, TERMS, on, LATER)


@given(records, days, days, rows)
def test_what_is_recorded_later_cannot_change_what_was_known(story, on, known_on, row):
    kind, effective, late, version = row
    later = event(99, kind, effective, recorded=noon(known_on + timedelta(days=1 + late)), version=version)
    assert standing([*story, later], TERMS, on, noon(known_on)) == standing(story, TERMS, on, noon(known_on))


@given(records, days, rows)
def test_what_takes_effect_later_cannot_change_the_day_before(story, on, row):
    kind, _, late, version = row
    later = event(99, kind, on + timedelta(days=1 + late), recorded=noon(on), version=version)
    assert standing([*story, later], TERMS, on, LATER) == standing(story, TERMS, on, LATER)


@given(records)
def test_a_timeline_moves_forward(story):
    starts = [span.from_on for span in timeline(story, TERMS, LATER)]
    assert starts == sorted(set(starts))


@given(records, days)
def test_nobody_stands_anywhere_without_an_award(story, on):
    unawarded = [e for e in story if e.kind is not EventKind.AWARDED]
    assert standing(unawarded, TERMS, on, LATER).code is Code.NOT_AWARDED
    assert public_outcome(standing(unawarded, TERMS, on, LATER)) is None


@given(records, days)
def test_every_standing_has_one_public_outcome(story, on):
    found = standing(story, TERMS, on, LATER)
    assert (public_outcome(found) is None) == (found == Standing() or found.code is Code.NOT_AWARDED)
    assert public_outcome(found) is None or public_outcome(found) in PublicOutcome


@given(records, days)
def test_only_public_words_come_out(story, on):
    private = [event(e.seq, e.kind, e.effective_on, e.recorded_at, "", e.version) for e in story]
    assert standing(private, TERMS, on, LATER).public_conditions == ()

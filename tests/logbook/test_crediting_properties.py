"""What holds for every log and every rule (architecture.md, invariant 6)."""

from datetime import date, timedelta
from fractions import Fraction
from math import floor

from hypothesis import given
from hypothesis import strategies as st

from logbook.crediting import LargeGroup, LoggedHours, Rule, credit

FIRST = date(2027, 2, 26)
ASKED = date(2027, 3, 2)
ACTIVITIES = ["one_to_one", "travel", "observation"]

parts = st.fractions(min_value=0, max_value=1, max_denominator=6)
caps = st.none() | st.integers(0, 600)


@st.composite
def sessions(draw, ref):
    is_group = draw(st.booleans())
    return LoggedHours(
        ref=ref,
        kind="practice",
        on=FIRST + timedelta(days=draw(st.integers(0, 5))),
        minutes=draw(st.integers(1, 400)),
        mode="group" if is_group else "individual",
        group_size=draw(st.integers(2, 12)) if is_group else None,
        activity=draw(st.sampled_from(ACTIVITIES)),
        state=draw(st.sampled_from(["countersigned", "countersigned", "submitted"])),
        start_minute=draw(st.none() | st.integers(0, 1439)),
        countersigned_on=draw(st.none() | st.just(FIRST) | st.just(ASKED + timedelta(days=1))),
    )


@st.composite
def logs(draw):
    return [draw(sessions(f"e{n}")) for n in range(draw(st.integers(0, 7)))]


rules = st.builds(
    Rule,
    counted=st.sampled_from([frozenset(), frozenset({"one_to_one", "travel"})]),
    excluded=st.sampled_from([frozenset(), frozenset({"travel"})]),
    only_countersigned=st.booleans(),
    from_on=st.none() | st.just(FIRST + timedelta(days=1)),
    until_on=st.none() | st.just(FIRST + timedelta(days=3)),
    within_months=st.none() | st.just(1),
    day_max=st.none() | st.integers(1, 600),
    group_max=caps,
    group_share=st.none() | parts,
    large_group=st.none() | st.builds(LargeGroup, over=st.integers(1, 9), credit=parts),
)


@given(logs(), rules)
def test_credited_minutes_never_exceed_raw_minutes(log, rule):
    result = credit(log, rule, ASKED)
    assert 0 <= result.minutes <= result.raw == sum(entry.minutes for entry in log)
    assert all(0 <= line.credited <= line.raw for line in result.lines)


@given(logs(), sessions("one more"), rules)
def test_one_more_entry_never_lowers_the_credit(log, extra, rule):
    before, after = credit(log, rule, ASKED), credit([*log, extra], rule, ASKED)
    assert after.exact >= before.exact
    assert after.individual >= before.individual
    assert after.observed_sessions >= before.observed_sessions


@given(logs(), rules, st.randoms(use_true_random=False))
def test_the_order_of_entries_makes_no_difference(log, rule, random):
    shuffled = random.sample(log, len(log))
    assert credit(shuffled, rule, ASKED) == credit(log, rule, ASKED)


@given(logs(), rules)
def test_the_same_entries_twice_change_nothing(log, rule):
    assert credit([*log, *log], rule, ASKED) == credit(log, rule, ASKED)


@given(logs())
def test_no_minute_of_the_clock_counts_twice(log):
    timed = [entry for entry in log if entry.starts is not None]
    clock = {m for e in timed for m in range(e.starts, e.starts + e.minutes)}
    asked = ASKED + timedelta(days=30)
    assert credit(timed, Rule(only_countersigned=False), asked).minutes == len(clock)


@given(logs(), rules)
def test_rounding_happens_once(log, rule):
    result = credit(log, rule, ASKED)
    assert result.minutes == floor(sum((line.credited for line in result.lines), Fraction(0)))
    assert result.exact == result.individual + result.group


@given(logs(), rules)
def test_every_minute_is_either_counted_or_named(log, rule):
    for line in credit(log, rule, ASKED).lines:
        assert line.raw == line.credited + sum(part.minutes for part in line.left_out)
        assert all(part.minutes > 0 for part in line.left_out)


@given(logs(), rules)
def test_caps_hold(log, rule):
    result = credit(log, rule, ASKED)
    if rule.group_max is not None:
        assert result.group <= rule.group_max
    if rule.group_share is not None:
        assert result.group <= rule.group_share * result.exact


@given(logs(), rules, st.integers(1, 300))
def test_a_roomier_rule_never_credits_less(log, rule, more):
    roomier = Rule(
        **{f: getattr(rule, f) for f in Rule.__slots__}
        | {
            "day_max": None if rule.day_max is None else rule.day_max + more,
            "group_max": None if rule.group_max is None else rule.group_max + more,
        }
    )
    assert credit(log, roomier, ASKED).exact >= credit(log, rule, ASKED).exact

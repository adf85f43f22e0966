"""News from this app, for the apps above: ids, and what saves whoever hears it a look that nearly always finds nothing."""

from django.dispatch import Signal

# attempt_id: somebody handed in a test, or its result changed; passed: that result passes (False while none stands).
attempt_submitted = Signal()
# judgement_id: an assessor judged a round of somebody's work.
competency_judged = Signal()

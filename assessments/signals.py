"""News from this app, for the apps above. Ids only."""

from django.dispatch import Signal

# attempt_id: somebody handed in a test.
attempt_submitted = Signal()
# judgement_id: an assessor judged a round of somebody's work.
competency_judged = Signal()

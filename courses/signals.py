"""News from this app, for the apps above. Ids only."""

from django.dispatch import Signal

# enrolment_id, edition_id: somebody completed a module; its minutes are credited.
module_completed = Signal()

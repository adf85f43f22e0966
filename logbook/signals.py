"""News for the apps above. Sent on commit; carries ids only."""

from django.dispatch import Signal

entry_countersigned = Signal()  # entry_id

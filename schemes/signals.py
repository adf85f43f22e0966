"""News for the app above, as ids."""

from django.dispatch import Signal

# certification_id, event_seq: sent inside the transaction that appended the event.
standing_changed = Signal()

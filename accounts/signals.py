"""News from this app, for the apps above. Ids only."""

from django.dispatch import Signal

# invitation_id, person_id, context_key: somebody took up an invitation.
invitation_accepted = Signal()

# break_id, person_id, tells_manager: somebody stepped back, and whether the programme's managers may know.
break_began = Signal()

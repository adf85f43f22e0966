"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves: people come in by an invitation."""

    def is_open_for_signup(self, request):  # type: ignore[no-untyped-def]
        return False

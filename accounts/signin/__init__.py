"""Signing in and staying signed in: adapters of allauth, the second lock, sessions that end, proving again."""

"""Argon2id at OWASP's minimum: 19 MiB, two passes, one lane (decisions.md 46)."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Same algorithm and format as Django's; a hash with other figures is renewed at the next sign-in."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1

"""Which canaries are still somewhere."""

from contextlib import contextmanager

from tests.erasing import where_held

# The stated keep list: an open concern stays until it has been looked into, and the plan says so in neutral words.
CONCERNS = {"concern", "concern_note"}


def found(canaries):
    return {name: places for name, canary in canaries.items() if name not in CONCERNS and (places := where_held(canary))}


def contributions_of(verb):
    from lms.core import registry

    return registry._contributions[verb]


@contextmanager
def trouble_for(person):
    """A part of the house that cannot let go of this person."""

    def act(whom):
        if whom.pk == person.pk:
            raise ValueError("canary")
        return []

    contributions_of("erase")["test"] = act
    yield
    contributions_of("erase").pop("test")

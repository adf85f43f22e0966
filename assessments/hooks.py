"""Three questions that a test asks the apps above it, which it may not import. They register who answers, when they are ready."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from accounts.models import User


@dataclass(frozen=True)
class ReviewLink:
    """Something worth another look: for which topic, what it is called, a line about it ("Step 4 · 7 minutes"), and where."""

    topic: str
    title: str
    detail: str
    url: str


# (person, quiz key, topic keys) -> links in the order in which to read them
ReviewResolver = Callable[[User, str, Sequence[str]], Sequence[ReviewLink]]
# (person, quiz key) -> the context under which this person takes the test, "" when it knows none
ContextResolver = Callable[[User, str], str]

# a context -> those around it, the narrowest first ("enrolment:..." -> ["cohort:..."])
PlacesResolver = Callable[[str], Sequence[str]]

_review_resolvers: list[ReviewResolver] = []
_context_resolvers: list[ContextResolver] = []
_places_resolvers: list[PlacesResolver] = []


def offer_review_links(resolver: ReviewResolver) -> ReviewResolver:
    """Register where the topics of a test are taught. Registering twice changes nothing."""
    if resolver not in _review_resolvers:
        _review_resolvers.append(resolver)
    return resolver


def know_context(resolver: ContextResolver) -> ContextResolver:
    """Register who knows, say, the enrolment under which somebody takes a test. The address never carries it: tries are counted
    by context, so a context that people could choose would be tries without end."""
    if resolver not in _context_resolvers:
        _context_resolvers.append(resolver)
    return resolver


def know_places_around(resolver: PlacesResolver) -> PlacesResolver:
    """Register who knows the wider places of a context: days of a test may be given for one of them."""
    if resolver not in _places_resolvers:
        _places_resolvers.append(resolver)
    return resolver


def places_around(context_key: str) -> list[str]:
    """The context itself and those around it, narrowest first; nothing for a test taken for its own sake."""
    return [context_key, *(key for resolver in _places_resolvers for key in resolver(context_key))] if context_key else []


def review_links(person: User, quiz_key: str, topics: Sequence[str]) -> list[ReviewLink]:
    """What to look at again, from everybody who teaches one of the topics."""
    return [link for resolver in _review_resolvers for link in resolver(person, quiz_key, topics)] if topics else []


def context_for(person: User, quiz_key: str) -> str:
    """The first context that somebody knows; "" for a test taken for its own sake."""
    return next(filter(None, (resolver(person, quiz_key) for resolver in _context_resolvers)), "")

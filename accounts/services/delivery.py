"""From the outbox to the person: each message at its hour, by the way they chose, several at once in one mail."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import translation

from accounts.messaging.holidays import holidays_of
from accounts.messaging.kinds import MessageKind, kinds
from accounts.messaging.sending import Held, Preferences, may_go, when
from accounts.messaging.words import filled, foot, words_in_force
from accounts.models import Break, MessagePreference, User
from accounts.queries import pauses_of, people_by_ref
from accounts.resting.pauses import Pause
from lms.core.models import OutboxMessage
from lms.core.models.outbox import OPEN
from lms.core.outbox import close, note, start_sending, write_message

AT_ONCE = 500  # in one tick; the next one goes on
HEAP = 3  # so many mails at one moment become one
DIGEST = "accounts.digest"


@dataclass(frozen=True)
class Circumstances:
    """All that a decision about one person's messages needs."""

    person: User
    choice: MessagePreference
    pauses: tuple[Pause, ...]

    @property
    def zone(self) -> ZoneInfo:
        try:
            return ZoneInfo(self.person.time_zone)
        except (ZoneInfoNotFoundError, ValueError):
            return ZoneInfo("UTC")

    @property
    def preferences(self) -> Preferences:
        chosen = self.choice
        return Preferences(
            days=frozenset(int(day) for day in chosen.days),
            from_time=time(chosen.from_hour),
            until_time=time(chosen.until_hour),
            digest=chosen.digest,  # type: ignore[arg-type]  # a choice of the field
            news_in_breaks=chosen.news_in_breaks,
        )

    @property
    def is_reachable(self) -> bool:
        """Whether a mail server has not said that this very address takes no mail."""
        return not (self.choice.unreachable_since and self.choice.unreachable_address == self.person.email)

    def wants(self, kind: MessageKind) -> bool:
        """Whether the person wants to be told this; what cannot be switched off is always wanted."""
        return not kind.is_optional or bool(self.choice.choices.get(kind.key, not kind.opt_in))

    def channel(self, weight: str) -> str:
        """ "mail" or "here". What is about safety tries the address whatever was chosen."""
        if not self.person.email:
            return "here"
        return "mail" if weight == "now" or (self.choice.channel == "mail" and self.is_reachable) else "here"

    def pauses_for(self, message: OutboxMessage) -> tuple[Pause, ...]:
        """The breaks that hold this message back: none for what the person asked for on a day of their break."""
        kind = kinds().get(message.kind)
        return () if kind and kind.in_breaks else self.pauses

    def holidays_for(self, message: OutboxMessage) -> Collection[date]:
        return holidays_of(self.person.country) if message.weight == "news" else ()


def circumstances_of(person: User) -> Circumstances:
    """What holds for one person now, in two queries; without a row of their own, what is usual."""
    return _circumstances([person])[person.public_id]


def _circumstances(people: Iterable[User]) -> dict[str, Circumstances]:
    people = list(people)
    choices = {row.person_id: row for row in MessagePreference.objects.filter(person__in=people)}
    pauses = pauses_of([person.pk for person in people])
    return {
        person.public_id: Circumstances(person, choices.get(person.pk) or MessagePreference(person=person), pauses[person.pk])
        for person in people
    }


def plan(message: OutboxMessage, ways: Circumstances, now: datetime) -> bool:
    """Whether the message goes now. If not, its row says until when it waits, or that it is held or dropped."""
    holidays, pauses = ways.holidays_for(message), ways.pauses_for(message)
    at = when(message.weight, now, ways.preferences, pauses, ways.zone, holidays, message.good_until)
    if at is None:
        close(message, "dropped", why="out of date")
        return False
    if isinstance(at, Held):
        _wait(message, "held", message.not_before)
        return False
    if at > now:
        _wait(message, "waiting", at)
    return at <= now


def _wait(message: OutboxMessage, state: str, until: datetime) -> None:
    if state == "held" != message.state:
        note(message, "held", "on a break")
    message.state, message.not_before = state, until
    message.save(update_fields=["state", "not_before"])


def deliver(message: OutboxMessage) -> None:
    """Hand it to the worker, or show it on the service."""
    if message.channel == "mail":
        start_sending(message)
    else:
        close(message, "here", keep_words=message.sealed is None)


def deliver_due(now: datetime) -> int:
    """Deliver what has come of age: once, however many ticks run. Returns how many messages were delivered."""
    rows = OutboxMessage.objects.filter(_due(now)).order_by("not_before", "pk").values_list("to_ref", "pk")[:AT_ONCE]
    by_person: dict[str, list[int]] = defaultdict(list)
    for ref, pk in rows:
        by_person[ref].append(pk)
    ways = _circumstances(people_by_ref(by_person).values())
    return sum(_deliver_to(ways.get(ref), pks, now) for ref, pks in by_person.items())


def _due(now: datetime) -> Q:
    """What may be due: not what waits for the end of a break that goes on, or the many would keep the few from their turn."""
    resting = Break.objects.filter(ended_on__isnull=True).values("person__public_id")
    held = Q(state="held") & (~Q(to_ref__in=resting) | Q(good_until__lt=now))
    return Q(state="waiting", not_before__lte=now) | held


@transaction.atomic
def _deliver_to(ways: Circumstances | None, pks: list[int], now: datetime) -> int:
    """One person's messages, under a lock: what another tick has taken is no longer open."""
    messages = list(OutboxMessage.objects.select_for_update().filter(pk__in=pks, state__in=OPEN).order_by("pk"))
    if ways is None:  # an address that is nobody here: a mail server had trouble, and it is time to ask again
        return sum(start_sending(message) for message in messages)
    ready = [message for message in messages if _is_ready(message, ways, now)]
    together = [message for message in ready if message.channel == "mail" and message.weight in ("note", "reminder")]
    if len(together) < (HEAP if ways.choice.digest == "none" else 2):
        together = []
    else:
        _bundle(together, ways, now)
    for message in ready:
        if message not in together:
            deliver(message)
    return len(ready)


def _is_ready(message: OutboxMessage, ways: Circumstances, now: datetime) -> bool:
    """Whether it goes now, as the person lives today: since it was written they may have left, begun a break or chosen otherwise."""
    kind = kinds().get(message.kind)
    if ways.person.erased_at or (kind and not ways.wants(kind)) or (message.good_until and message.good_until < now):
        close(message, "dropped", why="no longer wanted")
        return False
    _take_the_way(message, ways)
    holidays, pauses = ways.holidays_for(message), ways.pauses_for(message)
    if message.state == "waiting" and may_go(message.weight, now, ways.preferences, pauses, ways.zone, holidays):
        return True
    return plan(message, ways, now)


def _take_the_way(message: OutboxMessage, ways: Circumstances) -> None:
    channel, address = ways.channel(message.weight), ways.person.email or ""
    if (message.channel, message.address) != (channel, address):
        message.channel, message.address = channel, address
        message.save(update_fields=["channel", "address"])


def _bundle(messages: list[OutboxMessage], ways: Circumstances, now: datetime) -> None:
    """One mail that names them; each stands on the service, with its words."""
    kind, person = kinds()[DIGEST], ways.person
    lines = "\n\n".join(f"* {message.subject}\n  {settings.SITE_URL}{message.link or '/messages/'}" for message in messages)
    with translation.override(person.language):
        words = filled(kind, words_in_force(kind, person.language), {"called": person.called, "lines": lines})
    digest, _ = write_message(
        dedup_key=f"{DIGEST}:{person.public_id}:{messages[0].pk}",
        to_ref=person.public_id,
        address=person.email or "",
        subject=words.subject,
        body=words.body,
        foot=foot(person.language),
        kind=DIGEST,
        version=words.version,
        language=words.language,
        weight=kind.weight,
        is_optional=all(message.is_optional for message in messages),
        not_before=now,
    )
    for message in messages:
        message.bundle_ref = digest.public_id
        message.save(update_fields=["bundle_ref"])
        close(message, "here", why="in one mail", keep_words=True)
    start_sending(digest)


@transaction.atomic
def plan_again(person: User, now: datetime) -> int:
    """Give everything that waits for a person its new hour, after they chose others. Returns how many messages wait."""
    ways = circumstances_of(person)
    messages = list(OutboxMessage.objects.select_for_update().filter(to_ref=person.public_id, state__in=OPEN, tries=0))
    for message in messages:
        message.not_before = now
        if plan(message, ways, now):
            message.save(update_fields=["not_before"])
    return len(messages)

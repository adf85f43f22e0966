"""Each person's own key."""

from accounts.models import PersonKey, User
from lms.core import sealed


class KeyDestroyed(Exception):
    """The person's words were erased: there is no key and there will be none."""


def person_key(person: User) -> bytes:
    """The 32 bytes that open what this person wrote for themselves; made at the first need. Raises KeyDestroyed after an erasure."""
    kept = PersonKey.objects.filter(person=person).first()
    if kept is None:
        if person.erased_at:
            raise KeyDestroyed
        fresh = sealed.wrap(sealed.new_key())
        # By number: a row made with the person themselves stays on them as `person.key`, also when another request was quicker,
        # and what is then sealed with it could never be opened again.
        kept, _ = PersonKey.objects.get_or_create(person_id=person.pk, defaults={"wrapped": fresh})
    return sealed.unwrap(bytes(kept.wrapped))


def destroy_key(person: User) -> bool:
    """Forget the key: everything sealed with it can never be read again. Returns whether there was one."""
    removed, _ = PersonKey.objects.filter(person=person).delete()
    return bool(removed)

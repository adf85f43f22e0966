"""Who may open which address of the log."""

from functools import partial

from tests.factories.logbook import EntryFactory

from .matrix import SIGNED_IN, Entry

OWNER, SUPERVISOR = {"owner"}, {"supervisor"}


def _person(world):
    return {"ref": world.owner.public_id}


def _entry(world, kind="practice", by="owner", state="submitted"):
    """An entry of Ada's that names Cy; `by` wrote it, so the other of the two can answer."""
    entry = EntryFactory(person=world.owner, supervisor=world.supervisor, logged_by=getattr(world, by), kind=kind, state=state)
    return {"ref": entry.public_id}


def _own(act, posts_only=False, **entry):
    """An act on Ada's entry, under her own addresses, for hours and for sessions."""
    for area, kind in (("hours", "practice"), ("supervision", "supervision")):
        yield Entry(f"logbook:{area}_{act}", OWNER, partial(_entry, kind=kind, **entry), posts_only)


def _supervised(act, posts_only=False, kind="practice", **entry):
    return Entry(f"logbook:supervise_{act}", SUPERVISOR, partial(_entry, kind=kind, **entry), posts_only)


from_supervisor = partial(_entry, kind="supervision", by="supervisor")

ENTRIES = [
    # Everybody may have hours of their own; the pages show nothing of anybody else.
    Entry("logbook:hours", SIGNED_IN),
    Entry("logbook:hours_new", SIGNED_IN),
    Entry("logbook:hours_send_all", SIGNED_IN, posts_only=True),
    Entry("logbook:supervision", SIGNED_IN),
    Entry("logbook:supervision_new", SIGNED_IN),
    Entry("logbook:supervision_send_all", SIGNED_IN, posts_only=True),
    *_own("entry"),
    *_own("change", state="draft"),
    *_own("send", posts_only=True, state="draft"),
    *_own("take_back", posts_only=True),
    *_own("remove", state="draft"),
    *_own("correct"),
    Entry("logbook:supervision_confirm", OWNER, from_supervisor, posts_only=True),
    Entry("logbook:supervision_ask", OWNER, from_supervisor),
    Entry("logbook:supervision_differ", OWNER, from_supervisor),
    Entry("logbook:supervise", SUPERVISOR),
    Entry("logbook:to_sign", SUPERVISOR),
    Entry("logbook:supervisee", SUPERVISOR, _person),
    Entry("logbook:session_new", SUPERVISOR, _person),
    _supervised("entry"),
    _supervised("change", kind="supervision", by="supervisor", state="returned"),
    _supervised("send", posts_only=True, kind="supervision", by="supervisor", state="returned"),
    _supervised("correct", kind="supervision"),
    _supervised("confirm", posts_only=True),
    _supervised("ask"),
    _supervised("differ"),
]

"""Addresses of the log. An entry stands under the reader's own part of the house: /hours/, /supervision/ or /supervise/entry/."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from .views import entry, listing, supervise, writing

app_name = "logbook"

ACTS = {
    "entry": ("", entry.entry_view),
    "change": ("change/", writing.change_view),
    "send": ("send/", entry.send_view),
    "take_back": ("take-back/", entry.take_back_view),
    "remove": ("remove/", entry.remove_view),
    "correct": ("correct/", writing.correct_view),
    "confirm": ("confirm/", entry.confirm_view),
    "ask": ("ask/", entry.ask_view),
    "differ": ("differ/", entry.differ_view),
}
# Practice hours are always written by the person, so nobody confirms under /hours/, and no supervisor throws an entry away.
AREAS = {
    "hours": ("hours/", ("entry", "change", "send", "take_back", "remove", "correct")),
    "supervision": ("supervision/", tuple(ACTS)),
    "supervise": ("supervise/entry/", ("entry", "change", "send", "correct", "confirm", "ask", "differ")),
}


def _of_entries() -> Iterator[URLPattern]:
    for area, (start, acts) in AREAS.items():
        for act in acts:
            end, view = ACTS[act]
            yield path(f"{start}<str:ref>/{end}", view, {"area": area}, name=f"{area}_{act}")


urlpatterns = [
    path("hours/", listing.log_view, {"kind": "practice"}, name="hours"),
    path("hours/new/", writing.new_entry_view, {"kind": "practice"}, name="hours_new"),
    path("hours/send/", listing.send_drafts_view, {"kind": "practice"}, name="hours_send_all"),
    path("supervision/", listing.log_view, {"kind": "supervision"}, name="supervision"),
    path("supervision/new/", writing.new_entry_view, {"kind": "supervision"}, name="supervision_new"),
    path("supervision/send/", listing.send_drafts_view, {"kind": "supervision"}, name="supervision_send_all"),
    path("supervise/", supervise.supervise_view, name="supervise"),
    path("supervise/to-sign/", supervise.to_sign_view, name="to_sign"),
    *_of_entries(),
    path("supervise/<str:ref>/", supervise.supervisee_view, name="supervisee"),
    path("supervise/<str:ref>/session/new/", supervise.session_new_view, name="session_new"),
]

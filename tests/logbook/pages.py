"""Going through the browser's door."""

import re

from django.urls import reverse

from lms.core import clock

CANARY = "the canary in the note"


def signed_in(client, person):
    client.force_login(person)
    return client


def page(client, name, **kwargs):
    response = client.get(reverse(f"logbook:{name}", kwargs=kwargs))
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def post(client, name, data=None, **kwargs):
    return client.post(reverse(f"logbook:{name}", kwargs=kwargs), data or {})


def hidden(text, name):
    return re.search(rf'name="{name}" value="([^"]*)"', text)[1]


def today():
    return clock.today().isoformat()


def hours_form(**more):
    return {"when": today(), "minutes": "3 h", "activity": "direct_support", "mode": "individual", "setting": "drop_in"} | more


def session_form(**more):
    usual = {"when": today(), "minutes": "60 min", "activity": "supervision", "mode": "individual", "channel": "video"}
    return usual | {"topics": ["role"], "note": "agreed: rest"} | more


def client_post_follow(client, name, data=None, **kwargs):
    return client.post(reverse(f"logbook:{name}", kwargs=kwargs), data or {}, follow=True).content.decode()


def ticks(*entries):
    return [f"{entry.public_id}.{entry.version}" for entry in entries]

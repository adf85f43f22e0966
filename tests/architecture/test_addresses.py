"""Each fixed address leads to the page that says so: no pattern of an app that is asked before catches it."""

from django.urls import URLPattern, get_resolver, resolve

# Wagtail's and allauth's, before some of which ours stand on purpose.
OTHERS = ("cms/", "documents/", "_util/", "accounts/")


def fixed(patterns, before=""):
    for each in patterns:
        address = before + str(each.pattern)
        if isinstance(each, URLPattern):
            if not set("<^(") & set(address):
                yield address, each.callback
        else:
            yield from fixed(each.url_patterns, address)


def test_no_address_hides_another():
    found = list(fixed(get_resolver().url_patterns))
    assert len(found) > 100
    hidden = [address for address, view in found if not address.startswith(OTHERS) and resolve(f"/{address}").func is not view]
    assert hidden == []

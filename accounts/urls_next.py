"""Where to go on after a page that stood in between."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def safe_next(request: HttpRequest, otherwise: str = "/start/") -> str:
    """`next` from the address or the form when it is an address of ours, so that nobody is led elsewhere."""
    wanted = request.GET.get("next") or request.POST.get("next") or ""
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}) else otherwise

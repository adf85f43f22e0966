"""For whoever watches the service."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from lms.desk.services.health import lag, readiness


@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """The process answers. Asks nothing else."""
    return JsonResponse({"live": True})


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Each part that the service needs, true or false, and how long the oldest job has waited; 503 when a part does not work."""
    parts = readiness()
    answer = {"ready": all(parts.values()), **parts, "worker_lag_seconds": lag()}
    return JsonResponse(answer, status=200 if all(parts.values()) else 503)

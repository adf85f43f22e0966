"""For whoever watches the service."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from lms.desk.services.health import readiness


@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """The process answers. Asks nothing else."""
    return JsonResponse({"live": True})


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Database, migrations, triggers, worker and storage work; 503 when one does not."""
    parts = readiness()
    return JsonResponse({"ready": all(parts.values()), **parts}, status=200 if all(parts.values()) else 503)

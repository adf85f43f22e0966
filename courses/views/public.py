"""/courses/: what anybody may read."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from courses.models import Programme
from lms.core.public_pages import same_for_strangers


@same_for_strangers
def programmes_view(request: HttpRequest) -> HttpResponse:
    programmes = Programme.objects.live().public().order_by("title")
    return render(request, "courses/programmes.html", {"programmes": programmes})


@same_for_strangers
def programme_view(request: HttpRequest, slug: str) -> HttpResponse:
    programme = Programme.objects.live().public().filter(slug=slug).first()
    if programme is None:
        raise Http404
    return render(request, "courses/programme.html", programme.get_context(request))

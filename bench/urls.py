"""The service's own addresses, and two bare ones beside them."""

from django.urls import path

from bench.counting import bare, bare_signed_in
from lms.urls import urlpatterns as own

urlpatterns = [path("bench/bare/", bare), path("bench/signed-in/", bare_signed_in), *own]

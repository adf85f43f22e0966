"""Becoming a demo person, and the design page. Included only while DEMO is on: without it these routes do not exist."""

from django.urls import path, re_path

from .design.views import TROUBLE, design, trouble
from .views import sign_in

app_name = "demo"
urlpatterns = [
    path("demo/sign-in/", sign_in, name="sign_in"),
    path("design/", design, name="design"),
    re_path(rf"^design/trouble/(?P<code>{'|'.join(TROUBLE)})/$", trouble, name="trouble"),
]

"""Addresses: raising for everybody, the queue for leads, glass for three roles."""

from django.urls import path

from .views import glass, leading, raising

app_name = "safeguarding"
urlpatterns = [
    path("concerns/", raising.mine_view, name="mine"),
    path("concerns/new/", raising.raise_view, name="raise_open"),
    path("concerns/new/<slug:kind>/<str:ref>/", raising.raise_view, name="raise"),
    path("manage/concerns/", leading.queue_view, name="concerns"),
    path("manage/concerns/<str:public_id>/", leading.concern_view, name="concern"),
    path("manage/concerns/<str:public_id>/take-up/", leading.take_up_view, name="take_up"),
    path("manage/concerns/<str:public_id>/<slug:act>/", leading.act_view, name="act"),
    path("me/opened/", glass.opened_view, name="opened"),
    path("manage/glass/", glass.list_view, name="glass"),
    path("manage/glass/<str:public_id>/", glass.open_view, name="glass_open"),
    path("manage/glass/<str:public_id>/end/", glass.end_view, name="glass_end"),
]

"""What one is told, when and how."""

from django.urls import path

from accounts.views import messages, wordings

urlpatterns = [
    path("messages/", messages.inbox_view, name="messages"),
    path("messages/read/", messages.read_view, name="messages_read"),
    path("me/messages/", messages.choices_view, name="my_messages"),
    path("me/messages/try-again/", messages.try_again_view, name="my_messages_try_again"),
    path("manage/messages/", wordings.wordings_view, name="wordings"),
    path("manage/messages/log/", wordings.log_view, name="message_log"),
    path("manage/messages/unreached/", messages.unreached_view, name="unreached"),
    path("manage/messages/<str:kind>/<str:language>/", wordings.wording_view, name="wording"),
    path("manage/messages/<str:kind>/<str:language>/<int:version>/", wordings.version_view, name="wording_version"),
]

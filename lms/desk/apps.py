"""Screens and commands that cross all apps; no models."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "lms.desk"
    label = "desk"

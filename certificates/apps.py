"""The proof, and who may check it."""

from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "certificates"

    def ready(self) -> None:
        from . import jobs, receivers, registry, resealing, rules  # noqa: F401 - they register themselves

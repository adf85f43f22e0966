"""Acts about people."""

from .keys import destroy_key, person_key

__all__ = ["destroy_key", "person_key"]

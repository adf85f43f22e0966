"""These routes exist in demonstrations only. Signing in answers POST alone; the design page shows nothing of anybody."""

from .matrix import EVERYBODY, Entry

ENTRIES = [
    Entry("demo:sign_in", EVERYBODY, posts_only=True),
    Entry("demo:design", EVERYBODY),
    Entry("demo:trouble", EVERYBODY, make=lambda world: {"code": "404"}),
]

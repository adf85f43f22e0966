"""A course as a folder of files: pure values out of a listing, and bytes out of values (docs/course-format.md).

No Django, no database, no clock. `folder` alone looks at a disk.
"""

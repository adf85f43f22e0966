"""A copy of everything for one person: pages to read, the same as JSON, their files, and who read what (ux.md 5.5)."""

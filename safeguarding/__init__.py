"""Worries about people, for the safeguarding leads alone; and records that are opened in need, with the owner told."""

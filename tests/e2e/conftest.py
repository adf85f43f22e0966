"""`browser` and `new_page` are in tests/browser.py, which tests/conftest.py loads."""

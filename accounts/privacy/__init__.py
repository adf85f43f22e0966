"""What one may know and decide about one’s own record: consents, the copy, requests, letting go."""

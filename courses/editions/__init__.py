"""The product that learners are taught: building an edition's canonical JSON, its fingerprint, and drawing it."""

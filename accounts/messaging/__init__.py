"""What people are told: kinds, wordings, when a message may go, what came of it."""

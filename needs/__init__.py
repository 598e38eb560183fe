"""What the operations lack, what comes first, and the challenge that startups can answer."""

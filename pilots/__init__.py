"""What we tried, what it cost and what it taught."""

"""Twenty minutes that count: matchmaking days, meetings and what came of them."""

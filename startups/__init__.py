"""Who could help with a challenge, why we think so, and the startup's own portal."""

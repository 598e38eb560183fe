"""What we tell the management groups: frozen, dated editions as PDF."""

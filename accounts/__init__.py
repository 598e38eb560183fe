"""Reception: organisations, their units and people, and who may do what."""

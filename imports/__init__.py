"""Files read in: checked, previewed, then saved by the worker once."""

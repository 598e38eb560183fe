"""The demo: two administrations that have never been, told through the software's own deeds on their days."""

"""What the templates of this room need beyond Django."""

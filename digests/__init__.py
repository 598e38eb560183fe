"""What goes on, told by letter to chiefs and team members at the pace that each has chosen."""

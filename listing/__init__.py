"""Long lists: how they are searched, turned page by page, answered to htmx and carried away as CSV."""

"""What several panels share; what only one panel needs stands in its own module."""

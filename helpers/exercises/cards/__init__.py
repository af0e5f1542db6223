"""The widgets of the exercises: predictions, hunts, and what is kept of a reader's work."""

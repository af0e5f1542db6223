"""Exercises, hunts and questions: all data. `lessons` says which lesson uses what."""

"""Data that the lessons work with, each with its licence beside it."""

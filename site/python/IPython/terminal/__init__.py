"""There is no terminal in a browser's tab. IPython asks for this package when it is imported."""

"""The pages of the site that need no Python: the front page, and every lesson to read."""

"""The engine behind `check`, `hint` and `solution`: numpy alone, with or without a notebook."""

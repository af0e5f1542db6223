"""What `%pip` in a cell is turned into."""


async def get_transformed_code(arguments):
    """Return the line that takes the place of `%pip <arguments>`."""
    return f"import piplite.piplite; await piplite.piplite.install({' '.join(arguments)!r})"

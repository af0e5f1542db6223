"""The kernel sets these two names; `%pip install` calls `install`."""

_PIPLITE_DISABLE_PYPI = True
_PIPLITE_URLS = []


async def install(requirements=None, **options):
    """Say that packages are not fetched."""
    raise RuntimeError(
        f"{requirements!r} was not installed: this site fetches nothing from elsewhere."
        " Everything that the lessons import is here already."
    )

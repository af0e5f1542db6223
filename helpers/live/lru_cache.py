"""An LRU cache that is bounded by bytes: it drops what was not asked for longest.

functools.lru_cache counts entries, and these are pictures of 100 to 100,000 bytes. What is kept
makes a move up to 25 ms shorter: see `glyph_cache` and `hatch_cache`.
"""

from collections import OrderedDict


class LRUCache:
    """Values by key, together no larger than a number of bytes (but never fewer than one).

    Parameters
    ----------
    capacity : int
        Bytes.
    """

    def __init__(self, capacity):
        self.capacity, self.size = capacity, 0
        self._found = OrderedDict()

    def __len__(self):
        return len(self._found)

    def get(self, key, make):
        """Return the value of `key`; if it is not here, make it.

        Parameters
        ----------
        key : hashable
            All that the value depends on.
        make : callable
            Returns the value and its size in bytes.
        """
        if key in self._found:
            self._found.move_to_end(key)
            return self._found[key][0]
        value, size = self._found[key] = make()
        self.size += size
        while self.size > self.capacity and len(self._found) > 1:
            self.size -= self._found.popitem(last=False)[1][1]
        return value

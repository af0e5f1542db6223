"""Write the pages alone, into dist/site or the folder that is given."""

import sys
from pathlib import Path

from tools.site_pages.build import ROOT, build

if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist" / "site"
    for path in build(target):
        print(path)

#!/usr/bin/env python3
"""web/dist/index.html was built from the sources beside it: it carries their number (web/vite.config.ts)."""
import hashlib
import pathlib
import re
import sys

WEB = pathlib.Path(__file__).resolve().parent.parent.parent / "web"
files = ["index.html", "package-lock.json", "vite.config.ts"]
files += [path.relative_to(WEB).as_posix() for path in (WEB / "src").rglob("*") if path.is_file()]
digest = hashlib.sha256()
for name in sorted(files):
    digest.update(f"{name}\n".encode() + (WEB / name).read_bytes())
expected = digest.hexdigest()[:16]
found = re.search(r'content="stemma web ([0-9a-f]+)"', (WEB / "dist" / "index.html").read_text())
if not found or found[1] != expected:
    print("web/dist/index.html is older than its sources: run `npm ci && npm run build` in web/ and commit it")
    sys.exit(1)
print("web/dist/index.html is built from the sources beside it")

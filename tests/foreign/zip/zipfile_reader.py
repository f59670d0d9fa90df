"""Has Python's zipfile read every file of a folder; prints one JSON line for each: what readers.ts says."""

import hashlib
import json
import os
import sys
import zipfile

folder = sys.argv[1]
for name in sorted(os.listdir(folder)):
    try:
        with zipfile.ZipFile(os.path.join(folder, name)) as archive:
            files = [
                [info.filename, hashlib.sha256(archive.read(info)).hexdigest()]
                for info in archive.infolist()
                if not info.is_dir()
            ]
    except Exception:
        files = None
    print(json.dumps({"zip": name, "files": files}))

"""Verifies a trail of releasegate with nothing but Python: `python verify_trail.py trail.ndjson`.

Each line is the canonical JSON (RFC 8785) of an entry, and `hash` is the SHA-256 of the hash
before it followed by the entry without `hash`, `previous_hash` and `signature`. Numbers with a
fraction would need that standard's own notation; they occur in data of other tools only.
"""

import hashlib
import json
import sys

UNHASHED = ("hash", "previous_hash", "signature")


def canonical(entry):
    keys_by_utf16 = json.loads(json.dumps(entry), object_pairs_hook=lambda pairs: dict(
        sorted(pairs, key=lambda pair: pair[0].encode("utf-16-be", "surrogatepass"))))
    return json.dumps(keys_by_utf16, ensure_ascii=False, separators=(",", ":")).encode()


previous = "0" * 64
for number, line in enumerate(open(sys.argv[1], "rb"), start=1):
    try:
        entry = json.loads(line)
        stored = (entry["seq"], entry["previous_hash"], entry["hash"])
    except (ValueError, LookupError, TypeError):
        sys.exit(f"line {number} is not an entry")
    bare = {key: value for key, value in entry.items() if key not in UNHASHED}
    made = hashlib.sha256(previous.encode() + canonical(bare)).hexdigest()
    if stored != (number, previous, made):
        sys.exit(f"line {number} is not what was written")
    if line != canonical(entry) + b"\n":
        sys.exit(f"line {number} is not canonical")
    previous = made
print(f"the trail is whole; its last hash is {previous}")

#!/usr/bin/env python3
# without.py LEDGER…: takes the readings out of ledgers, as they were
# before anybody had read the proofs.
import re
import sys

for path in sys.argv[1:]:
    with open(path, encoding='utf-8') as f:
        head, key, body = f.read().partition('entries:\n')
    entries = re.split(r'(?m)^(?=  - )', body)
    kept = [e for e in entries
            if not re.match(r'  - for:', e) or 'leave:' in e]
    with open(path, 'w', encoding='utf-8') as f:
        f.write(head + key + ''.join(kept))

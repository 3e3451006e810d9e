sed -i 's/sha256: 3a0f/sha256: /' ed/edition.yaml
says 1 'ed/edition.yaml:17:13: error: M-005 value not allowed: sha256: a' \
    'SHA-256 has 64 digits 0-9 a-f' \
    'Write one of the values that are allowed.'

sed -i 's/id: carnet/id: Carnet du port/' ed/edition.yaml
says 1 'ed/edition.yaml:19:9: error: M-005 value not allowed: id: small' \
    'letters, digits and hyphens, a letter first' \
    'Write one of the values that are allowed.'

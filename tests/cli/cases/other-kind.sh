sed -i 's/kind: ocr/kind: coquille/' ed/ledgers/carnet.yaml
says 1 'ed/ledgers/carnet.yaml:9:11: error: M-005 value not allowed:' \
    'kind: coquille is not one of ocr, misprint, normalisation or' \
    'conjecture' \
    'Write one of the values that are allowed.'

sed -i 's/    near:/    naer:/' ed/ledgers/carnet.yaml
says 1 'ed/ledgers/carnet.yaml:8:5: error: M-002 unknown key: naer (the' \
    'nearest known key is near)' \
    'Remove it or write the key that is meant.'

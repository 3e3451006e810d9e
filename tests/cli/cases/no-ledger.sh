rm ed/ledgers/carnet.yaml
says 1 'ed/edition.yaml:16:5: error: B-001 file not found:' \
    'ed/ledgers/carnet.yaml' \
    'Check the name, or put the file there.'

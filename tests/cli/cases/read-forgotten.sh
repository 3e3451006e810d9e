sed -i '/    read:/d' ed/ledgers/carnet.yaml
says 1 'ed/ledgers/carnet.yaml:6:5: error: M-003 a key is missing: read' \
    'goes with for' \
    'Add it.'

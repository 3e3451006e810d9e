sed -i 's/read: derrière/read: derriére/' ed/ledgers/carnet.yaml
says 1 'ed/ledgers/carnet.yaml:6:10: error: L-009 entry changes nothing:' \
    'derriére' \
    'Write the reading that is meant, or remove the entry.'

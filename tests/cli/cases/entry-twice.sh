printf '  - for: derriére\n    read: derrière\n    near: passera la nuit\n' >> ed/ledgers/carnet.yaml
says 1 'ed/ledgers/carnet.yaml:11:10: error: L-005 entry is there twice:' \
    'see line 6' \
    'Remove one of the two.'

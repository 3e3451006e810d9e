printf '  - for: la nuit derriére\n    read: la nuit\n' >> ed/ledgers/carnet.yaml
says 1 'ed/ledgers/carnet.yaml:11:10: error: L-004 two entries overlap:' \
    'see line 6' \
    'Make one entry of the two.'

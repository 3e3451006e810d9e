sed -i 's/^sha256: 3a0f/sha256: 0000/' ed/ledgers/carnet.yaml
says 1 'ed/ledgers/carnet.yaml:2:9: error: L-008 ledger was made against' \
    'another state of the witness:' \
    '00007b1fb47c9f9a1e30ae4bb60e2e5efc89bb332abec3d02916af3b9eaa2a8e,' \
    'the manifest names' \
    '3a0f7b1fb47c9f9a1e30ae4bb60e2e5efc89bb332abec3d02916af3b9eaa2a8e' \
    'Check its entries, then record the new SHA-256 in the ledger.'

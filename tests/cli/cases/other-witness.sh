sed -i 's/^witness: .*/witness: autre.txt/' ed/ledgers/carnet.yaml
says 1 'ed/ledgers/carnet.yaml:1:10: error: L-007 ledger is of another' \
    'witness: autre.txt, not carnet.txt' \
    'Name the right ledger, or correct the witness in it.'

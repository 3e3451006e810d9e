sed -i 's/for: derriére/for: derrièré/' ed/ledgers/carnet.yaml
says 1 'ed/ledgers/carnet.yaml:6:' 'error: L-'

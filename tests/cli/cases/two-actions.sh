sed -i 's/    near:.*/    join: x/' ed/ledgers/carnet.yaml
says 1 'ed/ledgers/carnet.yaml:6:5: error: L-001 an entry does exactly' \
    'one thing: for and join in one entry' \
    'Write one entry for each action, with the keys that go with it.'

printf '  - why: rien\n' >> ed/ledgers/carnet.yaml
says 1 'ed/ledgers/carnet.yaml:11:5: error: L-001 an entry does exactly' \
    'one thing: none of for, join, split, heading, drop, verse,' \
    'quotation, epigraph, call, note' \
    'Write one entry for each action, with the keys that go with it.'

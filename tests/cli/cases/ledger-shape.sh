# A ledger that is a list, entries that are a map, an entry that is words.
cp ed/ledgers/carnet.yaml whole
sed -n '/^entries/,$p' whole | sed 1d > ed/ledgers/carnet.yaml
says 1 'ed/ledgers/carnet.yaml:1:' 'error: M-' || exit 1
sed 's/^entries:/entries: {a: b}/; /^  /d; /^    /d' whole > \
    ed/ledgers/carnet.yaml
says 1 'ed/ledgers/carnet.yaml:5:' 'error: M-' || exit 1
{ sed '/^  /d' whole; echo '  - derriére: {read: derrière}'; } > \
    ed/ledgers/carnet.yaml
says 1 'ed/ledgers/carnet.yaml:6:' 'error: ' || exit 1
{ sed '/^  /d' whole; echo '  - for: [derriére]'; echo '    read: x'; } > \
    ed/ledgers/carnet.yaml
says 1 'ed/ledgers/carnet.yaml:6:' 'error: M-'

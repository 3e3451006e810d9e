sed -i 's/^date:.*/date: 21.11.2026/' ed/edition.yaml
says 1 'ed/edition.yaml:5:7: error: M-012 not a date: 21.11.2026' \
    'Write it as YYYY-MM-DD; the date of a source may also be YYYY or' \
    'YYYY-MM.'

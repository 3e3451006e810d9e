sed -i 's/^date:.*/date: 2026/' ed/edition.yaml
says 1 'ed/edition.yaml:5:7: error: M-012 not a date: date: the edition'\''s' \
    'has a month and a day' \
    'Write it as YYYY-MM-DD; the date of a source may also be YYYY or' \
    'YYYY-MM.'

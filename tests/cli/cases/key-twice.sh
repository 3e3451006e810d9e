echo 'date: 2026-11-22' >> ed/edition.yaml
says 1 'ed/edition.yaml:21:1: error: M-006 key given twice: date' \
    'Keep one of the two.'

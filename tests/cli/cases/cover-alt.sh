echo 'cover-alt: Un phare' >> ed/edition.yaml
says 1 'ed/edition.yaml:21:1: error: M-005 value not allowed: cover-alt:' \
    'there is no cover that it could describe' \
    'Write one of the values that are allowed.'

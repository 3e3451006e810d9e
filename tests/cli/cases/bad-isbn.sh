echo 'isbn: {print: 978-2-07-036822-9}' >> ed/edition.yaml
says 1 'ed/edition.yaml:21:15: error: M-011 not a valid ISBN: print:' \
    '978-2-07-036822-9' \
    'Check its digits: the last one is a check digit.'

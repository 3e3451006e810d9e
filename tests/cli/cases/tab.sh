sed -i 's/^    id: carnet/	id: carnet/' ed/edition.yaml
says 1 'ed/edition.yaml:19:1: error: M-001 YAML cannot be read: found a' \
    'tab character that violates indentation, while scanning a plain' \
    'scalar' \
    'Check the indentation here (blanks, never tabs), put a text that' \
    'holds a colon between quotes, and see whether a quote above is' \
    'closed.'

sed -i 's/^title:.*/title: Le carnet: du port/' ed/edition.yaml
says 1 'ed/edition.yaml:2:17: error: M-001 YAML cannot be read: mapping' \
    'values are not allowed in this context' \
    'Check the indentation here (blanks, never tabs), put a text that' \
    'holds a colon between quotes, and see whether a quote above is' \
    'closed.'

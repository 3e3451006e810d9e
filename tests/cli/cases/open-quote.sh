sed -i 's/^title:.*/title: "Le carnet/' ed/edition.yaml
says 1 'ed/edition.yaml:9:36: error: M-001 YAML cannot be read: did not' \
    'find expected key, while parsing a block mapping' \
    'Check the indentation here (blanks, never tabs), put a text that' \
    'holds a colon between quotes, and see whether a quote above is' \
    'closed.'

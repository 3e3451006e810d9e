echo 'cover: c.png' >> ed/edition.yaml
says 1 'ed/edition.yaml:21:8: error: B-001 file not found: ed/c.png' \
    'Check the name, or put the file there.'

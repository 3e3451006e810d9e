sed -i '/^parts:/,$d' ed/edition.yaml; echo 'parts: []' >> ed/edition.yaml
says 1 'ed/edition.yaml:12:1: error: M-005 value not allowed: parts: an' \
    'edition has at least one' \
    'Write one of the values that are allowed.'

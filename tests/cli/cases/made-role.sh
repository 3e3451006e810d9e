sed -i 's/role: chapter/role: colophon/' ed/edition.yaml
says 1 'ed/edition.yaml:18:11: error: M-005 value not allowed: role:' \
    'colophon is made by Octavo' \
    'Write one of the values that are allowed.'

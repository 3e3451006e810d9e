sed -i 's/role: chapter/role: chaptre/' ed/edition.yaml
says 1 'ed/edition.yaml:18:11: error: M-005 value not allowed: role:' \
    'chaptre (the nearest role is chapter)' \
    'Write one of the values that are allowed.'

sed -i 's/role: aut/role: author/' ed/edition.yaml
says 1 'ed/edition.yaml:9:58: error: M-005 value not allowed: role:' \
    'author is not one of aut, edt, aui, trl, ann, ill or pbl' \
    'Write one of the values that are allowed.'

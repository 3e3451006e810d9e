sed -i '/sha256:/d' ed/edition.yaml
says 1 'ed/edition.yaml:16:5: error: M-003 a key is missing: sha256:' \
    '3a0f7b1fb47c9f9a1e30ae4bb60e2e5efc89bb332abec3d02916af3b9eaa2a8e' \
    'Add it.'

sed -i '/^title:/d' ed/edition.yaml
says 1 'ed/edition.yaml:1:1: error: M-003 a key is missing: title' \
    'Add it.'

sed -i '/file: preface.md/d; s/^    role: preface/  - role: preface/' ed/edition.yaml
says 1 'ed/edition.yaml:13:5: error: M-003 a key is missing: a part has' \
    'either file or witness' \
    'Add it.'

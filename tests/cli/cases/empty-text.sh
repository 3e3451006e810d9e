: > ed/preface.md
says 1 'ed/edition.yaml:13:5: error: E-002 part has no text: preface' \
    'Write its text or remove it from the parts.'

sed -i 's|file: preface.md|file: ../preface.md|' ed/edition.yaml
says 1 'ed/edition.yaml:13:11: error: M-005 value not allowed: file: a' \
    'path inside the edition'\''s folder is expected' \
    'Write one of the values that are allowed.'

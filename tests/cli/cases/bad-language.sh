sed -i 's/^language:.*/language: français/' ed/edition.yaml
says 1 'ed/edition.yaml:3:11: error: M-005 value not allowed: language:' \
    'not a language tag such as fr or en-GB' \
    'Write one of the values that are allowed.'

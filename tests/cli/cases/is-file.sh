CMD='build ed/preface.md'
says 2 'ed/preface.md: not an edition: name its folder, or its' \
    'edition.yaml'

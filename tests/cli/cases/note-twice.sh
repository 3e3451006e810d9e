printf '\n[^1]: Encore.\n' >> ed/preface.md
says 1 'ed/preface.md:8:1: error: R-003 two notes have one label: [^1]' \
    'Give one of them another label.'

printf '\n![Un phare](phare.png)\n' >> ed/preface.md
says 1 'ed/preface.md:8:1: error: B-001 file not found: ed/phare.png' \
    'Check the name, or put the file there.'

printf '\n[^2]: Orpheline.\n' >> ed/preface.md
says 1 'ed/preface.md:8:1: error: R-002 note without a call'

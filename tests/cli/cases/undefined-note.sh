printf '\nEncore un appel[^9].\n' >> ed/preface.md
says 1 'ed/preface.md:8:16: error: R-001 note call without a note'

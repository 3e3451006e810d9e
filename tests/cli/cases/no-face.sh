printf '\nUn signe: \363\220\200\200.\n' >> ed/preface.md
says 1 'ed/preface.md:8:11: error: T-'

printf 'a\000b\n' >> ed/preface.md
says 1 'ed/preface.md:7:2: error: B-005'

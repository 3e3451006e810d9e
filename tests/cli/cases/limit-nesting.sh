awk 'BEGIN { print "# Préface\n"
    for (i = 0; i < 97; i++) printf "> "; print "x" }' > ed/preface.md
says 1 'ed/preface.md:3:' 'error: R-005 nested too deeply'

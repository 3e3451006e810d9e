awk 'BEGIN { print "# Préface\n"
    for (i = 1; i <= 100001; i++) printf "A[^%d]\n\n[^%d]: b\n\n", i, i }' \
    > ed/preface.md
says 2 '100001 notes; 100000 are the limit'

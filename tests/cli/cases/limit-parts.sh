awk 'BEGIN { for (i = 0; i < 2000; i++)
    printf "  - {file: preface.md, role: chapter, id: p%d}\n", i }' \
    >> ed/edition.yaml
says 1 'ed/edition.yaml:' 'error: M-' '2000'

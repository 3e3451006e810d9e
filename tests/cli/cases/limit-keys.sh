awk 'BEGIN { for (i = 0; i < 1001; i++) printf "k%d: 1\n", i }' \
    > ed/edition.yaml
says 1 'ed/edition.yaml:' 'more than 1000 keys'

awk 'BEGIN { printf "a: "; for (i = 0; i < 17; i++) printf "["; print "" }' \
    > ed/edition.yaml
says 1 'ed/edition.yaml:' 'nested too deeply'

sed -i 's/^title:.*/title: \&t Le carnet/; s/^publisher:.*/publisher: *t/' ed/edition.yaml
says 1 'ed/edition.yaml:6:12: error: M-010 YAML aliases are not accepted:' \
    '*t' \
    'Write the value out.'

sed -i 's/^title:.*/title: [un, deux]/' ed/edition.yaml
says 1 'ed/edition.yaml:2:8: error: M-004'

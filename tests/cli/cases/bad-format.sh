sed -i 's/^format:.*/format: A6x/' ed/edition.yaml
says 1 'ed/edition.yaml:11:9: error: S-005 unknown format: “A6x”' \
    'Write A5, 6x9in or WIDTHxHEIGHT in millimetres, as 130x200.'

awk 'BEGIN { for (i = 0; i < 20001; i++) printf "# A\n\nb\n\n" }' \
    > ed/preface.md
sed -i 's/role: preface/role: part\n    chapters: 1/' ed/edition.yaml
CMD='check --format 60x90 ed'
says 2 'pages; 20000 are the limit'

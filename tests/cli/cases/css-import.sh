printf '@import "clasique";\np { text-indent: 0 }\n' > ed/mon.css
sed -i 's/^style:.*/style: mon.css/' ed/edition.yaml
says 1 'ed/mon.css:1:9: error: S-006 style sheet not found:' \
    'clasique (the nearest is classique)'

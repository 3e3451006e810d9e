sed -i 's/^style:.*/style: s.css/' ed/edition.yaml
printf 'p { text-indnet: 1em }\n' > ed/s.css
CMD='check ed'
says 0 'ed/s.css:1:5: warning: S-002 unknown property: “text-indnet”' \
    '(text-indent?)' \
    'Print reads the properties of the handbook; remove this one or' \
    'write the one that is meant.'

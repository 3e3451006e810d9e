sed -i 's/^style:.*/style: s.css/' ed/edition.yaml
printf '@media print { p:nth-child(2) { text-indent: 0 } }\n' > ed/s.css
CMD='check ed'
says 0 'ed/s.css:1:16: warning: S-004 selector print does not read:' \
    '“p:nth-child(2)”' \
    'Use elements, classes, ids, :first-child and the child or' \
    'next-sibling signs.'

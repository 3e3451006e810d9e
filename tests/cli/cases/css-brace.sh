sed -i 's/^style:.*/style: s.css/' ed/edition.yaml
printf 'p {\n  text-indent: 1em\nh1 { font-size: 2em }\n' > ed/s.css
CMD='check ed'
says 0 'ed/s.css:1:1: warning: S-001 style sheet cannot be read here: the' \
    'brace is never closed' \
    'Check braces, colons and semicolons at this place.'

sed -i 's/^style:.*/style: mon.css/' ed/edition.yaml
says 1 'ed/edition.yaml:10:8: error: S-006 style sheet not found:' \
    'ed/mon.css' \
    'Write the name of a style of Octavo, or the path of a file that' \
    'ends in .css inside the edition'\''s folder.'

sed -i 's/^style:.*/style: s.css/' ed/edition.yaml
printf 'p {\n  text-align: middle;\n}\n' > ed/s.css
CMD='check ed'
says 0 'ed/s.css:2:3: warning: S-003 not a value of this property:' \
    '“text-align: middle”' \
    'See the handbook for the values print reads.'

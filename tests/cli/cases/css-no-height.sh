printf 'html { line-height: 0.0001pt }\n' > ed/own.css
sed -i 's/^style: .*/style: own.css/' ed/edition.yaml
CMD='check ed'
says 0 'warning: S-003' 'line-height of html; 12pt is taken'

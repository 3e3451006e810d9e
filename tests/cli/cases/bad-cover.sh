echo 'cover: c.png' >> ed/edition.yaml
echo 'no picture' > ed/c.png
says 1 'ed/edition.yaml:21:8: error: X-001 cover is no picture' \
    'Name a PNG or JPEG file.'

sed -i 's/id: carnet/id: preface/' ed/edition.yaml
says 1 'ed/edition.yaml:16:5: error: M-007 two parts have one id: preface' \
    'Give each part an id of its own.'

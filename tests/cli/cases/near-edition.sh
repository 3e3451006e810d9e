mv ed edition-du-port; mkdir -p ed/out; touch ed/out/x
CMD='build edition-du-pont'
says 2 'edition-du-pont/edition.yaml: cannot open: No such file' \
    'There is an edition in edition-du-port.'

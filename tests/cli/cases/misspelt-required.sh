sed -i 's/^title:/titel:/' ed/edition.yaml
CMD='check ed'
says 1 'M-002 unknown key: titel (the nearest known key is title)' &&
! grep -q M-003 stderr

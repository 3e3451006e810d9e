sed -i 's/^title:/titel:/' ed/edition.yaml
says 1 'ed/edition.yaml:2:1: error: M-002 unknown key' 'title'

sed -i 's/^title:/titel:/' ed/edition.yaml
CMD='build ed --messages json'
says 1 '{"file":"ed/edition.yaml","line":2,"column":1,"level":"error","code":"M-002"' \
    '"cure":"Remove it or write the key that is meant."}' &&
CMD='build nowhere --messages json' &&
says 2 '{"file":"nowhere/edition.yaml","line":0,"column":0,"level":"error"' \
    '"detail":"No such file or directory"' &&
python3 -c 'import json,sys
for l in open("stderr"): json.loads(l)'

sed -i 's/^title:/titel:/' ed/edition.yaml
for CMD in 'check ed --format=json' 'check ed --format json' \
    'build ed --format=json' 'correct ed --for a --read b --format=json'; do
	says 1 '{"file":"ed/edition.yaml","line":2,"column":1,"level":"error","code":"M-002"' ||
		return 1
done
sed -i 's/^titel:/title:/' ed/edition.yaml
CMD='check ed --format=jason'
says 1 'S-005'

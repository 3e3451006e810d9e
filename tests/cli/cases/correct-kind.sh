cp ed/ledgers/carnet.yaml was
CMD="correct ed --for barque --read baraque --kind bizarre" says 2 \
    '--kind is ocr, misprint, normalisation or conjecture' &&
CMD="accept --kind bizarre ed D1" says 2 \
    '--kind is ocr, misprint, normalisation or conjecture' &&
CMD="correct ed --for barque --read barque" says 2 \
    '--for and --read are the same' &&
cmp was ed/ledgers/carnet.yaml

#!/usr/bin/env python3
# valid.py SCHEMA.rng FILE.xml...: is each valid?  By the libxml2 that
# Octavo itself is linked with; what is wrong goes to standard error.
import ctypes
import sys

xml = ctypes.CDLL('libxml2.so.2')
P = ctypes.c_void_p
for name in ('xmlRelaxNGNewParserCtxt', 'xmlRelaxNGParse', 'xmlReadFile',
             'xmlRelaxNGNewValidCtxt'):
    getattr(xml, name).restype = P
schema = xml.xmlRelaxNGParse(P(xml.xmlRelaxNGNewParserCtxt(
    sys.argv[1].encode())))
if not schema:
    sys.exit('%s: no schema' % sys.argv[1])
bad = 0
for name in sys.argv[2:]:
    doc = xml.xmlReadFile(name.encode(), None, 0)
    valid = P(xml.xmlRelaxNGNewValidCtxt(P(schema)))
    if not doc or xml.xmlRelaxNGValidateDoc(valid, P(doc)) != 0:
        print('%s: not valid' % name)
        bad = 1
sys.exit(bad)

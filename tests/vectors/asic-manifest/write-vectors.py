"""Writes the manifest vectors: each bad one is a good one with one change. Run in this folder."""
import base64, hashlib, os

ASIC = "http://uri.etsi.org/02918/v1.2.1#"
DS = "http://www.w3.org/2000/09/xmldsig#"
S256 = "http://www.w3.org/2001/04/xmlenc#sha256"
rows = []


def put(file, text, rule="", source=""):
    os.makedirs(os.path.dirname(file), exist_ok=True)
    data = text if isinstance(text, bytes) else text.encode()
    with open(file, "wb") as out:
        out.write(data)
    rows.append((file, rule, source))


def value(data):
    return base64.b64encode(hashlib.sha256(data).digest()).decode()


def ref(uri, data=b"{}\n", attrs="", alg=S256, val=None, more=""):
    return (f'<asic:DataObjectReference{attrs} URI="{uri}"><ds:DigestMethod Algorithm="{alg}"/>'
            f'<ds:DigestValue>{val or value(data)}</ds:DigestValue>{more}</asic:DataObjectReference>\n')


def doc(refs, sig='<asic:SigReference MimeType="application/pkcs7-signature" URI="META-INF/signature001.p7s"/>\n',
        head='<?xml version="1.0" encoding="UTF-8"?>\n', root=f' xmlns:asic="{ASIC}" xmlns:ds="{DS}"', tail=""):
    return f"{head}<asic:ASiCManifest{root}>\n{sig}{refs}{tail}</asic:ASiCManifest>\n"


ours = ref("evidence.json") + ref("data/%E5%90%88%E5%90%8C%20%26%20'a'.txt", "甲方\n".encode())
put("good/own.xml", doc(ours), source="as the writer writes it")
put("good/prefixes.xml", f"""<ASiCManifest xmlns='{ASIC}'
    xmlns:d='{DS}' ><SigReference URI='META-INF/timestamp001.tst'
    MimeType='application/vnd.etsi.timestamp-token' ></SigReference>
  <DataObjectReference MimeType="text/plain" URI="a b/合+.txt" Rootfile="true">
    <d:DigestMethod Algorithm="{S256}"></d:DigestMethod>
    <d:DigestValue>
      {value(b"x")}
    </d:DigestValue>
  </DataObjectReference>
</ASiCManifest>""", source="other prefixes, quotes and white space; raw URI")
put("good/sha512.xml", doc(ref("a", alg="http://www.w3.org/2001/04/xmlenc#sha512",
    val=base64.b64encode(hashlib.sha512(b"a").digest()).decode())), source="SHA-512")
put("good/schema-location.xml", doc(ref("a"), root=f' xmlns:asic="{ASIC}" xmlns:ds="{DS}" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="x y"'), source="a schema hint")
put("good/extension.xml", doc(ref("a"), tail='<asic:ASiCManifestExtensions><asic:Extension Critical="false">'
    '<x xmlns="urn:x">?</x></asic:Extension></asic:ASiCManifestExtensions>'), source="an extension that is not critical")


def bad(name, rule, source, text):
    put(f"bad/{name}.xml", text, rule, source)


bad("empty", "xml-syntax", "", "")
bad("latin1", "xml-utf8", "", doc(ours).encode().replace(b"evidence", b"evid\xe9nce"))
bad("bom", "xml-syntax", "a byte order mark", "\ufeff" + doc(ours))
bad("doctype", "xml-syntax", "a document type", doc(ours, head='<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e "x">]>'))
bad("entity", "xml-entity", "a reference that no one declared", doc(ref("a&e;b")))
bad("number-reference", "xml-entity", "a numeric reference", doc(ref("&#97;")))
bad("bare-ampersand", "xml-entity", "", doc(ref("a&b")))
bad("comment", "xml-syntax", "a comment", doc(ours + "<!-- hi -->"))
bad("cdata", "xml-syntax", "", doc(ours + "<![CDATA[x]]>"))
bad("instruction", "xml-syntax", "a processing instruction", doc(ours + "<?php x?>"))
bad("trailing", "xml-trailing", "a second root", doc(ours) + "<a/>")
bad("mismatch", "xml-syntax", "an end tag of another name", doc(ours).replace("</asic:ASiCManifest>", "</asic:Other>"))
bad("attribute-twice", "xml-attribute-twice", "", doc(ref("a", attrs=' URI="b"')))
bad("attribute-twice-by-namespace", "xml-attribute-twice", "two prefixes of one namespace",
    doc(ours, root=f' xmlns:asic="{ASIC}" xmlns:ds="{DS}" xmlns:p="urn:x" xmlns:q="urn:x" p:a="1" q:a="1"'))
bad("undeclared-prefix", "xml-namespace", "", doc(ours, root=f' xmlns:asic="{ASIC}"'))
bad("deep", "xml-limit", "13 levels", doc(ref("a", more="<a>" * 12 + "</a>" * 12)))
bad("less-than-in-attribute", "xml-attribute", "", doc(ref("a<b")))
bad("control", "xml-character", "", doc(ref("a\x01b")))
bad("root", "manifest-root", "another root element", doc(ours).replace("ASiCManifest", "XAdES"))
bad("namespace", "manifest-root", "another namespace", doc(ours).replace("v1.2.1", "v9"))
bad("root-attribute", "manifest-root", "an attribute of no meaning", doc(ours, root=f' Id="a" xmlns:asic="{ASIC}" xmlns:ds="{DS}"'))
bad("text", "manifest-root", "text between the elements", doc(ours + "listed above"))
bad("no-sig", "sig-reference", "", doc(ours, sig=""))
bad("two-sigs", "manifest-content", "", doc(ours, sig='<asic:SigReference URI="a"/><asic:SigReference URI="b"/>'))
bad("sig-uri", "sig-reference", "no URI", doc(ours, sig="<asic:SigReference/>"))
bad("order", "sig-reference", "SigReference last", doc(ours + '<asic:SigReference URI="a"/>', sig=""))
bad("nothing", "manifest-empty", "no reference", doc(""))
bad("no-digest", "reference-content", "", doc('<asic:DataObjectReference URI="a"/>'))
bad("digest-order", "digest-method", "value before method", doc(
    f'<asic:DataObjectReference URI="a"><ds:DigestValue>{value(b"a")}</ds:DigestValue><ds:DigestMethod Algorithm="{S256}"/></asic:DataObjectReference>'))
bad("two-values", "manifest-content", "a second value where an extension may stand", doc(ref("a", more=f"<ds:DigestValue>{value(b'a')}</ds:DigestValue>")))
bad("digest-namespace", "digest-method", "", doc(ref("a").replace("ds:DigestMethod", "asic:DigestMethod")))
bad("sha1", "digest-unsupported", "", doc(ref("a", alg="http://www.w3.org/2000/09/xmldsig#sha1")))
bad("short", "digest-value", "31 bytes", doc(ref("a", val=base64.b64encode(bytes(31)).decode())))
bad("spare-bits", "digest-value", "base64 that means the same as another", doc(ref("a", val=value(b"a")[:-2] + "B=")))
bad("no-uri", "reference-uri", "", doc(ref("a").replace(' URI="a"', "")))
for name, uri in {"scheme": "file:///etc/passwd", "absolute": "/a", "climbing": "a/../b", "climbing-escaped": "a/%2e%2e/b",
                  "query": "a?b", "fragment": "a#b", "percent": "a%2", "not-utf8": "a%ff", "nul": "a%00",
                  "empty-uri": ""}.items():
    bad(f"uri-{name}", "reference-uri", uri, doc(ref(uri)))
bad("rootfile", "rootfile", "", doc(ref("a", attrs=' Rootfile="yes"')))
bad("unknown-attribute", "manifest-content", "", doc(ref("a", attrs=' Lang="zh"')))
bad("critical", "extension-critical", "", doc(ref("a"), tail='<asic:ASiCManifestExtensions><asic:Extension Critical="true"/></asic:ASiCManifestExtensions>'))
bad("reference-critical", "extension-critical", "", doc(ref("a", more='<asic:DataObjectReferenceExtensions><asic:Extension Critical="true"/></asic:DataObjectReferenceExtensions>')))
bad("many", "manifest-limit", "1,001 references", doc("".join(ref(f"f{i}") for i in range(1001))))

with open("INDEX.tsv", "w") as out:
    out.write("file\trule\tsource\n" + "".join("\t".join(row) + "\n" for row in rows))

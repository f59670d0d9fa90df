import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.spi.x509.tsp.KeyEntityTSPSource;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Date;
import java.util.List;

/**
 * Who signs and stamps what the makers make: root.crt, intermediate.crt, operator.crt, authority.crt, *.crl, and
 * operator.key and authority.key (PKCS#8, P-256) of one folder.
 */
final class MakerKeys {
  final CertificateToken root;
  final CertificateToken intermediate;
  final CertificateToken operator;
  final CertificateToken authority;
  private final File folder;

  MakerKeys(File folder) {
    this.folder = folder;
    this.root = certificate("root.crt");
    this.intermediate = certificate("intermediate.crt");
    this.operator = certificate("operator.crt");
    this.authority = certificate("authority.crt");
  }

  private CertificateToken certificate(String name) {
    return DSSUtils.loadCertificate(new File(folder, name));
  }

  private PrivateKey key(String name) throws IOException, GeneralSecurityException {
    byte[] der = Files.readAllBytes(new File(folder, name).toPath());
    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  /** A signature over these bytes: ECDSA with SHA-256, in DER. */
  SignatureValue sign(ToBeSigned data) throws IOException, GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(key("operator.key"));
    signature.update(data.getBytes());
    return new SignatureValue(SignatureAlgorithm.ECDSA_SHA256, signature.sign());
  }

  /** An authority whose tokens bear this time. */
  KeyEntityTSPSource authorityAt(Date time) throws IOException, GeneralSecurityException {
    List<CertificateToken> chain = List.of(authority, intermediate);
    KeyEntityTSPSource source = new KeyEntityTSPSource(key("authority.key"), authority, chain);
    source.setTsaPolicy("2.999.1");
    source.setDigestAlgorithm(DigestAlgorithm.SHA256);
    source.setProductionTime(time);
    return source;
  }

  /** Trusts the root, knows the CRLs, asks nobody. */
  CommonCertificateVerifier verifier() {
    CommonTrustedCertificateSource roots = new CommonTrustedCertificateSource();
    roots.addCertificate(root);
    // An anchor as well: of certificates below another than an anchor the maker would ask for more than CRLs.
    roots.addCertificate(intermediate);
    DSSDocument[] crls =
        Arrays.stream(folder.listFiles((parent, name) -> name.endsWith(".crl")))
            .map(FileDocument::new)
            .toArray(DSSDocument[]::new);
    CommonCertificateVerifier verifier = new CommonCertificateVerifier();
    verifier.setTrustedCertSources(roots);
    verifier.setCrlSource(new ExternalResourcesCRLSource(crls));
    verifier.setAIASource(null);
    return verifier;
  }
}

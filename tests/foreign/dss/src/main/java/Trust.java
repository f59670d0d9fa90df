import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.SignerId;
import org.bouncycastle.util.Store;

/**
 * What a judge may rest on, as DER files in the subfolders of one folder: roots/ (the only trust),
 * pool/ (certificates that may help to build a chain) and crls/. Revocation is asked of every
 * certificate below the root when there is at least one CRL.
 */
final class Trust {
  private final Set<TrustAnchor> anchors = new HashSet<>();
  private final List<X509Certificate> pool = new ArrayList<>();
  private final List<Object> crls = new ArrayList<>();

  Trust(File folder) throws GeneralSecurityException, IOException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509", "BC");
    for (File file : filesOf(new File(folder, "roots"))) {
      X509Certificate root = certificate(factory, file);
      anchors.add(new TrustAnchor(root, null));
      pool.add(root);
    }
    for (File file : filesOf(new File(folder, "pool"))) {
      pool.add(certificate(factory, file));
    }
    for (File file : filesOf(new File(folder, "crls"))) {
      try (InputStream in = new FileInputStream(file)) {
        crls.add(factory.generateCRL(in));
      }
    }
  }

  /** The files of a folder by name; none where there is no folder. */
  static File[] filesOf(File folder) {
    File[] files = folder.listFiles();
    if (files == null) {
      return new File[0];
    }
    java.util.Arrays.sort(files);
    return files;
  }

  private static X509Certificate certificate(CertificateFactory factory, File file)
      throws GeneralSecurityException, IOException {
    try (InputStream in = new FileInputStream(file)) {
      return (X509Certificate) factory.generateCertificate(in);
    }
  }

  /** The certificates that a signer's identifier fits, of those it carries and those of the pool. */
  List<X509Certificate> fitting(
      SignerId signer, Store<X509CertificateHolder> carried)
      throws GeneralSecurityException, IOException {
    List<X509Certificate> found = new ArrayList<>();
    for (X509Certificate one : withCarried(carried)) {
      if (signer.match(new X509CertificateHolder(one.getEncoded())) && !found.contains(one)) {
        found.add(one);
      }
    }
    return found;
  }

  /**
   * Throws unless a chain leads from the certificate to a root at that time (RFC 5280 6.1, 6.3).
   * Where there is no root at all, nothing is asked of chains.
   */
  void requireChain(X509Certificate leaf, Store<X509CertificateHolder> carried, Date at)
      throws GeneralSecurityException {
    if (anchors.isEmpty()) {
      return;
    }
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(leaf);
    PKIXBuilderParameters wishes = new PKIXBuilderParameters(anchors, target);
    Collection<Object> all = new ArrayList<>(withCarried(carried));
    all.addAll(crls);
    wishes.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(all), "BC"));
    wishes.setDate(at);
    wishes.setRevocationEnabled(!crls.isEmpty());
    CertPathBuilder.getInstance("PKIX", "BC").build(wishes);
  }

  private List<X509Certificate> withCarried(Store<X509CertificateHolder> carried)
      throws GeneralSecurityException {
    JcaX509CertificateConverter converter = new JcaX509CertificateConverter().setProvider("BC");
    List<X509Certificate> all = new ArrayList<>();
    for (X509CertificateHolder holder : carried.getMatches(null)) {
      all.add(converter.getCertificate(holder));
    }
    all.addAll(pool);
    return all;
  }
}

import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.File;
import java.io.FileInputStream;
import java.nio.file.Files;
import java.security.Security;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.tsp.EvidenceRecord;
import org.bouncycastle.cms.SignerInformationVerifier;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.ers.ERSByteData;
import org.bouncycastle.tsp.ers.ERSData;
import org.bouncycastle.tsp.ers.ERSDataGroup;
import org.bouncycastle.tsp.ers.ERSEvidenceRecord;

/**
 * Has BouncyCastle and EU DSS judge evidence records, offline. Arguments: a folder of roots (*.crt), CRLs (*.crl) and
 * the authority's own certificate (authority.cer), and a folder of folders, each with record.ers and what it protects
 * (*.bin). Prints, tab-separated, "folder, bc, PASSED or the fault" and "folder, dss, indication, sub-indication".
 *
 * <p>BouncyCastle judges the newest chain of a record against the data, and the newest token's signature. So it is
 * given the record as it was after each of its time-stamps, too.
 */
public final class RecordJudge {
  public static void main(String[] args) throws Exception {
    BouncyCastleProvider provider = new BouncyCastleProvider();
    Security.addProvider(provider);
    File[] trust = new File(args[0]).listFiles();
    CommonTrustedCertificateSource roots = new CommonTrustedCertificateSource();
    for (File file : trust) {
      if (file.getName().endsWith(".crt")) {
        roots.addCertificate(DSSUtils.loadCertificate(file));
      }
    }
    DSSDocument[] crls =
        Arrays.stream(trust)
            .filter(file -> file.getName().endsWith(".crl"))
            .map(FileDocument::new)
            .toArray(DSSDocument[]::new);
    X509Certificate authority;
    try (FileInputStream stream = new FileInputStream(new File(args[0], "authority.cer"))) {
      authority =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(stream);
    }
    DigestCalculatorProvider digests =
        new JcaDigestCalculatorProviderBuilder().setProvider(provider).build();
    File[] folders = new File(args[1]).listFiles();
    Arrays.sort(folders);
    List<String> lines =
        Arrays.stream(folders)
            .parallel()
            .map(
                folder ->
                    folder.getName()
                        + "\tbc\t"
                        + byBouncyCastle(folder, authority, digests)
                        + "\n"
                        + folder.getName()
                        + "\tdss\t"
                        + byDss(folder, roots, crls))
            .collect(Collectors.toList());
    lines.forEach(System.out::println);
  }

  private static File[] dataOf(File folder) {
    File[] files = folder.listFiles((parent, name) -> name.endsWith(".bin"));
    Arrays.sort(files);
    return files;
  }

  private static String byBouncyCastle(
      File folder, X509Certificate authority, DigestCalculatorProvider digests) {
    try {
      SignerInformationVerifier verifier =
          new JcaSimpleSignerInfoVerifierBuilder().setProvider("BC").build(authority);
      byte[] der = Files.readAllBytes(new File(folder, "record.ers").toPath());
      List<ERSData> objects = new ArrayList<>();
      for (File file : dataOf(folder)) {
        objects.add(new ERSByteData(Files.readAllBytes(file.toPath())));
      }
      ERSData data = objects.size() == 1 ? objects.get(0) : new ERSDataGroup(objects);
      for (EvidenceRecord record : statesOf(EvidenceRecord.getInstance(der))) {
        ERSEvidenceRecord judged = new ERSEvidenceRecord(record, digests);
        judged.validatePresent(data, new Date());
        judged.validate(verifier);
      }
      return "PASSED";
    } catch (Exception fault) {
      return String.valueOf(fault.getMessage()).replaceAll("\\s+", " ");
    }
  }

  /** The record as it was after each of its time-stamps, the whole one last. */
  private static List<EvidenceRecord> statesOf(EvidenceRecord record) {
    ASN1Sequence fields = ASN1Sequence.getInstance(record.toASN1Primitive());
    int last = fields.size() - 1;
    ASN1Sequence chains = ASN1Sequence.getInstance(fields.getObjectAt(last));
    List<EvidenceRecord> states = new ArrayList<>();
    ASN1EncodableVector before = new ASN1EncodableVector();
    for (int n = 0; n < chains.size(); n += 1) {
      ASN1Sequence chain = ASN1Sequence.getInstance(chains.getObjectAt(n));
      ASN1EncodableVector stamps = new ASN1EncodableVector();
      for (int k = 0; k < chain.size(); k += 1) {
        stamps.add(chain.getObjectAt(k));
        ASN1EncodableVector all = new ASN1EncodableVector();
        for (int older = 0; older < before.size(); older += 1) {
          all.add(before.get(older));
        }
        all.add(new DERSequence(stamps));
        ASN1EncodableVector whole = new ASN1EncodableVector();
        for (int field = 0; field < last; field += 1) {
          whole.add(fields.getObjectAt(field));
        }
        whole.add(new DERSequence(all));
        states.add(EvidenceRecord.getInstance(new DERSequence(whole)));
      }
      before.add(chain);
    }
    return states;
  }

  private static String byDss(
      File folder, CommonTrustedCertificateSource roots, DSSDocument[] crls) {
    try {
      CommonCertificateVerifier verifier = new CommonCertificateVerifier();
      verifier.setTrustedCertSources(roots);
      verifier.setCrlSource(new ExternalResourcesCRLSource(crls));
      verifier.setAIASource(null);
      SignedDocumentValidator validator =
          SignedDocumentValidator.fromDocument(new FileDocument(new File(folder, "record.ers")));
      validator.setCertificateVerifier(verifier);
      List<DSSDocument> data = new ArrayList<>();
      for (File file : dataOf(folder)) {
        data.add(new FileDocument(file));
      }
      validator.setDetachedContents(data);
      SimpleReport report = validator.validateDocument().getSimpleReport();
      List<String> ids = report.getEvidenceRecordIdList();
      if (ids.size() != 1) {
        return "NONE\t" + ids.size();
      }
      String id = ids.get(0);
      Object sub = report.getSubIndication(id);
      return report.getIndication(id) + "\t" + (sub == null ? "" : sub);
    } catch (RuntimeException fault) {
      return "REFUSED\t" + String.valueOf(fault.getMessage()).replaceAll("\\s+", " ");
    }
  }

  private RecordJudge() {}
}

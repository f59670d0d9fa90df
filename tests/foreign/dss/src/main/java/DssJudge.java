import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.File;
import java.util.Arrays;

/**
 * Has EU DSS judge containers, offline: roots (*.crt, *.pem) and CRLs (*.crl) come from the folder
 * that is the first argument, the others are containers or folders of them. Prints a line "file,
 * part, indication, sub-indication", separated by tabs, for each signature, evidence record and time-stamp of each
 * container, and a line "file, end" behind them, so that an empty report can be told from none.
 */
public final class DssJudge {
  public static void main(String[] args) {
    File[] trust = new File(args[0]).listFiles();
    CommonTrustedCertificateSource roots = new CommonTrustedCertificateSource();
    for (File file : trust) {
      String name = file.getName();
      if (name.endsWith(".crt") || name.endsWith(".pem")) {
        roots.addCertificate(DSSUtils.loadCertificate(file));
      }
    }
    DSSDocument[] crls =
        Arrays.stream(trust)
            .filter(file -> file.getName().endsWith(".crl"))
            .map(FileDocument::new)
            .toArray(DSSDocument[]::new);
    for (String name : Arrays.copyOfRange(args, 1, args.length)) {
      for (String file : filesOf(name)) {
        try {
          judge(file, roots, crls);
        } catch (RuntimeException fault) {
          String message = String.valueOf(fault.getMessage()).replaceAll("\\s+", " ");
          System.out.println(file + "\tcontainer\tREFUSED\t" + message);
        }
        System.out.println(file + "\tend\t\t");
      }
    }
  }

  /** A folder stands for the files in it. */
  private static String[] filesOf(String name) {
    File[] files = new File(name).listFiles();
    if (files == null) {
      return new String[] {name};
    }
    return Arrays.stream(files).map(File::getPath).sorted().toArray(String[]::new);
  }

  private static void judge(String name, CommonTrustedCertificateSource roots, DSSDocument[] crls) {
    CommonCertificateVerifier verifier = new CommonCertificateVerifier();
    verifier.setTrustedCertSources(roots);
    verifier.setCrlSource(new ExternalResourcesCRLSource(crls));
    verifier.setAIASource(null);
    SignedDocumentValidator validator =
        SignedDocumentValidator.fromDocument(new FileDocument(name));
    validator.setCertificateVerifier(verifier);
    Reports reports = validator.validateDocument();
    SimpleReport report = reports.getSimpleReport();
    DiagnosticData data = reports.getDiagnosticData();
    for (String id : report.getSignatureIdList()) {
      print(name, "signature " + data.getSignatureById(id).getFilename(), report, id);
    }
    for (String id : report.getEvidenceRecordIdList()) {
      print(name, "record " + data.getEvidenceRecordById(id).getFilename(), report, id);
    }
    for (TimestampWrapper timestamp : data.getTimestampList()) {
      print(name, "timestamp " + timestamp.getFilename(), report, timestamp.getId());
    }
  }

  private static void print(String name, String part, SimpleReport report, String id) {
    Indication indication = report.getIndication(id);
    SubIndication sub = report.getSubIndication(id);
    System.out.println(
        name + "\t" + part + "\t" + indication + "\t" + (sub == null ? "" : sub.name()));
  }

  private DssJudge() {}
}

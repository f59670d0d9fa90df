import eu.europa.esig.dss.asic.cades.ASiCWithCAdESSignatureParameters;
import eu.europa.esig.dss.asic.cades.ASiCWithCAdESTimestampParameters;
import eu.europa.esig.dss.asic.cades.signature.ASiCWithCAdESService;
import eu.europa.esig.dss.asic.common.ASiCContainerEvidenceRecordParameters;
import eu.europa.esig.dss.asic.xades.ASiCWithXAdESSignatureParameters;
import eu.europa.esig.dss.asic.xades.signature.ASiCWithXAdESService;
import eu.europa.esig.dss.enumerations.ASiCContainerType;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.spi.DSSUtils;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/**
 * Has EU DSS make containers of every kind that it can make from CAdES and XAdES: arguments are the folder of
 * MakerKeys and one to write to. Times are from 2026-03-01 on, one hour between steps.
 */
public final class DssMaker {
  private static final SignatureLevel[] CADES = {
    SignatureLevel.CAdES_BASELINE_B,
    SignatureLevel.CAdES_BASELINE_T,
    SignatureLevel.CAdES_BASELINE_LT,
    SignatureLevel.CAdES_BASELINE_LTA,
  };

  private final MakerKeys keys;
  private final File target;
  private int hours;

  private DssMaker(MakerKeys keys, File target) {
    this.keys = keys;
    this.target = target;
  }

  public static void main(String[] args) throws Exception {
    DssMaker maker = new DssMaker(new MakerKeys(new File(args[0])), new File(args[1]));
    for (ASiCContainerType type : ASiCContainerType.values()) {
      maker.makeAll(type);
    }
  }

  private Date later() {
    hours += 1;
    return Date.from(Instant.parse("2026-03-01T00:00:00Z").plusSeconds(3600L * hours));
  }

  private static DSSDocument document(String name) {
    return new InMemoryDocument(("content of " + name).getBytes(StandardCharsets.UTF_8), name);
  }

  private static List<DSSDocument> documents(ASiCContainerType type) {
    return type == ASiCContainerType.ASiC_S
        ? List.of(document("合同.txt"))
        : List.of(document("合同.txt"), document("data/second file.txt"), document("empty+1.txt"));
  }

  private void makeAll(ASiCContainerType type) throws Exception {
    String ending = type == ASiCContainerType.ASiC_S ? ".asics" : ".asice";
    List<DSSDocument> documents = documents(type);
    for (SignatureLevel level : CADES) {
      String step = level.name().replace("CAdES_BASELINE_", "").toLowerCase();
      DSSDocument signed = signed(type, documents, level);
      write("cades-" + step + ending, signed);
      write("cades-" + step + "-signed-again" + ending, signed(type, List.of(signed), level));
      // DSS stamps a signed ASiC-S by extending the signature only.
      if (type == ASiCContainerType.ASiC_E) {
        write("cades-" + step + "-stamped" + ending, stamped(type, List.of(signed)));
      }
    }
    DSSDocument archived = signed(type, documents, SignatureLevel.CAdES_BASELINE_LTA);
    DSSDocument twice = extended(type, archived);
    write("cades-lta-twice" + ending, twice);
    write("cades-lta-three-times" + ending, extended(type, twice));
    SignatureLevel b = SignatureLevel.CAdES_BASELINE_B;
    write("archived-then-signed" + ending, signed(type, List.of(archived), b));
    DSSDocument stamped = stamped(type, documents);
    write("stamped" + ending, stamped);
    DSSDocument again = stamped(type, List.of(stamped));
    write("stamped-twice" + ending, again);
    if (type == ASiCContainerType.ASiC_E) {
      write("stamped-twice-then-signed" + ending, signed(type, List.of(again), b));
    }
    write("stamped-three-times" + ending, stamped(type, List.of(again)));
    write("xades-b" + ending, signedInXml(type, documents));
    write("recorded" + ending, recorded(type, documents));
  }

  private void write(String name, DSSDocument document) throws Exception {
    document.save(new File(target, name).getPath());
  }

  private ASiCWithCAdESService service() throws Exception {
    ASiCWithCAdESService service = new ASiCWithCAdESService(keys.verifier());
    service.setTspSource(keys.authorityAt(later()));
    return service;
  }

  private ASiCWithCAdESSignatureParameters parameters(ASiCContainerType type, SignatureLevel level) {
    ASiCWithCAdESSignatureParameters parameters = new ASiCWithCAdESSignatureParameters();
    parameters.aSiC().setContainerType(type);
    parameters.setSignatureLevel(level);
    parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
    parameters.setSigningCertificate(keys.operator);
    parameters.setCertificateChain(keys.operator, keys.intermediate);
    parameters.bLevel().setSigningDate(later());
    // Also the certificate of an anchor: others may trust the root alone.
    parameters.bLevel().setTrustAnchorBPPolicy(false);
    return parameters;
  }

  private DSSDocument signed(ASiCContainerType type, List<DSSDocument> documents, SignatureLevel level)
      throws Exception {
    ASiCWithCAdESSignatureParameters parameters = parameters(type, level);
    ASiCWithCAdESService service = service();
    return service.signDocument(
        documents, parameters, keys.sign(service.getDataToSign(documents, parameters)));
  }

  private DSSDocument extended(ASiCContainerType type, DSSDocument container) throws Exception {
    return service()
        .extendDocument(container, parameters(type, SignatureLevel.CAdES_BASELINE_LTA));
  }

  private DSSDocument stamped(ASiCContainerType type, List<DSSDocument> documents)
      throws Exception {
    ASiCWithCAdESTimestampParameters parameters = new ASiCWithCAdESTimestampParameters();
    parameters.aSiC().setContainerType(type);
    parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
    return service().timestamp(documents, parameters);
  }

  private DSSDocument signedInXml(ASiCContainerType type, List<DSSDocument> documents)
      throws Exception {
    ASiCWithXAdESService service = new ASiCWithXAdESService(keys.verifier());
    ASiCWithXAdESSignatureParameters parameters = new ASiCWithXAdESSignatureParameters();
    parameters.aSiC().setContainerType(type);
    parameters.setSignatureLevel(SignatureLevel.XAdES_BASELINE_B);
    parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
    parameters.setSigningCertificate(keys.operator);
    parameters.setCertificateChain(keys.operator, keys.intermediate);
    parameters.bLevel().setSigningDate(later());
    return service.signDocument(
        documents, parameters, keys.sign(service.getDataToSign(documents, parameters)));
  }

  private DSSDocument recorded(ASiCContainerType type, List<DSSDocument> documents)
      throws Exception {
    byte[][] contents = documents.stream().map(DSSUtils::toByteArray).toArray(byte[][]::new);
    byte[] record = new RecordMaker(keys).initial(later(), contents);
    ASiCContainerEvidenceRecordParameters parameters = new ASiCContainerEvidenceRecordParameters();
    parameters.setContainerType(type);
    return service()
        .addContainerEvidenceRecord(documents, new InMemoryDocument(record), parameters);
  }
}

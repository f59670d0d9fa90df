import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.tsp.TimeStampResp;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.tsp.ers.ERSArchiveTimeStamp;
import org.bouncycastle.tsp.ers.ERSArchiveTimeStampGenerator;
import org.bouncycastle.tsp.ers.ERSByteData;
import org.bouncycastle.tsp.ers.ERSData;
import org.bouncycastle.tsp.ers.ERSDataGroup;
import org.bouncycastle.tsp.ers.ERSEvidenceRecord;
import org.bouncycastle.tsp.ers.ERSEvidenceRecordGenerator;

/**
 * Has BouncyCastle make evidence records: arguments are the folder of MakerKeys and one to write to. Every record
 * becomes a folder with record.ers and what it protects (0.bin and so on).
 */
public final class RecordMaker {
  private final MakerKeys keys;
  private final DigestCalculatorProvider digests;

  RecordMaker(MakerKeys keys) throws Exception {
    this.keys = keys;
    this.digests =
        new JcaDigestCalculatorProviderBuilder().setProvider(new BouncyCastleProvider()).build();
  }

  public static void main(String[] args) throws Exception {
    RecordMaker maker = new RecordMaker(new MakerKeys(new File(args[0])));
    File target = new File(args[1]);
    byte[] one = "one".getBytes(StandardCharsets.UTF_8);
    byte[] two = "two".getBytes(StandardCharsets.UTF_8);
    byte[] three = "three".getBytes(StandardCharsets.UTF_8);
    for (byte[][] contents : new byte[][][] {{one}, {one, two, three}}) {
      String name = contents.length == 1 ? "file" : "group";
      ERSEvidenceRecord initial = maker.record(hour(1), contents);
      write(target, name, initial, contents);
      ERSEvidenceRecord stamped = maker.stampedAgain(initial, hour(2));
      write(target, name + "-stamped-again", stamped, contents);
      write(target, name + "-stamped-twice", maker.stampedAgain(stamped, hour(3)), contents);
      ERSEvidenceRecord tree = maker.treeAgain(initial, hour(4), contents);
      write(target, name + "-tree-again", tree, contents);
      ERSEvidenceRecord both = maker.treeAgain(stamped, hour(5), contents);
      write(target, name + "-both", maker.stampedAgain(both, hour(6)), contents);
    }
    List<ERSEvidenceRecord> batch = maker.batch(hour(7), List.of(one, two, three));
    for (int n = 0; n < batch.size(); n += 1) {
      write(target, "batch-" + n, batch.get(n), new byte[][] {List.of(one, two, three).get(n)});
    }
  }

  private static Date hour(int n) {
    return Date.from(Instant.parse("2026-03-02T00:00:00Z").plusSeconds(3600L * n));
  }

  private static void write(File target, String name, ERSEvidenceRecord record, byte[][] contents)
      throws Exception {
    File folder = new File(target, name);
    Files.createDirectories(folder.toPath());
    Files.write(new File(folder, "record.ers").toPath(), record.getEncoded());
    for (int n = 0; n < contents.length; n += 1) {
      Files.write(new File(folder, n + ".bin").toPath(), contents[n]);
    }
  }

  private DigestCalculator digest(ASN1ObjectIdentifier algorithm) throws Exception {
    return digests.get(new AlgorithmIdentifier(algorithm));
  }

  private static ERSData dataOf(byte[][] contents) {
    List<ERSData> objects = new ArrayList<>();
    for (byte[] content : contents) {
      objects.add(new ERSByteData(content));
    }
    return objects.size() == 1 ? objects.get(0) : new ERSDataGroup(objects);
  }

  /** What the authority answers, in a response that grants it. */
  private TimeStampResponse answer(TimeStampRequest request, Date time) throws Exception {
    DigestAlgorithm digest = DigestAlgorithm.forOID(request.getMessageImprintAlgOID().getId());
    byte[] token =
        keys.authorityAt(time)
            .getTimeStampResponse(digest, request.getMessageImprintDigest())
            .getBytes();
    PKIStatusInfo granted = new PKIStatusInfo(PKIStatus.granted);
    return new TimeStampResponse(new TimeStampResp(granted, ContentInfo.getInstance(token)));
  }

  private static TimeStampRequestGenerator asking() {
    TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    return generator;
  }

  byte[] initial(Date time, byte[][] contents) throws Exception {
    return record(time, contents).getEncoded();
  }

  private ERSEvidenceRecord record(Date time, byte[][] contents) throws Exception {
    ERSArchiveTimeStampGenerator generator =
        new ERSArchiveTimeStampGenerator(digest(NISTObjectIdentifiers.id_sha256));
    generator.addData(dataOf(contents));
    TimeStampRequest request = generator.generateTimeStampRequest(asking());
    ERSArchiveTimeStamp stamp = generator.generateArchiveTimeStamp(answer(request, time));
    return new ERSEvidenceRecordGenerator(digests).generate(stamp);
  }

  private List<ERSEvidenceRecord> batch(Date time, List<byte[]> contents) throws Exception {
    ERSArchiveTimeStampGenerator generator =
        new ERSArchiveTimeStampGenerator(digest(NISTObjectIdentifiers.id_sha256));
    for (byte[] content : contents) {
      generator.addData(new ERSByteData(content));
    }
    TimeStampRequest request = generator.generateTimeStampRequest(asking());
    return new ERSEvidenceRecordGenerator(digests)
        .generate(generator.generateArchiveTimeStamps(answer(request, time)));
  }

  private ERSEvidenceRecord stampedAgain(ERSEvidenceRecord record, Date time) throws Exception {
    return record.renewTimeStamp(answer(record.generateTimeStampRenewalRequest(asking()), time));
  }

  private ERSEvidenceRecord treeAgain(ERSEvidenceRecord record, Date time, byte[][] contents)
      throws Exception {
    DigestCalculator digest = digest(NISTObjectIdentifiers.id_sha512);
    ERSData data = dataOf(contents);
    TimeStampRequest request = record.generateHashRenewalRequest(digest, data, asking());
    return record.renewHash(digest, data, answer(request, time));
  }
}

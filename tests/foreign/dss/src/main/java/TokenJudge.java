import java.io.File;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.util.encoders.Hex;

/**
 * Has BouncyCastle judge time-stamp tokens. A line of the index is "file, imprint in hex". A token
 * is accepted when TimeStampToken.validate accepts a fitting certificate, whose chain leads to a
 * root at genTime, and the imprint is the one of the index.
 */
public final class TokenJudge {
  public static void main(String[] args) throws Exception {
    Judgement.run(args, TokenJudge::judge);
  }

  private static void judge(File folder, String[] fields, Trust trust) throws Exception {
    byte[] der = Judgement.read(folder, fields[0]);
    TimeStampToken token =
        new TimeStampToken(ContentInfo.getInstance(ASN1Primitive.fromByteArray(der)));
    if (!Arrays.equals(token.getTimeStampInfo().getMessageImprintDigest(), Hex.decode(fields[1]))) {
      throw new IllegalArgumentException("another imprint");
    }
    requireValid(token, trust);
  }

  /** Throws unless the token is valid by one of the certificates that its signer's identifier fits. */
  static void requireValid(TimeStampToken token, Trust trust) throws Exception {
    List<X509Certificate> signers = trust.fitting(token.getSID(), token.getCertificates());
    Exception last = new IllegalArgumentException("no certificate of the signer");
    for (X509Certificate signer : signers) {
      try {
        token.validate(new JcaSimpleSignerInfoVerifierBuilder().setProvider("BC").build(signer));
        trust.requireChain(
            signer, token.getCertificates(), token.getTimeStampInfo().getGenTime());
        return;
      } catch (Exception fault) {
        last = fault;
      }
    }
    throw last;
  }

  private TokenJudge() {}
}

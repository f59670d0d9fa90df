import java.io.File;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Date;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;

/**
 * Has BouncyCastle judge detached CMS signatures. A line of the index is "file, file of the data,
 * time in Unix milliseconds". Accepted when there is a signer and every one of them verifies by a
 * fitting certificate whose chain leads to a root at that time.
 */
public final class SignatureJudge {
  public static void main(String[] args) throws Exception {
    Judgement.run(args, SignatureJudge::judge);
  }

  private static void judge(File folder, String[] fields, Trust trust) throws Exception {
    byte[] data = Judgement.read(folder, fields[1]);
    Date at = new Date(Long.parseLong(fields[2]));
    CMSSignedData signed =
        new CMSSignedData(new CMSProcessableByteArray(data), Judgement.read(folder, fields[0]));
    Collection<SignerInformation> signers = signed.getSignerInfos().getSigners();
    if (signers.isEmpty()) {
      throw new IllegalArgumentException("no signer");
    }
    for (SignerInformation signer : signers) {
      requireValid(signed, signer, trust, at);
    }
  }

  private static void requireValid(
      CMSSignedData signed, SignerInformation signer, Trust trust, Date at) throws Exception {
    Exception last = new IllegalArgumentException("no certificate of the signer");
    for (X509Certificate one : trust.fitting(signer.getSID(), signed.getCertificates())) {
      try {
        if (!signer.verify(new JcaSimpleSignerInfoVerifierBuilder().setProvider("BC").build(one))) {
          throw new IllegalArgumentException("the signature does not verify");
        }
        trust.requireChain(one, signed.getCertificates(), at);
        return;
      } catch (Exception fault) {
        last = fault;
      }
    }
    throw last;
  }

  private SignatureJudge() {}
}

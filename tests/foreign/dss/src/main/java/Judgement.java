import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.security.Security;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Runs one judge over every line of FOLDER/index.tsv, whose first field is a file in FOLDER, and
 * prints a line "file, accepted or refused, reason" for each, separated by tabs. The trust of all
 * of them lies in FOLDER/trust.
 */
final class Judgement {
  /** Judges one line; throws whatever speaks against it. */
  interface Judge {
    void judge(File folder, String[] fields, Trust trust) throws Exception;
  }

  static void run(String[] args, Judge judge) throws Exception {
    Security.addProvider(new BouncyCastleProvider());
    File folder = new File(args[0]);
    Trust trust = new Trust(new File(folder, "trust"));
    for (String line : Files.readAllLines(new File(folder, "index.tsv").toPath())) {
      String[] fields = line.split("\t", -1);
      System.out.println(fields[0] + "\t" + verdict(folder, fields, trust, judge));
    }
  }

  /** A foreign library may throw anything at hostile bytes; that is its refusal. */
  private static String verdict(File folder, String[] fields, Trust trust, Judge judge) {
    try {
      judge.judge(folder, fields, trust);
      return "accepted\t";
    } catch (Exception | StackOverflowError fault) {
      return "refused\t" + reason(fault);
    }
  }

  private static String reason(Throwable fault) {
    Throwable root = fault;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return (root.getClass().getSimpleName() + ": " + root.getMessage()).replaceAll("\\s+", " ");
  }

  static byte[] read(File folder, String name) throws IOException {
    return Files.readAllBytes(new File(folder, name).toPath());
  }

  private Judgement() {}
}

import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * Has java.util.zip read every file of a folder (second argument): "file" by the central directory, "stream" from the
 * first byte on (first argument). Prints one JSON line for each: what readers.ts says.
 */
public final class ZipReaders {
  public static void main(String[] args) {
    File[] zips = new File(args[1]).listFiles();
    Arrays.sort(zips);
    for (File zip : zips) {
      String files;
      try {
        files = "[" + String.join(",", args[0].equals("file") ? byFile(zip) : byStream(zip)) + "]";
      } catch (Exception fault) {
        files = "null";
      }
      System.out.println("{\"zip\":" + quoted(zip.getName()) + ",\"files\":" + files + "}");
    }
  }

  private static List<String> byFile(File path) throws Exception {
    List<String> files = new ArrayList<>();
    try (ZipFile zip = new ZipFile(path)) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (!entry.isDirectory()) {
          files.add(described(entry, zip.getInputStream(entry)));
        }
      }
    }
    return files;
  }

  private static List<String> byStream(File path) throws Exception {
    List<String> files = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new FileInputStream(path))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entry.isDirectory()) {
          files.add(described(entry, zip));
        }
      }
    }
    return files;
  }

  private static String described(ZipEntry entry, InputStream content) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.readAllBytes());
    return "[" + quoted(entry.getName()) + ",\"" + HexFormat.of().formatHex(digest) + "\"]";
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char unit : text.toCharArray()) {
      quoted.append(String.format("\\u%04x", (int) unit));
    }
    return quoted.append('"').toString();
  }

  private ZipReaders() {}
}

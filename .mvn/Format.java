import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks the format of every Java file below a folder, or rewrites them: {@code Format.java ROOT check|apply}. It runs on
 * the newer JDK that the build selects, because a formatter on Java 17 cannot read Java 21.
 */
final class Format {
  public static void main(String[] args) throws Exception {
    boolean apply = args[1].equals("apply");
    List<String> call = new ArrayList<>();
    call.addAll(apply ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    Path root = Path.of(args[0]);
    try (Stream<Path> files = Files.walk(root)) {
      files
          .filter(f -> f.toString().endsWith(".java"))
          .filter(f -> isSource(root.relativize(f)))
          .map(Path::toString)
          .sorted()
          .forEach(call::add);
    }
    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    int code = new Main(out, err, System.in).format(call.toArray(new String[0]));
    if (code != 0 && !apply) {
      err.println("The files above are not formatted. Run: mvn -N generate-sources -Dformat=apply");
    }
    System.exit(code);
  }

  private static boolean isSource(Path relative) {
    for (Path part : relative) {
      if (part.toString().equals("target") || part.toString().equals(".mvn")) {
        return false;
      }
    }
    return true;
  }
}

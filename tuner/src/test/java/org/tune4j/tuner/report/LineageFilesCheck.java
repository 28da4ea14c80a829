package org.tune4j.tuner.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tune4j.trial.Exploit;

/** Compares the files about a lineage with what they would be if they were made at once. */
public final class LineageFilesCheck {
  private LineageFilesCheck() {}

  /** The files of sweep {@code s} say that. */
  public static void assertSame(Path results, List<Exploit> exploits) throws IOException {
    Path fresh = results.resolve("fresh");
    new LineageFiles(fresh).rewrite(exploits);
    assertThat(read(results.resolve("s"))).isEqualTo(read(fresh)).isNotEmpty();
  }

  static Map<String, String> read(Path folder) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "pbt_*")) {
      for (Path file : files) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return texts;
  }
}

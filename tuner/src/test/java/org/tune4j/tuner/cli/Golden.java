package org.tune4j.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts that people see, kept as files; {@code -Dgolden=write} writes them anew. */
final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/org/tune4j/tuner/cli");

  private Golden() {}

  static void assertMatches(String name, String actual) throws IOException {
    Path file = FOLDER.resolve(name);
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, actual);
    }
    assertThat(actual)
        .as("%s; -Dgolden=write writes it anew", file)
        .isEqualTo(Files.readString(file));
  }
}

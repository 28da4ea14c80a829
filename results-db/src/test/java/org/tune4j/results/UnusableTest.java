package org.tune4j.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.yaml.InvalidInputException;

final class UnusableTest {
  @TempDir private Path folder;

  @Test
  void aFileIsNoFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> ResultsDb.open(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "results: %s: cannot be written to (it is a file)\n".formatted(file)
                + "  Maybe name another folder with --results.");
    refuses(() -> ResultsDb.open(file.resolve("below")), "cannot be written to");
  }

  @Test
  void somePlacesTakeNoFolder() {
    refuses(() -> ResultsDb.open(Path.of("/proc/tune4j")), "cannot be written to");
  }

  @Test
  void aDamagedDatabaseIsNamedAsSuch() throws IOException {
    ResultsDb.open(folder).close();
    Path file = folder.resolve("tune.mv.db");
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, (byte) 'x');
    Files.write(file, bytes);
    refuses(() -> ResultsDb.open(folder), "(its database is damaged)");
    refuses(() -> ResultsReader.open(folder), "cannot be read (its database is damaged)");
  }

  @Test
  void anEmptyFileIsNoDatabase() throws IOException {
    Files.createFile(folder.resolve("tune.mv.db"));
    refuses(() -> ResultsReader.open(folder), "has no database");
    ResultsDb.open(folder).close();
    ResultsReader.open(folder).close();
  }

  private static void refuses(ThrowingCallable open, String why) {
    assertThatThrownBy(open).isInstanceOf(InvalidInputException.class).hasMessageContaining(why);
  }

  @Test
  void whatIsLeftBehindCanBeOpenedAgain() throws IOException {
    Path file = Files.writeString(folder.resolve("again"), "x");
    refuses(() -> ResultsDb.open(file), "it is a file");
    Files.delete(file);
    ResultsDb.open(file).close();
    assertThat(file).isDirectory();
  }
}

package org.tune4j.tuner.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.yaml.InvalidInputException;

final class LogFilesTest {
  private static final List<String> SWEEPS = List.of("a", "a_00001", "other");

  @TempDir private Path results;

  @Test
  void aSweepIsAllItsTrialsInOrder() throws IOException {
    write("a", 2, "two".getBytes(StandardCharsets.UTF_8));
    write("a", 100_000, "many".getBytes(StandardCharsets.UTF_8));
    write("a", 0, "zero".getBytes(StandardCharsets.UTF_8));
    Files.createDirectories(results.resolve("a/notes"));

    assertThat(read("a").pieces())
        .containsExactly(
            new LogPiece("a_00000", "zero", 4),
            new LogPiece("a_00002", "two", 3),
            new LogPiece("a_100000", "many", 4));
    assertThat(read("a_00002").pieces()).containsExactly(new LogPiece("a_00002", "two", 3));
    assertThat(read("other").pieces()).isEmpty();
  }

  @Test
  void theFolderMayBeNamedFromWhereOneIs() throws IOException {
    write("a", 0, "x".getBytes(StandardCharsets.UTF_8));
    Path relative = Path.of("").toAbsolutePath().relativize(results.toAbsolutePath());
    LogQuery query = LogQuery.of("a", "stdout");

    assertThat(new LogFiles(relative).read(query, SWEEPS, sweep -> false).pieces()).hasSize(1);
  }

  @Test
  void aSweepThatIsCalledLikeATrialIsASweep() throws IOException {
    write("a", 1, "trial".getBytes(StandardCharsets.UTF_8));
    write("a_00001", 0, "sweep".getBytes(StandardCharsets.UTF_8));

    assertThat(read("a_00001").pieces()).extracting(LogPiece::text).containsExactly("sweep");
  }

  @Test
  void noCharacterIsTornBetweenPages() throws IOException {
    byte[] text = "x€😀é".getBytes(StandardCharsets.UTF_8);
    for (int written = 0; written <= text.length; written++) {
      write("a", 0, Arrays.copyOf(text, written));
      List<LogPiece> first = read("a").pieces();
      write("a", 0, text);
      LogQuery rest = LogQuery.of("a", "stdout").after(new LogPage(first, false, false));
      List<LogPiece> second = files().read(rest, SWEEPS, sweep -> false).pieces();

      StringBuilder whole = new StringBuilder();
      first.forEach(piece -> whole.append(piece.text()));
      second.forEach(piece -> whole.append(piece.text()));
      assertThat(whole).hasToString("x€😀é");
    }
  }

  @Test
  void bytesThatAreNoTextDoNotStopTheReading() throws IOException {
    byte[] binary = new byte[5000];
    new java.util.Random(7).nextBytes(binary);
    write("a", 0, binary);
    LogPage page = files().read(LogQuery.of("a", "stdout"), SWEEPS, sweep -> true);
    LogPage rest = files().read(LogQuery.of("a", "stdout").after(page), SWEEPS, sweep -> true);
    long end = rest.pieces().isEmpty() ? page.pieces().get(0).next() : rest.pieces().get(0).next();
    assertThat(end).isEqualTo(binary.length);
  }

  @Test
  void muchOutputComesInPages() throws IOException {
    write("a", 0, "0".repeat(LogFiles.MAX_PAGE + 10).getBytes(StandardCharsets.UTF_8));
    write("a", 1, "1".getBytes(StandardCharsets.UTF_8));
    LogPage first = read("a");
    assertThat(first.more()).isTrue();
    assertThat(first.pieces()).hasSize(1);
    LogPage second = files().read(LogQuery.of("a", "stdout").after(first), SWEEPS, sweep -> false);
    assertThat(second.more()).isFalse();
    write("other", 0, "0".repeat(LogFiles.MAX_PAGE + 10).getBytes(StandardCharsets.UTF_8));
    assertThat(read("other_00000").more()).isTrue();
    assertThat(second.pieces()).extracting(LogPiece::text).containsExactly("0".repeat(10), "1");
  }

  @Test
  void aFileThatWasBegunAnewIsReadAnew() throws IOException {
    write("a", 0, "a long text".getBytes(StandardCharsets.UTF_8));
    LogQuery after = LogQuery.of("a", "stdout").after(read("a"));
    write("a", 0, "short".getBytes(StandardCharsets.UTF_8));
    assertThat(files().read(after, SWEEPS, sweep -> false).pieces())
        .containsExactly(new LogPiece("a_00000", "short", 5));
  }

  @Test
  void unknownNamesAreAnsweredWithTheNearest() {
    assertThatThrownBy(() -> read("othr"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Maybe use other.");
    assertThatThrownBy(() -> read("a_00009"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("sweep a has no trial a_00009");
    assertThatThrownBy(() -> LogQuery.of("a", "stdoot"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Maybe use stdout or stderr.");
  }

  private LogFiles files() {
    return new LogFiles(results);
  }

  private LogPage read(String name) {
    return files().read(LogQuery.of(name, "stdout"), SWEEPS, sweep -> false);
  }

  private void write(String sweep, int number, byte[] text) throws IOException {
    Path folder = results.resolve(sweep).resolve("%05d".formatted(number));
    Files.write(Files.createDirectories(folder).resolve("stdout"), text);
  }
}

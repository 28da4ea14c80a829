package org.tune4j.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code append} acknowledged is there after {@code kill -9}, exactly once. */
class DurabilityTest {
  @TempDir Path folder;

  @Test
  void whatWasAcknowledgedSurvivesTheKill() throws Exception {
    killAgainAndAgain(3);
  }

  @Test
  @Tag("slow")
  void whatWasAcknowledgedSurvivesManyKills() throws Exception {
    killAgainAndAgain(20);
  }

  /** A file with half a transaction may have an index entry without its row. */
  @Test
  void theFileIsLeftAloneWhileATransactionGoesOn() {
    Path file = folder.resolve("tune.mv.db");
    try (WriterSession session = WriterSession.open(folder)) {
      session.run(
          "test",
          connection -> {
            byte[] before = bytes(file);
            Sql.update(connection, "update driver set epoch = epoch + 1");
            pause(Duration.ofSeconds(2));
            assertThat(bytes(file)).isEqualTo(before);
            return true;
          });
      session.run(
          "test",
          connection -> {
            byte[] before = bytes(file);
            session.writeFile(connection);
            assertThat(bytes(file)).as("what was committed").isNotEqualTo(before);
            return true;
          });
    }
  }

  private void killAgainAndAgain(int times) throws Exception {
    Random random = new Random(7); // the moments still differ with the machine's load
    for (int i = 0; i < times; i++) {
      long acknowledged = runAndKill(random.nextInt(1, 900));
      if (i % 2 == 0) {
        assertThatAReaderSees(acknowledged);
      }
      try (ResultsDb db = ResultsDb.open(folder)) {
        long[] seen = {0};
        db.replay(
            "s",
            event -> {
              long expected = ++seen[0];
              assertThat(event).isEqualTo(AppendingProgram.event(expected));
            });
        assertThat(seen[0]).as("kill %d", i).isGreaterThanOrEqualTo(acknowledged);
      }
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long runAndKill(int afterMs) throws IOException, InterruptedException {
    try (ChildJvm child = ChildJvm.start(AppendingProgram.class, folder.toString())) {
      long acknowledged = Long.parseLong(child.line());
      Thread killer =
          Thread.startVirtualThread(
              () -> {
                try {
                  Thread.sleep(afterMs);
                  child.kill();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      for (String line = child.line(); line != null; line = child.line()) {
        acknowledged = Long.parseLong(line);
      }
      killer.join();
      return acknowledged;
    }
  }

  /** The file as the kill left it, before any writer mended it. */
  private void assertThatAReaderSees(long acknowledged) {
    try (ResultsReader reader = ResultsReader.open(folder)) {
      Collected answer =
          Collected.of(
              reader, "select (select count(*) from result) + (select count(*) from event)");
      assertThat((Long) answer.rows.getFirst().getFirst()).isGreaterThanOrEqualTo(acknowledged);
    }
  }
}

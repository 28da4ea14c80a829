package org.tune4j.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tune4j.results.Sample.reported;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.trial.SweepEvent.Recorded;
import org.tune4j.yaml.InvalidInputException;

/** A disk that fills up in the middle of a batch loses nothing that was acknowledged. */
class FullDiskTest {
  @TempDir Path folder;

  @Test
  @Tag("slow")
  void whatWasAcknowledgedIsThereOnceThereIsSpace() throws Exception {
    try (SmallDisk disk = new SmallDisk(folder, 4)) {
      long acknowledged = appendUntilItFails(1);
      assertThat(acknowledged).isPositive();
      disk.resize(12);
      long more = appendUntilItFails(nextSeq(acknowledged));
      assertThat(more).isGreaterThan(acknowledged);
      disk.resize(64);
      nextSeq(more);
      assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }
  }

  @Test
  void aFolderOnAFullDiskIsRefusedAndSaysWhy() throws Exception {
    try (SmallDisk disk = new SmallDisk(folder, 1)) {
      assertThatThrownBy(() -> fill(folder.resolve("ballast"))).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> ResultsDb.open(folder.resolve("r")))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining(folder.resolve("r") + ": cannot be written to")
          .hasMessageContaining("no space is left on its disk")
          .hasMessageContaining("Maybe free some space, or name another folder");
      disk.resize(8);
      ResultsDb.open(folder.resolve("r")).close();
    }
  }

  @Test
  void aFullDiskIsFoundHoweverDeepItLies() {
    IOException full = new IOException("No space left on device");
    assertThat(
            FullDiskException.isBehind(new IllegalStateException(new UncheckedIOException(full))))
        .isTrue();
    Exception other = new IllegalStateException("no space left on device");
    assertThat(FullDiskException.isBehind(other)).as("somebody's words").isFalse();
    other.addSuppressed(full);
    assertThat(FullDiskException.isBehind(other)).isTrue();
  }

  /** Appends batches from that seq, until the disk is full; the last seq that was acknowledged. */
  private long appendUntilItFails(long from) {
    long acknowledged = from - 1;
    try (ResultsDb db = ResultsDb.open(folder)) {
      if (from == 1) {
        db.createSweep(Sample.sweep("s"));
      }
      while (true) {
        List<Recorded> batch = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
          long seq = acknowledged + i;
          batch.add(reported(seq, "s_00000", 1, (int) seq, Map.of("m", Math.sin(seq))));
        }
        db.append("s", Batch.of(batch));
        acknowledged += batch.size();
      }
    } catch (FullDiskException e) {
      assertThat(e)
          .hasMessageContaining("results: ")
          .hasMessageContaining("no space is left on its disk (append to s)")
          .hasMessageContaining("tune resume");
    }
    return acknowledged;
  }

  /** The seq to go on with; all before are there once. */
  private long nextSeq(long acknowledged) {
    try (ResultsDb db = ResultsDb.open(folder)) {
      List<Long> seqs = new ArrayList<>();
      db.replay("s", recorded -> seqs.add(recorded.seq()));
      assertThat(seqs).doesNotHaveDuplicates().isSorted();
      assertThat((long) seqs.size()).isGreaterThanOrEqualTo(acknowledged).isEqualTo(seqs.getLast());
      return seqs.getLast() + 1;
    }
  }

  private static void fill(Path file) throws IOException {
    byte[] block = new byte[4096];
    try (var out = Files.newOutputStream(file)) {
      while (true) {
        out.write(block);
      }
    }
  }
}

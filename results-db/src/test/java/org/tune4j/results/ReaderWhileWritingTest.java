package org.tune4j.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.yaml.InvalidInputException;

class ReaderWhileWritingTest {
  @TempDir Path folder;

  private static long count(ResultsReader reader) {
    return (Long) Collected.of(reader, "select count(*) from s_results").rows.getFirst().getFirst();
  }

  @Test
  void anotherProcessIsReadWhileItWritesAndAfterItWasKilled() throws Exception {
    try (ChildJvm child = ChildJvm.start(AppendingProgram.class, folder.toString())) {
      awaitSeq(child, 500);
      try (ResultsReader reader = ResultsReader.open(folder)) {
        long first = count(reader);
        awaitSeq(child, 3_000);
        assertThat(count(reader)).isGreaterThan(first);
        assertThat(reader.sweep("s").state()).isEqualTo(SweepState.RUNNING);
      }
      assertThatThrownBy(() -> ResultsDb.open(folder))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("is in use by process " + child.pid());
      child.kill();
    }
    assertThat(ServerFile.read(folder)).as("the stale file").isNotNull();
    try (ResultsReader first = ResultsReader.open(folder);
        ResultsReader second = ResultsReader.open(folder)) {
      assertThat(count(first)).isEqualTo(count(second)).isGreaterThan(2_000);
    }
  }

  private static void awaitSeq(ChildJvm child, long seq) throws java.io.IOException {
    while (Long.parseLong(child.line()) < seq) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aLongAnswerDoesNotStopTheWriter() throws Exception {
    try (ResultsDb db = ResultsDb.open(folder);
        ResultsReader reader = ResultsReader.open(folder)) {
      db.createSweep(Sample.sweep("s"));
      long[] seq = {0};
      for (; seq[0] < 5_000; ) {
        db.append("s", Batch.of(List.of(AppendingProgram.event(++seq[0]))));
      }
      long rows =
          reader.query(
              "select id from result order by id",
              new CountingSink(
                  () ->
                      db.append(
                          "s",
                          Batch.of(
                              List.of(
                                  AppendingProgram.event(++seq[0]),
                                  // a new metric replaces the views under the open query
                                  Sample.reported(
                                      ++seq[0],
                                      "s_00001",
                                      1,
                                      (int) seq[0],
                                      java.util.Map.of("late_" + seq[0], 1.0)))))));
      assertThat(rows).isGreaterThanOrEqualTo(3_334);
    }
  }

  /** Does something on every 500th row. */
  private record CountingSink(Runnable sometimes, int[] count) implements RowSink {
    CountingSink(Runnable sometimes) {
      this(sometimes, new int[1]);
    }

    @Override
    public void columns(List<Column> columns) {}

    @Override
    public void row(List<Object> values) {
      if (count[0]++ % 500 == 0) {
        sometimes.run();
      }
    }

    @Override
    public void end() {}
  }

  @Test
  void theServerListensOnLoopbackOnly() throws Exception {
    try (ResultsDb db = ResultsDb.open(folder)) {
      assertThat(db.sweeps()).isEmpty();
      int port = ServerFile.read(folder).port();
      assertThat(port).isPositive();
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
        assertThat(socket.isConnected()).isTrue();
      }
      for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        for (InetAddress address : Collections.list(network.getInetAddresses())) {
          if (!address.isLoopbackAddress()) {
            assertThatThrownBy(
                    () -> {
                      try (Socket socket = new Socket()) {
                        socket.connect(new InetSocketAddress(address, port), 1_000);
                      }
                    })
                .as("%s", address)
                .isInstanceOf(java.io.IOException.class);
          }
        }
      }
    }
  }

  @Test
  void theServerFileIsForItsOwnerAndGoesWithTheWriter() throws Exception {
    try (ResultsDb db = ResultsDb.open(folder)) {
      assertThat(db.sweeps()).isEmpty();
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("tune.server"))))
          .isEqualTo("rw-------");
    }
    assertThat(folder.resolve("tune.server")).doesNotExist();
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactly("tune.mv.db");
    }
  }

  @Test
  void aStaleOrBrokenServerFileIsPassedOver() throws Exception {
    try (ResultsDb db = ResultsDb.open(folder)) {
      db.createSweep(Sample.sweep("s"));
    }
    ServerFile.of(1, "nobody answers").write(folder);
    try (ResultsReader reader = ResultsReader.open(folder)) {
      assertThat(count(reader)).isZero();
    }
    Files.writeString(folder.resolve("tune.server"), "port=x\n\\u12");
    try (ResultsReader reader = ResultsReader.open(folder)) {
      assertThat(count(reader)).isZero();
    }
  }

  @Test
  void aFolderWithoutADatabaseIsTold() {
    assertThatThrownBy(() -> ResultsReader.open(folder.resolve("none")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("has no database\n  Maybe run a sweep first");
    assertThat(folder.resolve("none")).doesNotExist();
  }
}

package org.tune4j.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tune4j.results.Sample.reported;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.SweepEvent.Outcome;
import org.tune4j.trial.SweepEvent.Recorded;
import org.tune4j.yaml.InvalidInputException;

class JournalTest {
  @TempDir Path folder;

  private final List<JournalEntry> batches =
      List.of(
          new JournalEntry("s", List.of(Sample.event(1, new SweepEvent.DriverStarted("d")))),
          new JournalEntry(
              "s",
              List.of(
                  Sample.event(
                      2,
                      new SweepEvent.Placed("s_00000", 1, Placement.on("a:1", Resources.ONE_CPU))),
                  reported(3, "s_00000", 1, 1, Map.of("m", 0.1, "ä/ß", -1e300)),
                  Sample.event(
                      4,
                      new SweepEvent.Reported(
                          new Result(
                              "s_00000", 1, 2, 7, 8, 0.5, new TreeMap<>(), "{\"t\":1}", true))),
                  Sample.event(5, new SweepEvent.Saved(new Checkpoint("s_00000", 1, 2, 9, "ab"))))),
          new JournalEntry(
              "other",
              List.of(
                  Sample.event(1, new SweepEvent.Ended("t_00001", 2, Outcome.FAILED, "boom")),
                  Sample.event(2, new SweepEvent.Ended("t_00001", 3, Outcome.LOST, null)))));

  @Test
  void givesBackWhatItWasGiven() throws Exception {
    write();
    assertThat(read()).isEqualTo(batches);
  }

  @Test
  void whereverItIsCutOffTheWholeEntriesBeforeAreThere() throws Exception {
    write();
    byte[] whole = Files.readAllBytes(file());
    int entries = -1;
    for (int length = 0; length <= whole.length; length++) {
      Files.write(file(), java.util.Arrays.copyOf(whole, length));
      List<JournalEntry> read = read();
      assertThat(read).isEqualTo(batches.subList(0, read.size()));
      assertThat(read.size()).isGreaterThanOrEqualTo(entries);
      entries = read.size();
    }
    assertThat(entries).isEqualTo(3);
  }

  @Test
  void aDamagedEntryEndsIt() throws Exception {
    write();
    byte[] bytes = Files.readAllBytes(file());
    bytes[bytes.length - 3] ^= 1;
    Files.write(file(), bytes);
    assertThat(read()).isEqualTo(batches.subList(0, 2));
  }

  @Test
  void whatIsClearedIsGoneAndAnEmptyOneLeavesNoFile() throws Exception {
    Journal journal = write();
    assertThat(journal.length()).isEqualTo(Files.size(file()));
    assertThat(Journal.isLeftIn(folder)).isTrue();
    journal.clear();
    assertThat(journal.length()).isZero();
    assertThat(Journal.isLeftIn(folder)).isFalse();
    journal.add("s", batches.getFirst().events());
    assertThat(read()).isEqualTo(batches.subList(0, 1));
    journal.clear();
    journal.close();
    assertThat(file()).doesNotExist();
  }

  @Test
  void longTextsFitAndManyEventsToo() throws Exception {
    String extra = "{\"text\":\"" + "x".repeat(300_000) + "\"}";
    List<Recorded> many = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      many.add(
          Sample.event(
              i,
              new SweepEvent.Reported(
                  new Result("s_00000", 1, i, 0, 0, 0, new TreeMap<>(), extra + i, false))));
    }
    try (Journal journal = new Journal(folder)) {
      journal.add("s", many);
      journal.add("s", batches.getFirst().events());
    }
    assertThat(read()).hasSize(2).first().isEqualTo(new JournalEntry("s", many));
  }

  @Test
  void aWriterGivesTheDatabaseWhatItLacks() throws Exception {
    List<Recorded> known =
        List.of(
            Sample.event(1, new SweepEvent.DriverStarted("d")),
            reported(2, "s_00000", 1, 1, Map.of("a", 1.0)));
    List<Recorded> lost =
        List.of(
            reported(3, "s_00000", 1, 2, Map.of("a", 2.0, "late", 3.0)),
            Sample.event(4, new SweepEvent.Saved(new Checkpoint("s_00000", 1, 2, 9, "ab"))));
    begin(known);
    try (Journal journal = new Journal(folder)) {
      journal.add("s", known); // the file came to know it before the journal was cleared
      journal.add("s", lost);
    }
    List<Recorded> expected = new ArrayList<>(known);
    expected.addAll(lost);
    for (int i = 0; i < 2; i++) { // once from the journal, once from the file
      try (ResultsDb db = ResultsDb.open(folder)) {
        List<Recorded> replayed = new ArrayList<>();
        db.replay("s", replayed::add);
        assertThat(replayed).isEqualTo(expected);
        assertThat(db.checkpoints("s_00000")).hasSize(1);
      }
      assertThat(Journal.isLeftIn(folder)).isFalse();
    }
    try (ResultsReader reader = ResultsReader.open(folder)) {
      assertThat(Collected.of(reader, "select late from s_results").rows)
          .containsExactly(java.util.Arrays.asList((Object) null), List.of(3.0));
    }
  }

  @Test
  void aReaderSeesWhatAKilledWriterLeft() throws Exception {
    begin(List.of(reported(1, "s_00000", 1, 1, Map.of("a", 1.0))));
    try (Journal journal = new Journal(folder)) {
      journal.add("s", List.of(reported(2, "s_00000", 1, 2, Map.of("a", 2.0))));
    }
    try (ResultsReader reader = ResultsReader.open(folder)) {
      assertThat(reader.hasWriter()).isFalse();
      assertThat(Collected.of(reader, "select a from s_results order by a").rows)
          .containsExactly(List.of(1.0), List.of(2.0));
    }
  }

  @Test
  void theJournalOfAnotherDatabaseIsRefused() throws Exception {
    begin(List.of());
    try (Journal journal = new Journal(folder)) {
      journal.add("unknown", batches.getFirst().events());
    }
    assertThatThrownBy(() -> ResultsDb.open(folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("tune.journal: is of another database")
        .hasMessageContaining("unknown");
  }

  @Test
  void aJournalWithoutItsDatabaseIsForgotten() throws Exception {
    write();
    begin(List.of());
    assertThat(Journal.isLeftIn(folder)).isFalse();
  }

  private void begin(List<Recorded> events) {
    try (ResultsDb db = ResultsDb.open(folder)) {
      db.createSweep(Sample.sweep("s"));
      db.append("s", Batch.of(List.of(), List.of(Sample.trial("s", 0, Map.of())), 0));
      db.append("s", Batch.of(events));
    }
  }

  private Journal write() throws IOException {
    Journal journal = new Journal(folder);
    for (JournalEntry batch : batches) {
      journal.add(batch.sweep(), batch.events());
    }
    return journal;
  }

  private List<JournalEntry> read() throws IOException, SQLException {
    List<JournalEntry> read = new ArrayList<>();
    new Journal(folder).each(read::add);
    return read;
  }

  private Path file() {
    return folder.resolve("tune.journal");
  }
}

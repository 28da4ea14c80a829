package org.tune4j.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tune4j.trial.Exploit;
import org.tune4j.trial.SweepEvent.Recorded;
import org.tune4j.trial.Trial;
import org.tune4j.yaml.InvalidInputException;

class MigrationsTest {
  @TempDir Path folder;

  static List<Integer> versions() {
    return java.util.stream.IntStream.rangeClosed(1, Migrations.SCRIPTS.size()).boxed().toList();
  }

  /** The golden file of a version was written by {@link GoldenDatabase} when it was the newest. */
  @ParameterizedTest
  @MethodSource("versions")
  void aDatabaseOfEveryVersionOpensReadsAndGoesOn(int version) throws Exception {
    try (InputStream in = getClass().getResourceAsStream("golden-v%03d.mv.db".formatted(version))) {
      Files.copy(in, folder.resolve("tune.mv.db"));
    }
    try (ResultsReader reader = ResultsReader.open(folder)) { // before any writer migrated it
      List<Trial> trials = new ArrayList<>();
      SweepRow sweep = reader.sweep(GoldenDatabase.SWEEP);
      reader.forEachTrial(sweep, trials::add);
      assertThat(sweep.objectives()).isEqualTo(GoldenDatabase.objectives(version));
      assertThat(trials)
          .extracting(Trial::placement)
          .containsExactly(GoldenDatabase.placement(version));
      assertThat(trials)
          .extracting(Trial::outcome)
          .containsExactly(GoldenDatabase.outcome(version));
    }
    try (ResultsDb db = ResultsDb.open(folder)) {
      List<Recorded> events = new ArrayList<>();
      db.replay(GoldenDatabase.SWEEP, events::add);
      assertThat(events).isEqualTo(GoldenDatabase.events(version));
      List<Exploit> exploits = new ArrayList<>();
      db.forEachExploit(GoldenDatabase.SWEEP, exploits::add);
      assertThat(exploits).isEqualTo(GoldenDatabase.exploits(version));
      assertThat(db.takeOffice().epoch()).isEqualTo(1);
      db.append(GoldenDatabase.SWEEP, Batch.of(List.of(Sample.reported(99, "x", 1, 1, Map.of()))));
    }
    try (ResultsReader reader = ResultsReader.open(folder)) {
      assertThat(Collected.of(reader, "select config_lr, loss from golden_trials").rows)
          .containsExactly(List.of(0.5, 0.25));
    }
  }

  @Test
  void anOlderDatabaseIsMigratedAndKeepsItsRows() throws Exception {
    List<String> newer = new ArrayList<>(Migrations.SCRIPTS);
    newer.add("/org/tune4j/results/V999__note.sql");
    try (ResultsDb db = ResultsDb.open(folder)) {
      db.createSweep(Sample.sweep("s"));
    }
    for (int again = 0; again < 2; again++) {
      try (Connection connection = H2.openToWrite(folder)) {
        Migrations.migrate(connection, newer);
        assertThat(Migrations.version(connection)).isEqualTo(Migrations.SCRIPTS.size() + 1);
        List<String> rows = new ArrayList<>();
        Sql.each(connection, "select name || note from sweep", r -> rows.add(r.getString(1)));
        assertThat(rows).containsExactly("snone");
      }
    }
    assertThatThrownBy(() -> ResultsDb.open(folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("use the newer tune4j that wrote it");
  }

  @Test
  void everyScriptHasItsNumber() throws SQLException {
    for (int version : versions()) {
      assertThat(Migrations.SCRIPTS.get(version - 1)).startsWith("V%03d__".formatted(version));
    }
  }
}

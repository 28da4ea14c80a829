package org.tune4j.results;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tune4j.yaml.InvalidInputException;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqlErrorsTest {
  @TempDir static Path folder;
  private ResultsDb db;
  private ResultsReader reader;

  @BeforeAll
  void open() {
    db = ResultsDb.open(folder);
    db.createSweep(Sample.sweep("cartpole-dqn"));
    db.append(
        "cartpole-dqn",
        Batch.of(
            List.of(Sample.reported(1, "cartpole-dqn_00000", 1, 1, Map.of("loss", 1.0))),
            List.of(Sample.trial("cartpole-dqn", 0, Map.of("lr", 0.1))),
            0));
    reader = ResultsReader.open(folder);
  }

  @AfterAll
  void close() {
    reader.close();
    db.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select * from cartpole_dqn_trails | sql: no table of that name (cartpole_dqn_trails)"
            + "#  Maybe use cartpole_dqn_trials.",
        "select config_lrr from cartpole_dqn_trials | sql: no column of that name (config_lrr)"
            + "#  Maybe use config_lr.",
        "select t.los from cartpole_dqn_trials t | sql: no column of that name (los)"
            + "#  Maybe use loss.",
        "select * form sweep | sql: not understood near: select * form sweep",
        "select * from sweep order name | sql: not understood near: from sweep order name",
        "select frobnicate(1) | sql: Function \"frobnicate\" not found",
        "select path, count(*) from (values (1), (2)) t(path) |"
            + " sql: Column \"path\" must be in the GROUP BY list",
        "select cast('a' as int) | sql: Data conversion error converting \"a\"",
        "select 1 / 0 from sweep | sql: Division by zero: \"1\"",
      })
  void aMistakeIsToldInALineOrTwo(String sql, String message) {
    assertThatThrownBy(() -> reader.query(sql, new Collected()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message.replace('#', '\n'));
  }

  @Test
  void withoutANearNameTheKnownOnesAreListed() {
    assertThatThrownBy(() -> reader.query("select zzzzzz from sweep", new Collected()))
        .hasMessageContaining("Maybe use one of applied_seq, created_at, ended_at, id");
  }

  @Test
  void aQueryThatTakesTooLongIsCancelledAndTheReaderGoesOn() throws Exception {
    String endless =
        "select count(*) from system_range(1, 1000000000) a, system_range(1, 1000000000) b";
    assertThatThrownBy(() -> reader.query(endless, Duration.ofSeconds(1), new Collected()))
        .hasMessage("sql: took longer than 1 s\n  Maybe ask for less.");
    reader.query("select 1", new Collected());
  }
}

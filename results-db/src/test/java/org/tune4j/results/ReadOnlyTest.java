package org.tune4j.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tune4j.results.Sample.reported;
import static org.tune4j.results.Sample.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tune4j.yaml.InvalidInputException;

/**
 * Each attack is made three ways: through the reader, then with the guard bypassed as the reader's
 * database user, once on the running writer and once on the file.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadOnlyTest {
  @TempDir static Path temp;
  private static final String SECRET = "the-content-of-a-file";

  private Path folder;
  private Path outside;
  private ResultsDb db;
  private String before;

  @BeforeAll
  void open() throws IOException {
    folder = temp.resolve("results");
    outside = temp.resolve("outside");
    Files.createDirectories(outside);
    Files.writeString(outside.resolve("secret.csv"), "a\n" + SECRET + "\n");
    db = ResultsDb.open(folder);
    db.createSweep(Sample.sweep("s"));
    db.append(
        "s",
        Batch.of(
            List.of(reported(1, "s_00000", 1, 1, Map.of("m", 1.0))),
            List.of(trial("s", 0, Map.of("lr", 0.1))),
            1));
    before = everything();
  }

  @AfterAll
  void close() {
    db.close();
  }

  /** OUT stands for a folder with a file whose content must not be seen. */
  static Stream<String> attacks() {
    return Stream.of(
        "delete from result",
        "DELETE FROM trial WHERE number = 0",
        "update trial set status = 'ERROR'",
        "insert into checkpoint select * from checkpoint",
        "insert into restart values(1, 'x', 1, 1)",
        "merge into restart key(trial_id, attempt) values(1, 'x', 1, 1)",
        "truncate table result",
        "drop table result",
        "drop view s_trials",
        "drop schema public cascade",
        "drop all objects",
        "drop all objects delete files",
        "alter table result add column x int",
        "alter table trial rename to tribunal",
        "alter user reader admin true",
        "alter user reader rename to writer",
        "drop user reader",
        "alter user tune set password 'x'",
        "create table evil(x int)",
        "create view evil as select 1 as a",
        "create schema evil",
        "create sequence evil",
        "create index evil on result(done)",
        "create user evil password 'x' admin",
        "create role evil",
        "create domain evil as int",
        "create constant evil value 1",
        "create alias evil for 'java.lang.System.getProperty'",
        "create alias evil as 'String x(String s) { return s; }'",
        "create aggregate evil for 'java.lang.Object'",
        "create trigger evil before insert on result call 'java.lang.Object'",
        "create linked table evil('', 'jdbc:h2:mem:x', 'sa', '', 'T')",
        "create force linked table evil('', 'jdbc:h2:file:OUT/made', 'sa', '', 'T')",
        "create table evil as select * from csvread('OUT/secret.csv')",
        "grant all on result to reader",
        "grant alter any schema to reader",
        "revoke select on result from reader",
        "comment on table result is 'evil'",
        "set trace_level_file 3",
        "set mode mysql",
        "set write_delay 100000",
        "set cluster ''",
        "set exclusive 1",
        "set database_event_listener 'java.lang.Object'",
        "set default_lock_timeout 1",
        "analyze",
        "checkpoint",
        "shutdown",
        "shutdown immediately",
        "shutdown compact",
        "backup to 'OUT/backup.zip'",
        "script to 'OUT/script.sql'",
        "script",
        "runscript from 'OUT/secret.csv'",
        "call csvread('OUT/secret.csv')",
        "select * from csvread('OUT/secret.csv')",
        "select * from (select * from csvread('OUT/secret.csv')) x",
        "select * from \"CSVREAD\"('OUT/secret.csv')",
        "call csvwrite('OUT/written.csv', 'select * from sweep')",
        "select csvwrite('OUT/written.csv', 'select * from sweep')",
        "select file_read('OUT/secret.csv', 'UTF-8')",
        "select File_Read('OUT/secret.csv')",
        "select /* */ file_read/* */('OUT/secret.csv', null)",
        "select \"FILE_READ\"('OUT/secret.csv', 'UTF-8')",
        "select file_write('x', 'OUT/written.txt')",
        "select * from link_schema('x', '', 'jdbc:h2:mem:x', 'sa', '', 'PUBLIC')",
        "select abort_session(1)",
        "select cancel_session(1)",
        "select * from final table (delete from result)",
        "select * from old table (update trial set number = 9)",
        "select * from new table (insert into restart values(1, 'x', 1, 1))",
        "select * from final/**/table(/* */delete/**/from result)",
        "select 1; delete from result",
        "select 1 /* ; */ ; /* */ delete from result",
        "select ';' ; drop table result",
        "-- select\ndelete from result",
        "/* /* */ select */ delete from result",
        "with x as (select 1) delete from result",
        "with x(a) as (select 1) insert into restart select a, 'x', 1, 1 from x",
        "explain analyze delete from result",
        "explain analyze select csvwrite('OUT/written.csv', 'select 1')",
        "explain delete from result",
        "execute immediate 'delete from result'",
        "prepare commit evil",
        "(delete from result)",
        "{call csvread('OUT/secret.csv')}",
        "select $$x$$ from final table (delete from result)",
        "savepoint evil",
        "commit",
        "help");
  }

  private String aimed(String attack) {
    return attack.replace("OUT", outside.toString());
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void theReaderRefusesIt(String attack) throws IOException {
    try (ResultsReader reader = ResultsReader.open(folder)) {
      assertThatThrownBy(() -> reader.query(aimed(attack), new Collected()))
          .isInstanceOf(InvalidInputException.class)
          .message()
          .startsWith("sql: ")
          .doesNotContain(SECRET, "SQL statement", "Exception");
    }
    assertUnchanged();
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void theDatabaseRefusesItOnTheRunningWriter(String attack) throws Exception {
    ServerFile server = ServerFile.read(folder);
    assertThat(server).isNotNull();
    try (Connection connection = H2.connect(server)) {
      assertNothingIsRead(connection, attack);
    }
    assertUnchanged();
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void theDatabaseRefusesItOnTheFile(String attack, @TempDir Path copy) throws Exception {
    Files.copy(folder.resolve("tune.mv.db"), copy.resolve("tune.mv.db"));
    byte[] before = Files.readAllBytes(copy.resolve("tune.mv.db"));
    try (Connection connection = H2.openToRead(copy)) {
      assertNothingIsRead(connection, attack);
    }
    assertThat(Files.readAllBytes(copy.resolve("tune.mv.db"))).isEqualTo(before);
    assertUnchanged();
  }

  /** The attack may do nothing at all, but it must not tell the content of the file. */
  private void assertNothingIsRead(Connection connection, String attack) {
    try (Statement statement = connection.createStatement()) {
      boolean rows = statement.execute(aimed(attack));
      if (rows) {
        Collected answer = new Collected();
        Answers.stream(statement.getResultSet(), answer);
        assertThat(answer.rows.toString()).doesNotContain(SECRET);
      }
    } catch (SQLException | IOException e) {
      assertThat(e.getMessage()).doesNotContain(SECRET);
    }
  }

  /** Everything that is in the database: relations, rows, users, rights and settings. */
  private String everything() {
    List<String> lines = new ArrayList<>();
    try (Connection owner = H2.openToWrite(folder)) {
      Sql.each(owner, "script", row -> lines.add(row.getString(1)));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return String.join("\n", lines);
  }

  private void assertUnchanged() throws IOException {
    assertThat(everything()).isEqualTo(before);
    try (Stream<Path> files = Files.list(outside)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactly("secret.csv");
    }
  }

  /** H2 lets every user change its own password; so the guard refuses, and the writer mends it. */
  @Test
  void aChangedPasswordIsMendedWhenTheWriterOpens() throws Exception {
    Path mended = temp.resolve("mended");
    try (ResultsDb writer = ResultsDb.open(mended)) {
      assertThat(writer.sweeps()).isEmpty();
      ServerFile server = ServerFile.read(mended);
      assertThat(server).isNotNull();
      try (Connection connection = H2.connect(server)) {
        Sql.update(connection, "set password 'x'");
      }
    }
    ResultsDb.open(mended).close();
    try (ResultsReader reader = ResultsReader.open(mended)) {
      assertThat(reader.sweeps()).isEmpty();
      assertThatThrownBy(() -> reader.query("set password 'x'", new Collected()))
          .isInstanceOf(InvalidInputException.class);
    }
  }

  @Test
  void theWriterGoesOnAfterwards() {
    assertThat(db.append("s", Batch.of(List.of(reported(1, "s_00000", 1, 1, Map.of())))))
        .containsExactly(1L);
  }

  @Test
  void anotherDatabaseIsOutOfReach() throws Exception {
    ServerFile server = ServerFile.read(folder);
    assertThat(server).isNotNull();
    Path other = temp.resolve("other");
    ResultsDb.open(other).close();
    for (String name :
        List.of(
            H2.path(other),
            H2.path(folder),
            "../other/tune",
            "~/x",
            "mem:x",
            "mem:management_db_" + server.port(),
            server.secret() + "/../x")) {
      ServerFile aimed = new ServerFile(server.port(), name, server.pid(), server.host());
      assertThatThrownBy(() -> H2.connect(aimed).close()).isInstanceOf(SQLException.class);
    }
  }
}

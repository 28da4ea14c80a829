package org.tune4j.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.yaml.InvalidInputException;

class QueryGuardTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1",
        "SELECT * FROM sweep",
        "(select 1) union (select 2)",
        "with x as (select 1 as a) select a from x",
        "values (1, 2), (3, 4)",
        "table sweep",
        "show tables",
        "explain select 1",
        "explain plan for select 1",
        "select 'delete; drop -- table' as x",
        "select \"delete\" from t",
        "select 'it''s' from t",
        "select 1e-4, .5, 2.5e3, 0x1F",
        "select metrics[1] from result",
        "select replace(name, 'a', 'b') from sweep",
        "select deleted, updated_at from t",
      })
  void queriesPassAsTheyAre(String sql) {
    assertThat(QueryGuard.check(sql)).isEqualTo(sql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select 1;|select 1",
        "select 1 ; ;|select 1",
        "select /* delete */ 1|select 1",
        "select/* a /* b */ c */1|select 1",
        "select 1 // drop|select 1",
        "  select 1  |select 1",
      })
  void commentsAndTheLastSemicolonAreLeftOut(String sql, String checked) {
    assertThat(QueryGuard.check(sql)).isEqualTo(checked);
  }

  @Test
  void aCommentToTheEndOfALineEndsThere() {
    assertThat(QueryGuard.check("select 1 -- one\n, 2")).isEqualTo("select 1 , 2");
  }

  @Test
  void aRefusalIsFriendly() {
    assertThatThrownBy(() -> QueryGuard.check("delete from trial"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("sql: only queries are allowed here (delete)\n  Maybe begin with select.");
    assertThatThrownBy(() -> QueryGuard.check("select 1; select 2"))
        .hasMessage("sql: one query at a time\n  Maybe leave out what follows the ;.");
    assertThatThrownBy(() -> QueryGuard.check(" -- nothing"))
        .hasMessage("sql: the query is empty\n  Maybe try: select * from sweep.");
    assertThatThrownBy(() -> QueryGuard.check("select * from t where a = ?"))
        .hasMessageContaining("not allowed in a query (?)");
    assertThatThrownBy(() -> QueryGuard.check("select 'a"))
        .hasMessage("sql: a quote has no end\n  Maybe add '.");
    assertThatThrownBy(() -> QueryGuard.check("select 1 /* a"))
        .hasMessage("sql: a comment has no end\n  Maybe add */.");
    assertThatThrownBy(() -> QueryGuard.check("explain")).isInstanceOf(InvalidInputException.class);
  }
}

package org.tune4j.results;

import static org.tune4j.results.Names.quoted;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tune4j.trial.Objectives;

/** The SQL of the wide relations of a sweep. Pure functions. */
final class WideViews {
  private static final List<String> COUNTERS =
      List.of("training_iteration", "timesteps_total", "episodes_total", "time_total_s");

  private static final List<String> STATE =
      List.of(
          "status",
          "reason",
          "error",
          "attempts",
          "member",
          "gpus",
          "trainable",
          "seed",
          "started_at",
          "ended_at");

  /** H2 takes 16,384 columns; what is beyond these is in {@code metric} and {@code trial_param}. */
  private static final int MAX_METRICS = 8_000;

  private static final int MAX_PARAMS = 8_000;

  private WideViews() {}

  /** One row per trial: its config and its last values, each in a column of its own. */
  static String trials(SweepRow sweep, Collection<ParamNames.Param> params, List<String> metrics) {
    Columns columns = new Columns();
    columns.add("t.number", "number");
    columns.add("t.id", "trial_id");
    for (String name : STATE) {
      columns.add("t." + name, name);
    }
    addConfig(columns, params);
    COUNTERS.forEach(counter -> columns.add("r." + counter, counter));
    for (int i = 1; i <= Math.min(MAX_METRICS, metrics.size()); i++) {
      columns.add(lastMetric(i), metrics.get(i - 1));
    }
    columns.add("t.best_value", "best_value");
    columns.add("t.best_iteration", "best_iteration");
    if (sweep.objectives() != null && !sweep.objectives().bounds().isEmpty()) {
      columns.add("t.violation", "violation");
    }
    return "create or replace view "
        + quoted(sweep.trialsRelation())
        + " as select "
        + columns
        + " from trial t left join result r on r.id = (select l.id from result l where"
        + " l.trial_id = t.id and not l.superseded order by l.trial_id desc, l.attempt desc,"
        + " l.training_iteration desc fetch first row only) where t.sweep_id = "
        + sweep.id();
  }

  /**
   * One row per trial that ended well, keeps to all bounds and is beaten by no other such trial:
   * its config, and in the last columns its objectives.
   */
  static String pareto(SweepRow sweep, Objectives several, Collection<ParamNames.Param> params) {
    Columns columns = new Columns();
    columns.add("t.number", "number");
    columns.add("t.id", "trial_id");
    columns.add("t.outcome_iteration", "training_iteration");
    addConfig(columns, params);
    for (int i = 0; i < several.list().size(); i++) {
      columns.add("f.objectives[" + (i + 1) + "]", several.list().get(i).metric());
    }
    return "create or replace view "
        + quoted(sweep.paretoRelation())
        + " as select "
        + columns
        + " from pareto_front f join trial t on t.sweep_id = "
        + sweep.id()
        + " and t.number = f.id - "
        + ResultKeys.first(sweep.id())
        + " where f.id between "
        + ResultKeys.first(sweep.id())
        + " and "
        + ResultKeys.last(sweep.id());
  }

  private static void addConfig(Columns columns, Collection<ParamNames.Param> params) {
    params.stream()
        .limit(MAX_PARAMS)
        .forEach(param -> columns.add(config(param), "config_" + param.path()));
  }

  /** One row per result that counts: its metrics, each in a column of its own. */
  static String results(SweepRow sweep, List<String> metrics) {
    Columns columns = new Columns();
    columns.add("t.number", "number");
    for (String name : List.of("trial_id", "attempt")) {
      columns.add("r." + name, name);
    }
    COUNTERS.forEach(counter -> columns.add("r." + counter, counter));
    for (int i = 1; i <= Math.min(MAX_METRICS, metrics.size()); i++) {
      columns.add(metric("r", i), metrics.get(i - 1));
    }
    columns.add("r.recorded_at", "recorded_at");
    columns.add("r.done", "done");
    return "create or replace view "
        + quoted(sweep.resultsRelation())
        + " as select "
        + columns
        + " from result r join trial t on t.id = r.trial_id where not r.superseded and r.id between"
        + " "
        + ResultKeys.first(sweep.id())
        + " and "
        + ResultKeys.last(sweep.id());
  }

  private static String config(ParamNames.Param param) {
    return switch (param.kind()) {
      case WHOLE -> "cast(" + element("t.params_text", param.index()) + " as bigint)";
      case NUMBER -> element("t.params_num", param.index());
      case TEXT -> element("t.params_text", param.index());
    };
  }

  private static String metric(String alias, int index) {
    return element(alias + ".metrics", index);
  }

  /** The metric in the last result that has it: not every result must have every metric. */
  private static String lastMetric(int index) {
    return "coalesce("
        + metric("r", index)
        + ", (select "
        + metric("m", index)
        + " from result m where m.trial_id = t.id and not m.superseded and "
        + metric("m", index)
        + " is not null order by m.trial_id desc, m.attempt desc, m.training_iteration desc"
        + " fetch first row only))";
  }

  /** Rows that are older than a name have arrays that end before its index. */
  private static String element(String array, int index) {
    return "case when cardinality("
        + array
        + ") >= "
        + index
        + " then "
        + array
        + "["
        + index
        + "] end";
  }

  /** Named expressions; a name that is taken gets a number. */
  private static final class Columns {
    private final List<String> sql = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    void add(String expression, String name) {
      sql.add(expression + " as " + quoted(Names.distinct(name, taken)));
    }

    @Override
    public String toString() {
      return String.join(", ", sql);
    }
  }
}

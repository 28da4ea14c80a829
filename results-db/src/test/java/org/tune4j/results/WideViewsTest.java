package org.tune4j.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tune4j.results.Sample.T0;
import static org.tune4j.results.Sample.events;
import static org.tune4j.results.Sample.reported;
import static org.tune4j.results.Sample.trial;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.trial.Bounds;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objectives;
import org.tune4j.trial.Outcome;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialState;
import org.tune4j.trial.TrialStatus;
import org.tune4j.yaml.InvalidInputException;

class WideViewsTest {
  private static final String S = "cartpole-dqn";
  private static final String FIRST = Trial.id(S, 0);
  private static final String SECOND = Trial.id(S, 1);

  @TempDir Path folder;
  private ResultsDb db;
  private ResultsReader reader;

  @BeforeEach
  void open() {
    db = ResultsDb.open(folder);
    db.createSweep(Sample.sweep(S));
    reader = ResultsReader.open(folder);
  }

  @AfterEach
  void close() {
    reader.close();
    db.close();
  }

  private void trials(Trial... trials) {
    db.append(S, Batch.of(List.of(), List.of(trials), 0));
  }

  private Collected ask(String sql) {
    return Collected.of(reader, sql);
  }

  @Test
  void theQueryOfTheReadmeWorks() {
    trials(
        trial(S, 0, Map.of("lr", 0.01)).withBest(new TrialState.Best(90.0, 2)),
        trial(S, 1, Map.of("lr", 0.001)).withBest(new TrialState.Best(150.0, 1)));
    db.append(
        S,
        events(
            reported(1, FIRST, 1, 1, Map.of("episode_reward_mean", 80.0)),
            reported(2, SECOND, 1, 1, Map.of("episode_reward_mean", 150.0)),
            reported(3, FIRST, 1, 2, Map.of("episode_reward_mean", 90.0))));
    Collected answer =
        ask(
            "select number, config_lr, episode_reward_mean from cartpole_dqn_trials order by"
                + " best_value desc");
    assertThat(answer.names).containsExactly("number", "config_lr", "episode_reward_mean");
    assertThat(answer.rows).containsExactly(List.of(1L, 0.001, 150.0), List.of(0L, 0.01, 90.0));
    assertThat(answer.ended).isTrue();
  }

  @Test
  void moreMetricsThanATableHasColumnsAreKeptAll() {
    trials(trial(S, 0, Map.of()));
    Map<String, Double> many = new HashMap<>();
    for (int i = 0; i < 17_000; i++) {
      many.put("m" + i, (double) i);
    }
    db.append(S, events(reported(1, FIRST, 1, 1, many)));
    assertThat(ask("select count(*) from metric").rows).containsExactly(List.of(17_000L));
    assertThat(ask("select number from cartpole_dqn_trials").rows).containsExactly(List.of(0L));
  }

  @Test
  void namesThatKeepComingAreShownTogether() throws Exception {
    trials(trial(S, 0, Map.of()));
    int names = 600;
    for (int i = 1; i <= names; i++) {
      db.append(S, events(reported(i, FIRST, 1, i, Map.of("m" + i, (double) i))));
    }
    String last =
        "select m" + names + " from cartpole_dqn_results where m" + names + " is not null";
    assertThat(askUntilThere(last)).containsExactly(List.of((double) names));

    db.append(S, events(reported(names + 1, FIRST, 1, names + 1, Map.of("at_close", 1.0))));
    close();
    db = ResultsDb.open(folder);
    reader = ResultsReader.open(folder);
    assertThat(ask("select at_close from cartpole_dqn_trials").rows).containsExactly(List.of(1.0));
  }

  /** What a reader may see a second late. */
  private List<List<Object>> askUntilThere(String sql) throws InterruptedException {
    for (int tries = 600; ; tries--) {
      try {
        return ask(sql).rows;
      } catch (InvalidInputException e) { // no such column
        if (tries == 0) {
          throw e;
        }
        Thread.sleep(50);
      }
    }
  }

  @Test
  void bothRelationsExistBeforeAnythingHappened() {
    assertThat(ask("select * from cartpole_dqn_trials").names)
        .containsExactly(
            "number",
            "trial_id",
            "status",
            "reason",
            "error",
            "attempts",
            "member",
            "gpus",
            "trainable",
            "seed",
            "started_at",
            "ended_at",
            "training_iteration",
            "timesteps_total",
            "episodes_total",
            "time_total_s",
            "best_value",
            "best_iteration");
    assertThat(ask("select * from cartpole_dqn_results").rows).isEmpty();
  }

  @Test
  void aTrialWithoutResultsIsThere() {
    trials(trial(S, 0, Map.of()));
    assertThat(ask("select number, training_iteration from cartpole_dqn_trials").rows)
        .containsExactly(Arrays.asList(0L, null));
  }

  @Test
  void aConfigColumnIsAsWideAsItsValues() {
    trials(
        trial(S, 0, Map.of("whole", 64, "number", 1, "text", 1, "list", List.of(64, 64))),
        trial(S, 1, Map.of("whole", 32, "number", 0.5, "text", "auto", "late", true)));
    assertThat(
            ask("select config_whole, config_number, config_text, config_list, config_late from"
                    + " cartpole_dqn_trials order by number")
                .rows)
        .containsExactly(
            Arrays.asList(64L, 1.0, "1", "[64,64]", null),
            Arrays.asList(32L, 0.5, "auto", null, "true"));
  }

  @Test
  void aConfigColumnWidensWhenALaterTrialNeedsIt() {
    trials(trial(S, 0, Map.of("a", 1)));
    assertThat(ask("select config_a from cartpole_dqn_trials").rows).containsExactly(List.of(1L));
    trials(trial(S, 1, Map.of("a", "none", "b", Map.of("c", 2))));
    assertThat(ask("select config_a, config_b_c from cartpole_dqn_trials order by number").rows)
        .containsExactly(Arrays.asList("1", null), List.of("none", 2L));
  }

  @Test
  void aMetricThatComesLateIsNullBefore() {
    db.append(S, events(reported(1, FIRST, 1, 1, Map.of("m", 1.0))));
    db.append(S, events(reported(2, FIRST, 1, 2, Map.of("info/learner/x", 2.0))));
    trials(trial(S, 0, Map.of()));
    Collected answer = ask("select * from cartpole_dqn_results order by training_iteration");
    assertThat(answer.names)
        .containsExactly(
            "number",
            "trial_id",
            "attempt",
            "training_iteration",
            "timesteps_total",
            "episodes_total",
            "time_total_s",
            "m",
            "info_learner_x",
            "recorded_at",
            "done");
    assertThat(answer.rows.stream().map(row -> row.subList(7, 9)))
        .containsExactly(Arrays.asList(1.0, null), Arrays.asList(null, 2.0));
    assertThat(ask("select training_iteration, name, value from metric order by value").rows)
        .containsExactly(List.of(1L, "m", 1.0), List.of(2L, "info/learner/x", 2.0));
  }

  @Test
  void theLastValueOfAMetricMayLieBeforeTheLastResult() {
    trials(trial(S, 0, Map.of()));
    db.append(
        S,
        events(
            reported(1, FIRST, 1, 1, Map.of("loss", 5.0, "test", 0.5)),
            reported(2, FIRST, 1, 2, Map.of("loss", 4.0, "test", 0.6)),
            reported(3, FIRST, 1, 3, Map.of("loss", 3.0))));
    assertThat(ask("select training_iteration, loss, test from cartpole_dqn_trials").rows)
        .containsExactly(List.of(3L, 3.0, 0.6));
  }

  @Test
  void supersededResultsAreNotShown() {
    trials(trial(S, 0, Map.of()));
    for (int i = 1; i <= 4; i++) {
      db.append(S, events(reported(i, FIRST, 1, i, Map.of("m", (double) i))));
    }
    db.append(S, events().withRestarts(List.of(new Restart(FIRST, 2, 2))));
    assertThat(ask("select training_iteration, m from cartpole_dqn_trials").rows)
        .containsExactly(List.of(2L, 2.0));
    db.append(S, events(reported(5, FIRST, 2, 3, Map.of("m", 30.0))));
    assertThat(ask("select training_iteration, m from cartpole_dqn_trials").rows)
        .containsExactly(List.of(3L, 30.0));
    assertThat(ask("select m from cartpole_dqn_results order by training_iteration").rows)
        .containsExactly(List.of(1.0), List.of(2.0), List.of(30.0));
    assertThat(ask("select \"VALUE\" from metric order by training_iteration").rows).hasSize(3);
  }

  @Test
  void namesThatWouldCollideGetANumber() {
    trials(trial(S, 0, Map.of("a.b", 1, "a_b", 2)).ended(TrialStatus.TERMINATED, "done", null, T0));
    db.append(S, events(reported(1, FIRST, 1, 1, Map.of("status", 7.0, "a/b", 1.0, "a-b", 2.0))));
    assertThat(
            ask("select status, status_2, a_b, a_b_2, config_a_b, config_a_b_2 from"
                    + " cartpole_dqn_trials")
                .rows)
        .containsExactly(List.of("TERMINATED", 7.0, 2.0, 1.0, 1L, 2L));
  }

  @Test
  void reservedWordsAndQuotesAreColumnsToo() {
    trials(trial(S, 0, Map.of("order", 1)));
    db.append(
        S, events(reported(1, FIRST, 1, 1, Map.of("select", 1.0, "value", 2.0, "x\"y;--", 3.0))));
    assertThat(ask("select \"select\", value, x_y___ from cartpole_dqn_trials").rows)
        .containsExactly(List.of(1.0, 2.0, 3.0));
  }

  private static Trial ended(String sweep, int number, TrialStatus status, Outcome outcome) {
    return trial(sweep, number, Map.of("lr", number, "order", Map.of("by", "x")))
        .withOutcome(outcome)
        .ended(status, "done", null, T0);
  }

  private static Outcome outcome(double loss, double score) {
    return new Outcome(List.of(loss, score), 0, 7);
  }

  @Test
  void theParetoFrontIsWhatNothingBeats() {
    db.createSweep(
        Sample.with(
            "two",
            new Objectives(
                List.of(
                    new Objective("loss", Objective.Mode.MIN),
                    new Objective("order", Objective.Mode.MAX)),
                new TreeMap<>(Map.of("ms", new Bounds(null, 10.0))))));
    assertThat(ask("select * from two_pareto").rows).isEmpty();
    db.append(
        "two",
        Batch.of(
            List.of(),
            List.of(
                ended("two", 0, TrialStatus.TERMINATED, outcome(1, 10)),
                ended("two", 1, TrialStatus.TERMINATED, outcome(2, 20)),
                ended("two", 2, TrialStatus.TERMINATED, outcome(2, 15)), // beaten by 1
                ended("two", 3, TrialStatus.TERMINATED, outcome(1, 10)), // equal to 0
                ended("two", 4, TrialStatus.ERROR, outcome(0, 99)),
                ended("two", 5, TrialStatus.TERMINATED, null),
                ended("two", 6, TrialStatus.TERMINATED, new Outcome(List.of(0.0, 99.0), 0.5, 1)),
                trial("two", 7, Map.of()).withOutcome(outcome(0, 99)), // still runs
                ended("two", 8, TrialStatus.TERMINATED, outcome(0.5, 9))),
            0));
    Collected answer = ask("select * from two_pareto order by number");
    assertThat(answer.names)
        .containsExactly(
            "number",
            "trial_id",
            "training_iteration",
            "config_lr",
            "config_order_by",
            "loss",
            "order");
    assertThat(answer.rows)
        .containsExactly(
            List.of(0L, "two_00000", 7L, 0L, "x", 1.0, 10.0),
            List.of(1L, "two_00001", 7L, 1L, "x", 2.0, 20.0),
            List.of(3L, "two_00003", 7L, 3L, "x", 1.0, 10.0),
            List.of(8L, "two_00008", 7L, 8L, "x", 0.5, 9.0));
    assertThat(ask("select number from two_trials where violation > 0").rows)
        .containsExactly(List.of(6L));
  }

  @Test
  void theFrontIsTheSameInAnyOrderAndWhenToldTwice() {
    Random random = new Random(4);
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      trials.add(
          ended("a", i, TrialStatus.TERMINATED, outcome(random.nextInt(40), random.nextInt(40))));
    }
    Objectives objectives =
        new Objectives(
            List.of(
                new Objective("loss", Objective.Mode.MIN),
                new Objective("score", Objective.Mode.MAX)),
            new TreeMap<>());
    for (String name : List.of("a", "b")) {
      db.createSweep(Sample.with(name, objectives));
      Collections.shuffle(trials, random);
      for (int i = 0; i < trials.size(); i += 10) {
        List<Trial> some = trials.subList(i, Math.min(trials.size(), i + 15)); // 5 come again
        db.append(name, Batch.of(List.of(), some.stream().map(t -> of(name, t)).toList(), 0));
      }
    }
    List<List<Object>> front = new ArrayList<>();
    for (Trial one : trials) {
      if (trials.stream().noneMatch(t -> beats(t.outcome(), one.outcome()))) {
        front.add(List.of((long) one.number(), one.outcome().values().get(0)));
      }
    }
    front.sort(Comparator.comparing(row -> (Long) row.get(0)));
    assertThat(front).hasSizeGreaterThan(3);
    assertThat(ask("select number, loss from a_pareto order by number").rows).isEqualTo(front);
    assertThat(ask("select number, loss from b_pareto order by number").rows).isEqualTo(front);
    for (String name : List.of("a", "b")) {
      assertThat(db.front(name))
          .extracting(t -> List.<Object>of((long) t.number(), t.outcome().values().get(0)))
          .isEqualTo(front);
    }
    assertThat(db.front(S)).isEmpty();
  }

  /** Less of the first value and more of the second is better. */
  private static boolean beats(Outcome one, Outcome other) {
    double loss = one.values().get(0) - other.values().get(0);
    double score = one.values().get(1) - other.values().get(1);
    return loss <= 0 && score >= 0 && (loss < 0 || score > 0);
  }

  /** The same trial of another sweep. */
  private static Trial of(String sweep, Trial trial) {
    return ended(sweep, trial.number(), trial.status(), trial.outcome());
  }

  @Test
  void oneObjectiveHasNoParetoFront() {
    assertThatThrownBy(() -> ask("select * from cartpole_dqn_pareto"))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void metricAndTrialParamAreNarrowRelations() {
    trials(trial(S, 0, Map.of("lr", 0.5, "env", "CartPole-v0")));
    db.append(S, events(reported(1, FIRST, 1, 1, Map.of("b", 2.0, "a", 1.0))));
    assertThat(ask("select * from metric order by name").names)
        .containsExactly("trial_id", "attempt", "training_iteration", "name", "value");
    assertThat(ask("select name, value from metric order by name").rows)
        .containsExactly(List.of("a", 1.0), List.of("b", 2.0));
    assertThat(
            ask("select trial_id, path, value_num, value_text from trial_param order by path").rows)
        .containsExactly(
            Arrays.asList(FIRST, "env", null, "CartPole-v0"),
            Arrays.asList(FIRST, "lr", 0.5, "0.5"));
  }
}

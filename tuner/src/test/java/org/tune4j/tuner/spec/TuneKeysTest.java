package org.tune4j.tuner.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.Objective;
import org.tune4j.tuner.Sweep;
import org.tune4j.tuner.Sweep.CheckpointPolicy;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Place;
import org.tune4j.yaml.Problem;

/** What people bring along from Tune and RLlib: read, noted, or refused with what it is. */
class TuneKeysTest {
  private static final TrainableRegistry TRAINABLES = TrainableRegistry.load();

  @Test
  void whereTuneHasNoneNullSaysNothing() {
    Sweep sweep =
        only(
            """
            s:
              run: synthetic
              metric: null
              mode: null
              stop: null
              time_budget_s: null
              seed: null
              search_alg: null
              scheduler: null
              max_concurrent_trials: null
              keep_checkpoints_num: null
              checkpoint_config: null
              resources_per_trial: null
              restore: null
              callbacks: null
              fail_fast: null
              env: null
              config: null
            """);
    assertThat(sweep.objective()).isEqualTo(new Objective("loss", Objective.Mode.MIN));
    assertThat(sweep.stop().texts()).isEmpty();
    assertThat(sweep.limits().maxConcurrentTrials()).isZero();
    assertThat(sweep.checkpoints()).isEqualTo(CheckpointPolicy.DEFAULT);
    assertThat(sweep.warnings()).isEmpty();
    assertThat(only(sweep.yaml()).yaml()).isEqualTo(sweep.yaml());
  }

  @Test
  void whatMeansNothingHereIsNoted() {
    Sweep sweep =
        only(
            """
            s:
              run: synthetic
              name: mine
              verbose: 3
              progress_reporter: cli
              trial_name_creator: f
              trial_dirname_creator: f
              reuse_actors: true
              raise_on_failed_trial: true
              server_port: 4321
              checkpoint_config: {checkpoint_score_attribute: loss}
              resume: false
              export_formats: []
            """);
    assertThat(sweep.warnings())
        .hasSize(9)
        .contains(
            "sweep s: name does nothing here: a sweep is named by its key at the top of the"
                + " file")
        .noneMatch(warning -> warning.contains("resume") || warning.contains("export"));
  }

  @Test
  void checkpointsCanBeAskedForInTheWordsOfTuneTwo() {
    assertThat(
            only("s: {run: synthetic, checkpoint_config: {checkpoint_frequency: 3,"
                    + " checkpoint_at_end: false, num_to_keep: 5}}")
                .checkpoints())
        .isEqualTo(new CheckpointPolicy(3, false, 5));
    assertThat(
            only("s: {run: synthetic, checkpoint_config: {frequency: 3, num_to_keep: null}}")
                .checkpoints())
        .isEqualTo(new CheckpointPolicy(3, true, 2));
  }

  @Test
  void whatIsSaidTwiceIsAProblem() {
    assertThat(problems("s: {run: synthetic, checkpoint: {frequency: 3}, checkpoint_freq: 4}"))
        .containsExactly(
            new Problem(
                "sweep s: checkpoint_freq: says the same as checkpoint.frequency, which is there"
                    + " too",
                new Place("f", 1, 66),
                "delete one of them"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fail_fast: true                       | stopping at the first failure",
        "restore: /somewhere                   | starting from another checkpoint",
      })
  void whatIsToComeIsRefusedAsThat(String key, String why) {
    List<Problem> problems = problems("s: {run: synthetic, " + key + "}");
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).message()).contains(why).contains("not supported yet");
    assertThat(problems.get(0).place()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "search_alg: genetic",
        "search_alg: {type: bayesopt, population: 20}",
        "search_alg: HyperOptSearch",
        "search_alg: hebo",
      })
  void kindsThatAreToComeAreNoTypingErrors(String key) {
    List<Problem> problems = problems("s: {run: synthetic, " + key + "}");
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).message()).contains(" is not supported yet (there is: ");
    assertThat(problems.get(0).maybe()).isNull();
  }

  @Test
  void otherKindsAreTypingErrors() {
    assertThat(problems("s: {run: synthetic, search_alg: randm}"))
        .containsExactly(
            new Problem(
                "sweep s: search_alg: there is no randm (there is: "
                    + String.join(", ", new java.util.TreeSet<>(SweepKeys.SEARCHERS))
                    + ")",
                new Place("f", 1, 33),
                "use random"));
    assertThat(problems("s: {run: synthetic, search_alg: TPE}").get(0).maybe())
        .isEqualTo("use tpe");
    assertThat(problems("s: {run: synthetic, scheduler: {type: 3, max_t: 1}}").get(0).message())
        .isEqualTo("sweep s: scheduler.type: must be a name, or a map with a type (3)");
    assertThat(problems("s: {run: synthetic, scheduler: {typ: fifo}}").get(0).maybe())
        .isEqualTo("use type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"QMIX", "APEX", "R2D2", "contrib/MADDPG", "CQL"})
  void algorithmsThatAreToComeAreNoTypingErrors(String name) {
    List<Problem> problems = problems("s: {run: " + name + "}");
    assertThat(problems)
        .containsExactly(
            new Problem(
                "sweep s: run: "
                    + name
                    + " is not supported yet (there is: "
                    + String.join(", ", TRAINABLES.names())
                    + ")",
                new Place("f", 1, 10),
                null));
  }

  @Test
  void oneMistakeIsToldOnce() {
    assertThat(problems("s: {run: 5}")).hasSize(1);
  }

  @Test
  void resourcesMayBeNamedAsInTune() {
    assertThat(only("s: {run: synthetic, resources_per_trial: {CPU: 1, GPU: 0}}").yaml())
        .contains("CPU");
    assertThat(problems("s: {run: synthetic, num_samples: 0}").get(0).message())
        .isEqualTo("sweep s: num_samples: must be a whole number from 1 to 1000000000 or -1 (0)");
  }

  private static Sweep only(String yaml) {
    List<Sweep> sweeps = SweepFile.parse(yaml, "f", TRAINABLES);
    assertThat(sweeps).hasSize(1);
    return sweeps.get(0);
  }

  private static List<Problem> problems(String yaml) {
    InvalidInputException e =
        catchThrowableOfType(
            InvalidInputException.class, () -> SweepFile.parse(yaml, "f", TRAINABLES));
    assertThat(e).as(yaml).isNotNull();
    return e.problems();
  }
}

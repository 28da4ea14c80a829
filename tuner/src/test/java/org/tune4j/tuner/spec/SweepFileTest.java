package org.tune4j.tuner.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.Objective;
import org.tune4j.tuner.Sweep;
import org.tune4j.tuner.Sweep.CheckpointPolicy;
import org.tune4j.tuner.stop.StopRules;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Place;
import org.tune4j.yaml.Problem;

class SweepFileTest {
  private static final TrainableRegistry TRAINABLES = TrainableRegistry.load();
  private static final Path EXAMPLES = Path.of("..", "examples");

  @Test
  void aSweepNeedsNoMoreThanATrainable() {
    Sweep sweep = only("s: {run: synthetic}");
    assertThat(sweep.search().numSamples()).isEqualTo(1);
    assertThat(sweep.limits().maxConcurrentTrials()).isZero();
    assertThat(sweep.limits().maxFailures()).isZero();
    assertThat(sweep.limits().timeBudget()).isNull();
    assertThat(sweep.checkpoints()).isEqualTo(CheckpointPolicy.DEFAULT);
    assertThat(sweep.objective()).isEqualTo(new Objective("loss", Objective.Mode.MIN));
    assertThat(sweep.stop()).isEqualTo(StopRules.NONE);
    assertThat(sweep.search().seed()).isPositive();
  }

  @Test
  void everyKeyIsRead() {
    Sweep sweep =
        only(
            """
            s:
              run: synthetic
              metric: score
              mode: max
              stop: {training_iteration: 5, info/learner/kl: 1e-2}
              num_samples: 3
              seed: 42
              max_concurrent_trials: 8
              max_failures: -1
              time_budget_s: 3600
              checkpoint: {frequency: 10, at_end: false, num_to_keep: 4}
              step_timeout_s: 0
              disk_quota_mb: 1.5
              search_alg: {type: random, constant_grid_search: true}
              scheduler: fifo
              resources_per_trial: {cpu: 2, gpu: 0.5}
              config: {lr: {loguniform: [1e-5, 1e-2]}}
            """);
    assertThat(sweep.objective()).isEqualTo(new Objective("score", Objective.Mode.MAX));
    assertThat(sweep.stop().texts())
        .containsExactly("info/learner/kl >= 0.01", "training_iteration >= 5");
    assertThat(sweep.search().numSamples()).isEqualTo(3);
    assertThat(sweep.search().seed()).isEqualTo(42);
    assertThat(sweep.limits().maxConcurrentTrials()).isEqualTo(8);
    assertThat(sweep.limits().maxFailures()).isEqualTo(-1);
    assertThat(sweep.limits().timeBudget()).hasSeconds(3600);
    assertThat(sweep.checkpoints()).isEqualTo(new CheckpointPolicy(10, false, 4));
    assertThat(sweep.limits().stepTimeoutS()).isZero();
    assertThat(sweep.limits().diskQuotaBytes()).isEqualTo(1_572_864);
    assertThat(sweep.search().constantGrid()).isTrue();
  }

  @Test
  void theKeysOfTuneAreReadToo() {
    Sweep sweep =
        only(
            """
            s:
              run: synthetic
              checkpoint_freq: 7
              checkpoint_at_end: false
              keep_checkpoints_num: 3
              local_dir: /somewhere
            """);
    assertThat(sweep.checkpoints()).isEqualTo(new CheckpointPolicy(7, false, 3));
    assertThat(sweep.warnings())
        .containsExactly(
            "sweep s: local_dir does nothing here: results go to the folder of --results");
  }

  @Test
  void aRecordedSweepReadsBackAsItWas() {
    Sweep sweep =
        only("s: {run: synthetic, seed: 7, num_samples: 2, config: {lr: {uniform: [0.1, 1]}}}");
    Sweep again = only(sweep.yaml());
    assertThat(again.yaml()).isEqualTo(sweep.yaml());
    assertThat(again.space().variant(java.math.BigInteger.ZERO, 7, 1))
        .isEqualTo(sweep.space().variant(java.math.BigInteger.ZERO, 7, 1));
  }

  @Test
  void severalSweepsStandInOneFile() {
    assertThat(parse("a: {run: synthetic}\nb: {run: synthetic}"))
        .extracting(Sweep::name)
        .containsExactly("a", "b");
  }

  @Test
  void problemsSayWhatAndWhereAndWhatToTry() {
    assertThat(problems("s: {run: synthetic, num_sampels: 4}"))
        .containsExactly(
            new Problem(
                "sweep s: there is no key num_sampels", new Place("f", 1, 21), "use num_samples"));
    assertThat(problems("s: {run: synthetik}").get(0).maybe()).isEqualTo("use synthetic");
    assertThat(problems("s: {run: synthetic, num_samples: 0}").get(0).message())
        .contains("num_samples")
        .contains("(0)");
    assertThat(problems("s: {run: synthetic, metric: accuracy}").get(0).maybe())
        .isEqualTo("add mode: max");
    assertThat(problems("s: {run: synthetic, stop: {loss: low}}").get(0).place())
        .isEqualTo(new Place("f", 1, 34));
    assertThat(problems("s: {run: synthetic, checkpoint: {freqency: 3}}").get(0).maybe())
        .isEqualTo("use frequency");
    assertThat(problems("s: {run: synthetic, scheduler: {type: fifos}}").get(0).message())
        .startsWith("sweep s: scheduler.type: there is no fifos (there is: ");
    assertThat(problems("s: 3").get(0).message()).contains("must be a map");
    assertThat(problems("s: {}").get(0).message()).contains("run: must say what a trial runs");
    assertThat(problems("").get(0).message()).contains("empty");
    assertThat(problems("a b: {run: synthetic}").get(0).message()).contains("a name must begin");
    assertThat(problems("s: {run: synthetic, config: 3}").get(0).message())
        .contains("config: must be a map");
  }

  @Test
  void whatTrainsInAnEnvironmentMustNameIt() {
    for (String sweep : List.of("{run: DQN}", "{run: PPO, env: null, config: {lr: 0.1}}")) {
      List<Problem> problems = problems("s: " + sweep);
      assertThat(problems).hasSize(1);
      assertThat(problems.get(0).message()).startsWith("sweep s: env: must name the environment");
      assertThat(problems.get(0).place()).isEqualTo(new Place("f", 1, 4));
    }
    only("s: {run: DQN, config: {env: CartPole-v0}}");
    only("s: {run: DQN, env: {grid_search: [CartPole-v0, CartPole-v1]}}");
    only("s: {run: synthetic}");
    only("s: {run: DQN, config: {\"env, lr\": {choice: [[CartPole-v0, 1e-3], [CartPole-v1, 1]]}}}");
  }

  @Test
  void keysThatVaryTogetherAreCheckedEach() {
    String sweep = "s: {run: DQN, env: CartPole-v0, config: {\"%s\": {grid_search: [[%s, 32]]}}}";
    only(sweep.formatted("lr, train_batch_size", "1e-3"));
    only(sweep.formatted("lr, exploration_config.epsilon_timesteps", "1e-3"));
    List<Problem> problems = problems(sweep.formatted("lr, train_bach_size", "1e-3"));
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).message())
        .isEqualTo("search space: config.train_bach_size: is no known key");
    assertThat(problems.get(0).maybe()).isEqualTo("use train_batch_size");
    assertThat(problems(sweep.formatted("lr, train_batch_size", "fast")).get(0).message())
        .startsWith("search space: config.lr: must be");
  }

  @Test
  void aSweepCannotTakeTheNameOfTheDatabase() {
    for (String name : List.of("tune.mv.db", "tune.server")) {
      assertThat(problems(name + ": {run: synthetic}").get(0).message())
          .startsWith("sweep " + name + ": a name must not begin with tune.");
    }
    only("tune-1.mv.db: {run: synthetic}");
  }

  @Test
  void allProblemsOfAllSweepsAreToldAtOnce() {
    assertThat(problems("a: {run: nothing, nmu_samples: 1}\nb: {run: synthetic, seed: x}"))
        .hasSize(3);
  }

  @Test
  void theExampleWithTenMistakesHasTenProblemsEachWithItsPlace() {
    InvalidInputException e =
        catchThrowableOfType(
            InvalidInputException.class,
            () -> SweepFile.read(EXAMPLES.resolve("broken.yaml"), TRAINABLES));
    assertThat(e.problems()).hasSize(10).allSatisfy(p -> assertThat(p.place()).isNotNull());
  }

  @Test
  void aFileThatIsNotThereOrNoTextIsAProblem() {
    assertThat(
            catchThrowableOfType(
                    InvalidInputException.class,
                    () -> SweepFile.read(Path.of("no-such.yaml"), TRAINABLES))
                .getMessage())
        .contains("there is no such file");
    assertThat(
            catchThrowableOfType(
                    InvalidInputException.class, () -> SweepFile.read(EXAMPLES, TRAINABLES))
                .getMessage())
        .contains("folder");
  }

  private static Sweep only(String yaml) {
    List<Sweep> sweeps = parse(yaml);
    assertThat(sweeps).hasSize(1);
    return sweeps.get(0);
  }

  private static List<Sweep> parse(String yaml) {
    return SweepFile.parse(yaml, "f", TRAINABLES);
  }

  private static List<Problem> problems(String yaml) {
    InvalidInputException e = catchThrowableOfType(InvalidInputException.class, () -> parse(yaml));
    assertThat(e).as(yaml).isNotNull();
    return e.problems();
  }
}

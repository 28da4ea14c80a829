package org.tune4j.tuner.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.PlacementGroup.Strategy;
import org.tune4j.trial.Resources;
import org.tune4j.tuner.Sweep;
import org.tune4j.tuner.place.Offer;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Place;
import org.tune4j.yaml.Problem;

class ResourceKeysTest {
  private static final TrainableRegistry TRAINABLES = TrainableRegistry.load();
  private static final long GB = 1L << 30;

  private static Sweep sweep(String run, String resources) {
    String text = "s: {run: " + run + ", resources_per_trial: " + resources + "}";
    return SweepFile.parse(text, "f", TRAINABLES).get(0);
  }

  private static PlacementGroup first(String resources) {
    return sweep("synthetic", resources).firstRequest();
  }

  private static Resources of(double cpu, double gpu, long memory, Map<String, Double> custom) {
    return new Resources(cpu, gpu, memory, new TreeMap<>(custom));
  }

  @Test
  void oneBundleIsSaidByItsAmounts() {
    assertThat(first("{}")).isEqualTo(PlacementGroup.ONE_CPU);
    assertThat(first("{gpu: 2}")).isEqualTo(PlacementGroup.of(new Resources(1, 2)));
    assertThat(first("{CPU: 0.5, GPU: 0.25}"))
        .isEqualTo(PlacementGroup.of(new Resources(0.5, 0.25)));
    assertThat(first("{cpu: 0, memory: 1.5 GB, custom_resources: {tpu: 1, licence: 0.5}}"))
        .isEqualTo(PlacementGroup.of(of(0, 0, GB * 3 / 2, Map.of("tpu", 1.0, "licence", 0.5))));
    assertThat(first("{memory: 1e9}").total().memory()).isEqualTo(1_000_000_000);
  }

  @Test
  void severalBundlesAreAList() {
    assertThat(first("{bundles: [{}, {cpu: 1, gpu: 0.5, memory: 4GB, tpu: 2}], strategy: SPREAD}"))
        .isEqualTo(
            new PlacementGroup(
                List.of(Resources.NOTHING, of(1, 0.5, 4 * GB, Map.of("tpu", 2.0))),
                Strategy.SPREAD));
    assertThat(first("{bundles: []}")).isEqualTo(PlacementGroup.ONE_CPU);
    assertThat(first("{cpu: 1, extra_cpu: 2, extra_gpu: 1}"))
        .isEqualTo(
            new PlacementGroup(List.of(Resources.ONE_CPU, new Resources(2, 1)), Strategy.PACK));
  }

  @Test
  void amountsAreAPartOfTheSpace() {
    Sweep sweep =
        sweep(
            "synthetic",
            "{bundles: [{cpu: {grid_search: [1, 2]}, memory: {grid_search: [1GB, 2GB]},"
                + " tpu: {choice: [1]}}]}");
    List<PlacementGroup> asked = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      asked.add(sweep.request().apply(sweep.space().variant(BigInteger.valueOf(i), 1, 0)));
    }
    assertThat(asked)
        .containsExactlyInAnyOrder(
            PlacementGroup.of(of(1, 0, GB, Map.of("tpu", 1.0))),
            PlacementGroup.of(of(2, 0, GB, Map.of("tpu", 1.0))),
            PlacementGroup.of(of(1, 0, 2 * GB, Map.of("tpu", 1.0))),
            PlacementGroup.of(of(2, 0, 2 * GB, Map.of("tpu", 1.0))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{gpu: 1.5}                            | 1.5     | gpu: must be a number from 0.0 to 1.0"
            + " or",
        "{gpu: {uniform: [0, 2]}}              | uniform | gpu: must be a number from 0.0 to 1.0"
            + " or",
        "{bundles: [{gpu: 2.5}]}               | 2.5     | bundles.0.gpu: must be a number",
        "{memory: 4 XB}                        | 4 XB    | memory: must be a number of bytes",
        "{memory: {choice: [4GB, lots]}}       | lots    | memory: must be a number of bytes",
        "{bundles: [{memory: much}]}           | much    | bundles.memory: must be a number of",
        "{custom_resources: {tpu: many}}       | many    | custom_resources.tpu: must be a number",
        "{custom_resources: {Gpu: 1}}          | Gpu     | is no name for a resource of one's own",
        "{bundles: [{cpu: 1, tpu: -1}]}        | -1      | bundles.tpu: must be a number from 0",
        "{cpu: 1, bundles: [{cpu: 1}]}         | cpu     | cpu: cannot stand beside bundles",
        "{bundles: [{cpu: 1}], strategy: MANY} | MANY    | strategy: must be one of PACK, SPREAD",
        "{object_store_memory: 5}              | 5       | there is no object store",
      })
  void whatCannotBeIsSaidWithItsPlace(String resources, String at, String message) {
    Problem problem = problem("s: {run: synthetic, resources_per_trial: " + resources + "}", at);
    assertThat(problem.message()).contains("resources_per_trial").contains(message);
  }

  /** The one problem of a file of one line, which must be where that text is. */
  private static Problem problem(String file, String at) {
    InvalidInputException e =
        catchThrowableOfType(
            InvalidInputException.class, () -> SweepFile.parse(file, "f", TRAINABLES));
    assertThat(e.problems()).hasSize(1);
    Problem problem = e.problems().get(0);
    assertThat(problem.place()).isEqualTo(new Place("f", 1, file.indexOf(at) + 1));
    return problem;
  }

  @Test
  void aGpuThatIsDrawnWrongEndsInAMessage() {
    Sweep sweep = sweep("synthetic", "{gpu: {quniform: [0, 2, 0.5]}}");
    assertThatThrownBy(
            () -> {
              for (int number = 0; number < 100; number++) {
                sweep.request().apply(sweep.space().variant(BigInteger.ZERO, 1, number));
              }
            })
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "resources_per_trial: gpu: must be a whole number or less than 1 (1.5)");
  }

  @Test
  void aRlTrialAsksForWhatItsConfigSays() {
    assertThat(rl("{}")).isEqualTo(PlacementGroup.ONE_CPU);
    assertThat(rl("{num_gpus: 0.5}")).isEqualTo(PlacementGroup.of(new Resources(1, 0.5)));
    assertThat(rl("{num_workers: 0}")).isEqualTo(PlacementGroup.ONE_CPU);
    assertThat(
            rl(
                "{num_workers: 2, num_gpus: 1, num_cpus_for_driver: 2, num_cpus_per_worker: 0.5,"
                    + " num_gpus_per_worker: 0.25, custom_resources_per_worker: {tpu: 1},"
                    + " placement_strategy: SPREAD}"))
        .isEqualTo(
            new PlacementGroup(
                List.of(
                    new Resources(2, 1),
                    of(0.5, 0.25, 0, Map.of("tpu", 1.0)),
                    of(0.5, 0.25, 0, Map.of("tpu", 1.0))),
                Strategy.SPREAD));
  }

  private static PlacementGroup rl(String config) {
    return rlSweep("env: CartPole-v0, config: " + config).firstRequest();
  }

  private static Sweep rlSweep(String keys) {
    return SweepFile.parse("s: {run: PPO, " + keys + "}", "f", TRAINABLES).get(0);
  }

  @Test
  void resourcesAreSaidOnce() {
    Problem problem =
        problem(
            "s: {run: PPO, env: CartPole-v0, config: {num_gpus: 1, lr: 1e-4},"
                + " resources_per_trial: {gpu: 1}}",
            "num_gpus");
    assertThat(problem.message())
        .isEqualTo(
            "sweep s: config.num_gpus: asks for resources, and so does resources_per_trial, which"
                + " is there too");
    assertThat(
            rlSweep("env: CartPole-v0, config: {num_workers: 4}, resources_per_trial: {cpu: 1}")
                .firstRequest())
        .as("workers are environments too")
        .isEqualTo(PlacementGroup.ONE_CPU);
  }

  @Test
  void everyRequestMustFit() {
    Sweep sweep = sweep("synthetic", "{cpu: {grid_search: [1, 2, 4]}}");
    Offer two = Offer.of(new Resources(2, 0));
    assertThatThrownBy(() -> sweep.refuseUnlessFits(List.of(two, two)))
        .hasMessageContaining(
            "sweep s: resources_per_trial: no member has 4 CPU, which trial 2 asks for (there is 2"
                + " x 2 CPU)");
    assertThatCode(() -> sweep.refuseUnlessFits(List.of(two, Offer.of(new Resources(4, 0)))))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> sweep.refuseUnlessFits(List.of()))
        .hasMessageContaining("there is no member");
    Sweep workers = rlSweep("env: CartPole-v0, config: {num_workers: 2}");
    assertThatCode(() -> workers.refuseUnlessFits(List.of(two, two))).doesNotThrowAnyException();
    assertThatThrownBy(() -> workers.refuseUnlessFits(List.of(two)))
        .hasMessageContaining("the members cannot hold 3 x [1 CPU] (there is 2 CPU)");
  }

  @Test
  void aBuilderSaysTheSame() {
    Resources much = of(2, 0.5, GB, Map.of("tpu", 1.0));
    for (PlacementGroup group :
        List.of(
            PlacementGroup.of(much),
            new PlacementGroup(List.of(Resources.NOTHING, much, much), Strategy.STRICT_SPREAD))) {
      assertThat(
              Sweep.named("s").run("synthetic").resources(group).build(TRAINABLES).firstRequest())
          .isEqualTo(group);
    }
  }
}

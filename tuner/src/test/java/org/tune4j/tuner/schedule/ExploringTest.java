package org.tune4j.tuner.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.tune4j.space.Config;
import org.tune4j.space.Domain;
import org.tune4j.space.Normals;
import org.tune4j.space.Reals;
import org.tune4j.space.SearchSpace;
import org.tune4j.space.Seeds;
import org.tune4j.space.Wholes;

/** What explored configs are like. */
class ExploringTest {
  private static final String EVERY_KIND =
      """
      config:
        {a: {uniform: [-2, 3]}, b: {quniform: [0, 1, 0.1]}, c: {loguniform: [1.0e-6, 1]},
         d: {qloguniform: [0.5, 64, 0.5]}, e: {randn: [1, 2]}, f: {qrandn: [1, 2, 0.2]},
         g: {randint: [1, 9]}, h: {qrandint: [-8, 64, 4]}, i: {lograndint: [1, 5000]},
         j: {qlograndint: [2, 1024, 2]}, k: {choice: [16, 32, 64]}, l: {choice: [relu, tanh]},
         m: {inner: {choice: {categories: [1, 2, 3], weights: [1, 0, 3]}}}, n: constant,
         o: {choice: [[64], [64, 64], null]}}
      """;

  private static Perturbing perturbing(SearchSpace space, double resample) {
    return new Perturbing(
        Mutations.ofSpace(space), resample, List.of(1.2, 0.8), new Consistent(space));
  }

  private static Config first(SearchSpace space) {
    return space.variant(BigInteger.ZERO, 1, 0).getConfig("config");
  }

  private static boolean isIn(Mutation mutation, Object value) {
    return switch (mutation) {
      case Mutation.OneOf one -> one.values().contains(value);
      case Mutation.Within within ->
          value instanceof Number number && isIn(within.domain(), number);
    };
  }

  private static boolean isIn(Domain.Numeric domain, Number value) {
    double quantum =
        switch (domain) {
          case Wholes wholes -> value instanceof Long ? Math.max(1, wholes.quantum()) : Double.NaN;
          case Reals reals -> reals.quantum();
          case Normals normals -> normals.quantum();
        };
    double steps = value.doubleValue() / quantum;
    return value.doubleValue() >= domain.least().doubleValue()
        && value.doubleValue() <= domain.greatest().doubleValue()
        && (quantum == 0 || Math.abs(steps - Math.rint(steps)) < 1e-9);
  }

  @Test
  void explorationNeverLeavesADomain() {
    SearchSpace space = Populations.space(EVERY_KIND.strip());
    SortedMap<String, Mutation> mutations = Mutations.ofSpace(space);
    assertThat(mutations).hasSize(14).containsKey("m.inner").doesNotContainKey("n");
    Config config = first(space);
    for (int i = 0; i < 10_000; i++) {
      RandomGenerator random = Seeds.random(1, "test", i);
      config = perturbing(space, i % 4 == 0 ? 0.25 : 0).explore("nothing", config, random);
      for (Map.Entry<String, Mutation> entry : mutations.entrySet()) {
        Object value = config.get(entry.getKey());
        assertThat(isIn(entry.getValue(), value))
            .as("step %d: %s %s is in %s", i, entry.getKey(), value, entry.getValue())
            .isTrue();
      }
      assertThat(config.getString("n")).isEqualTo("constant");
    }
  }

  /** Also from values that are in no domain, as a constant of the config may be. */
  @Test
  void valuesThatAreOutsideComeInside() {
    SearchSpace space = Populations.space("config: {lr: 5, size: 7, depth: 100}");
    SortedMap<String, Mutation> mutations =
        Mutations.listed(
            "hyperparam_mutations",
            Config.of(
                Map.of(
                    "lr", Map.of("uniform", List.of(0, 1)),
                    "size", List.of(1, 2),
                    "depth", Map.of("randint", List.of(1, 4)))),
            space);
    Perturbing perturbing = new Perturbing(mutations, 0, List.of(1.2, 0.8), new Consistent(space));
    for (int i = 0; i < 100; i++) {
      Config config = perturbing.explore("nothing", first(space), Seeds.random(1, "test", i));
      assertThat(config.getDouble("lr")).isBetween(0.0, 1.0).isLessThan(1);
      assertThat(config.get("size")).isIn(1L, 2L);
      assertThat(config.get("depth")).isIn(1L, 2L, 3L);
    }
  }

  @Test
  void numbersAreMultipliedAndStepsAreTaken() {
    SearchSpace space =
        Populations.space(
            "config: {lr: {uniform: [0, 1]}, depth: {randint: [1, 9]}, p: {quniform: [0, 1,"
                + " 0.5]}}");
    Config from = Config.of(Map.of("lr", 0.5, "depth", 2, "p", 0.5));
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      Config to = perturbing(space, 0).explore("nothing", from, Seeds.random(1, "test", i));
      seen.addAll(to.leaves().values());
    }
    assertThat(seen).as("lr times a factor, a step of the others").contains(0.6, 0.4, 1L, 3L);
    assertThat(seen).contains(0.0, 1.0).doesNotContain(2L, 0.5);
  }

  @Test
  void zeroTimesAFactorWouldStayZero() {
    SearchSpace space =
        Populations.space(
            "config: {a: {randint: [-5, 6]}, b: {uniform: [-1, 1]}, c: {quniform: [-1, 1, 0.5]},"
                + " d: {randn: [0, 1]}, e: {qrandn: [0, 1, 0.25]}}");
    Map<String, Set<Double>> seen = new TreeMap<>();
    for (int i = 0; i < 50; i++) {
      Config from = Config.of(Map.of("a", 0, "b", 0.0, "c", 0.0, "d", 0.0, "e", 0.0));
      perturbing(space, 0)
          .explore("nothing", from, Seeds.random(1, "test", i))
          .leaves()
          .forEach(
              (key, value) ->
                  seen.computeIfAbsent(key, k -> new HashSet<>())
                      .add(((Number) value).doubleValue()));
    }
    assertThat(seen.get("a")).containsExactlyInAnyOrder(-1.0, 1.0);
    assertThat(seen.get("c")).containsExactlyInAnyOrder(-0.5, 0.5);
    assertThat(seen.get("e")).containsExactlyInAnyOrder(-0.25, 0.25);
    assertThat(seen.get("b")).as("drawn anew").hasSize(50).doesNotContain(0.0);
    assertThat(seen.get("d")).as("drawn anew").hasSize(50).doesNotContain(0.0);
  }

  @Test
  void aNormalNumberWithAQuantumGoesAStep() {
    SearchSpace space = Populations.space("config: {x: {qrandn: [0, 1, 0.5]}}");
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      Config from = Config.of(Map.of("x", 0.5));
      seen.add(perturbing(space, 0).explore("nothing", from, Seeds.random(1, "test", i)).get("x"));
    }
    assertThat(seen).containsExactlyInAnyOrder(0.0, 1.0);
  }

  @Test
  void aListGoesToANeighbourAndStaysAtItsEnds() {
    Mutation list = Mutation.OneOf.equal(List.of(1L, 2L, 3L, 4L));
    Set<Object> fromTwo = new HashSet<>();
    Set<Object> fromFour = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      fromTwo.add(list.near(2.0, List.of(1.2), Seeds.random(1, "test", i)));
      fromFour.add(list.near(4L, List.of(1.2), Seeds.random(1, "test", i)));
    }
    assertThat(fromTwo).containsExactlyInAnyOrder(1L, 3L);
    assertThat(fromFour).containsExactlyInAnyOrder(3L, 4L);
  }

  @Test
  void constraintsHold() {
    SearchSpace space =
        Populations.space(
            "config: {actor: {uniform: [0, 1]}, critic: {uniform: [0, 1]}}", "actor <= critic");
    Config config = Config.of(Map.of("actor", 0.5, "critic", 0.5));
    for (int i = 0; i < 1000; i++) {
      config = perturbing(space, 0.25).explore("nothing", config, Seeds.random(1, "test", i));
      assertThat(config.getDouble("actor")).isLessThanOrEqualTo(config.getDouble("critic"));
    }
  }

  @Test
  void whatNoExplorationCanSatisfyStaysAsItIs() {
    SearchSpace space = Populations.space("config: {x: {uniform: [0, 1]}}", "x == x");
    Config config = Config.of(Map.of("x", 0.5));
    SearchSpace never = Populations.space("config: {x: {choice: [0.5, 0.6]}, y: 1}", "x == 0.5");
    Perturbing perturbing =
        new Perturbing(Mutations.ofSpace(space), 0, List.of(1.2), new Consistent(never));
    assertThat(perturbing.explore("nothing", config, Seeds.random(1, "test", 1))).isEqualTo(config);
  }

  @Test
  void whatIsComputedFromOtherValuesIsComputedAgain() {
    SearchSpace space =
        Populations.space(
            "config: {lr: {uniform: [0, 1]}, end: {sample_from: \"config.lr / 2.0\"}}");
    Config config = first(space);
    for (int i = 0; i < 100; i++) {
      config = perturbing(space, 0.25).explore("nothing", config, Seeds.random(1, "test", i));
      assertThat(config.getDouble("end")).isEqualTo(config.getDouble("lr") / 2);
    }
  }

  @Test
  void whatDependsOnAConditionComesAndGoesWithIt() {
    SearchSpace space =
        Populations.space(
            "config: {opt: {choice: [sgd, adam]}, lr: {uniform: [0, 1]},"
                + " momentum: {uniform: [0.5, 1], when: {config.opt: sgd}}}");
    Config config = first(space);
    Set<Boolean> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      config = perturbing(space, 0.25).explore("nothing", config, Seeds.random(1, "test", i));
      assertThat(config.has("momentum")).isEqualTo(config.getString("opt").equals("sgd"));
      seen.add(config.has("momentum"));
    }
    assertThat(seen).hasSize(2);
  }

  @Test
  void whatDependsOnWhatDependsOnAConditionIsKept() {
    SearchSpace space =
        Populations.space(
            "config: {net: {choice: [linear, deep]}, lr: {uniform: [0, 1]},"
                + " layers: {choice: [1, 2, 3], when: {net: deep}},"
                + " units: {randint: [8, 513], when: {layers: {min: 2, max: 3}}}}");
    Config deep = Config.of(Map.of("net", "deep", "lr", 0.5, "layers", 2L, "units", 64L));
    Consistent consistent = new Consistent(space);
    for (int i = 0; i < 50; i++) {
      RandomGenerator random = Seeds.random(1, "test", i);
      assertThat(consistent.made("nothing", deep, random)).isEqualTo(deep);
      assertThat(consistent.made("nothing", deep.with("layers", 1L), random).asMap().keySet())
          .containsExactlyInAnyOrder("net", "lr", "layers");
      assertThat(consistent.made("nothing", deep.with("net", "linear"), random).asMap().keySet())
          .containsExactlyInAnyOrder("net", "lr");
    }
  }

  @Test
  void aConfigMayDependOnResourcesThatAllHave() {
    String config =
        ", config: {lr: {uniform: [0, 1]}, threads: {sample_from: 'resources_per_trial.cpu'}}";
    SearchSpace same = Populations.spaceOf("run: nothing, resources_per_trial: {cpu: 2}" + config);
    Config made =
        new Consistent(same)
            .made(
                "nothing", Config.of(Map.of("lr", 0.5, "threads", 9)), Seeds.random(1, "test", 1));
    assertThat(made.getDouble("threads")).isEqualTo(2);
    SearchSpace follows =
        Populations.spaceOf(
            "run: nothing, resources_per_trial: {cpu: {sample_from: config.workers}},"
                + " config: {workers: {randint: [1, 9]}}",
            "resources_per_trial.cpu <= 4");
    for (int i = 0; i < 50; i++) {
      Config many = Config.of(Map.of("workers", 1 + i % 8));
      assertThat(new Consistent(follows).made("nothing", many, Seeds.random(1, "test", i)))
          .isEqualTo(i % 8 < 4 ? many : null);
    }
    SearchSpace drawn =
        Populations.spaceOf("run: nothing, resources_per_trial: {cpu: {choice: [1, 2]}}" + config);
    SearchSpace read =
        Populations.spaceOf(
            "run: nothing, resources_per_trial: {cpu: {sample_from: config.workers}},"
                + " config: {workers: {randint: [1, 9]}, threads: {sample_from:"
                + " resources_per_trial.cpu}}");
    assertThatThrownBy(() -> new Consistent(read)).hasMessageContaining("the same for all");
    assertThatThrownBy(() -> new Consistent(drawn))
        .hasMessageContaining("what config reads of resources_per_trial must be the same for all");
  }

  @Test
  void keysThatVaryTogetherComeAndGoWithTheirCondition() {
    SearchSpace space =
        Populations.space(
            "config: {opt: {choice: [sgd, adam]}, net: {act: relu},"
                + " 'kind, net.units': {choice: [[a, 1], [b, 2]], when: {config.opt: adam}}}");
    Config config = first(space);
    Set<String> seen = new HashSet<>();
    Set<Object> kinds = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      Config before = config;
      config = perturbing(space, 0.25).explore("nothing", config, Seeds.random(1, "test", i));
      boolean isAdam = config.getString("opt").equals("adam");
      assertThat(config.has("kind")).isEqualTo(isAdam);
      assertThat(config.has("net.units")).isEqualTo(isAdam);
      assertThat(config.getString("net.act")).isEqualTo("relu");
      if (isAdam && before.has("kind")) {
        assertThat(config.get("kind")).isEqualTo(before.get("kind"));
      }
      if (isAdam) {
        assertThat(config.get("net.units")).isEqualTo(config.get("kind").equals("a") ? 1L : 2L);
        kinds.add(config.getString("kind"));
      }
      seen.add(config.getString("opt"));
    }
    assertThat(seen).hasSize(2);
    assertThat(kinds).containsExactlyInAnyOrder("a", "b");
  }

  /** Or one that breaks a constraint would be drawn again and again. */
  @Test
  void whatComesWithAConditionIsDrawnAnewUntilConstraintsHold() {
    SearchSpace space =
        Populations.space(
            "config: {opt: {choice: [sgd, adam]}, beta: {choice: [1, 2, 3, 4], when: {opt:"
                + " adam}}}",
            "beta == 4");
    Config sgd = Config.of(Map.of("opt", "sgd"));
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      Config config = perturbing(space, 0).explore("nothing", sgd, Seeds.random(1, "test", i));
      if (config.has("beta")) {
        seen.add(config.get("beta"));
      }
    }
    assertThat(seen).containsExactly(4L);
  }

  @Test
  void whatDependsOnTheTrainableIsThatOfTheTrial() {
    SearchSpace space =
        Populations.spaceOf(
            "run: {grid_search: [PPO, DQN]}, config: {lr: {uniform: [0, 1]},"
                + " clip: {uniform: [0, 1], when: {run: PPO}},"
                + " target: {uniform: [0, 1], when: {run: DQN}},"
                + " name: {sample_from: \"'my ' + run\"}}");
    Map<String, String> own = Map.of("PPO", "clip", "DQN", "target");
    own.forEach(
        (trainable, key) -> {
          Config config = Config.of(Map.of("lr", 0.5, key, 0.5, "name", "my " + trainable));
          for (int i = 0; i < 20; i++) {
            Config from = config;
            config = perturbing(space, 0).explore(trainable, from, Seeds.random(1, "test", i));
            assertThat(config).isNotEqualTo(from);
            assertThat(config.asMap().keySet()).containsExactlyInAnyOrder("lr", key, "name");
            assertThat(config.getString("name")).isEqualTo("my " + trainable);
          }
        });
  }

  @Test
  void whatIsComputedInAListIsComputedAgain() {
    SearchSpace space =
        Populations.space(
            "config: {units: {randint: [1, 99]}, sizes: [64, {sample_from: \"config.units *"
                + " 2\"}]}");
    Config config = first(space);
    for (int i = 0; i < 20; i++) {
      config = perturbing(space, 0.25).explore("nothing", config, Seeds.random(1, "test", i));
      assertThat(config.get("sizes")).isEqualTo(List.of(64L, 2 * config.getLong("units")));
    }
  }

  /** What a donor is like beyond what is explored comes with its checkpoint. */
  @Test
  void allElseIsTheDonors() {
    SearchSpace space = Populations.space("config: {lr: {uniform: [0, 1]}, size: 64}");
    Config donor = Config.of(Map.of("lr", 0.5, "size", 128));
    assertThat(
            perturbing(space, 0).explore("nothing", donor, Seeds.random(1, "test", 1)).get("size"))
        .isEqualTo(128L);
  }
}

package org.tune4j.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.tune4j.search.Observation;
import org.tune4j.search.Score;
import org.tune4j.space.Config;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Seeds;
import org.tune4j.space.Spaces;

class FanovaTest {
  private static final ParameterSpace NUMBERS =
      ParameterSpace.of(
          Spaces.of(
              """
              config:
                a: {uniform: [0, 1]}
                b: {loguniform: [1e-4, 1]}
                kind: {choice: [u, v, w]}
                n: {randint: [0, 4]}
                none: {uniform: [0, 1]}
              """));

  private static Fanova fanova(ParameterSpace space, int trials, ToDoubleFunction<Config> value) {
    return Fanova.of(space, random(space, trials, value), 0, 3);
  }

  private static List<Observation> random(
      ParameterSpace space, int trials, ToDoubleFunction<Config> value) {
    var random = Seeds.random(5);
    List<Observation> observations = new ArrayList<>();
    for (int number = 0; number < trials; number++) {
      double[] point = space.random(random);
      double at = value.applyAsDouble(space.variant(point).getConfig("config"));
      observations.add(new Observation(number, point, Observation.State.DONE, at, 1));
    }
    return observations;
  }

  private static double log(Config config) {
    return 1 + StrictMath.log10(config.getDouble("b")) / 4; // uniform in [0, 1]
  }

  /** Variances: of 2a 4/12, of a uniform 1/12, of 0 to 3 by 0.2 0.05, of the kind 2/9 of 0.09. */
  @Test
  void aSumDividesAsItsTermsDo() {
    Fanova fanova =
        fanova(
            NUMBERS,
            800,
            c ->
                2 * c.getDouble("a")
                    + log(c)
                    + 0.2 * c.getLong("n")
                    + (c.getString("kind").equals("v") ? 0.3 : 0));
    double all = 4.0 / 12 + 1.0 / 12 + 0.05 + 0.02;
    Map<String, Double> shares = fanova.shares();
    assertThat(shares.keySet())
        .containsExactly("config.a", "config.b", "config.n", "config.kind", "config.none");
    assertThat(shares.get("config.a")).isCloseTo(4.0 / 12 / all, within(0.03));
    assertThat(shares.get("config.b")).isCloseTo(1.0 / 12 / all, within(0.03));
    assertThat(shares.get("config.n")).isCloseTo(0.05 / all, within(0.05));
    assertThat(shares.get("config.kind")).isBetween(0.01, 0.05); // trees split late by what is weak
    assertThat(shares.get("config.none")).isLessThan(0.005);
  }

  /** (a - 1/2)(b - 1/2): neither matters alone. */
  @Test
  void aProductIsDueToBothTogether() {
    Fanova fanova = fanova(NUMBERS, 1_000, c -> (c.getDouble("a") - 0.5) * (log(c) - 0.5));
    assertThat(fanova.shares().values()).allSatisfy(share -> assertThat(share).isLessThan(0.1));
    Map<Fanova.Pair, Double> pairs = fanova.pairs();
    assertThat(pairs.keySet().iterator().next()).isEqualTo(new Fanova.Pair("config.a", "config.b"));
    assertThat(pairs.get(new Fanova.Pair("config.a", "config.b"))).isGreaterThan(0.75);
  }

  @Test
  void theVarianceIsThatOfTheSpaceNotOfTheTrials() {
    // all but a few trials lie where a is small, and there b matters more
    List<Observation> all = random(NUMBERS, 2_000, c -> 2 * c.getDouble("a") + log(c));
    List<Observation> few =
        all.stream().filter(o -> o.point()[0] < 0.3 || o.number() % 5 == 0).toList();
    assertThat(Fanova.of(NUMBERS, few, 0, 1).shares().get("config.a")).isCloseTo(0.8, within(0.05));
  }

  @Test
  void keysThatAreNotAlwaysActiveMatterWhereTheyAre() {
    ParameterSpace models =
        ParameterSpace.of(
            Spaces.of(
                """
                config:
                  model: {choice: [a, b]}
                  x: {uniform: [0, 1], when: {model: a}}
                  y: {uniform: [0, 1], when: {model: b}}
                """));
    Fanova fanova =
        fanova(models, 600, c -> c.getString("model").equals("a") ? c.getDouble("x") : 2);
    // 2 - 1/2 in half of the space: 0.5625; x: 1/12 in half of it, half of that is its alone
    double all = 0.5625 + 1.0 / 24;
    Map<String, Double> shares = fanova.shares();
    assertThat(shares.get("config.model")).isCloseTo(0.5625 / all, within(0.02));
    assertThat(shares.get("config.x")).isCloseTo(1.0 / 48 / all, within(0.01));
    assertThat(shares.get("config.y")).isLessThan(0.002);
    assertThat(fanova.pairs().get(new Fanova.Pair("config.model", "config.x")))
        .isCloseTo(1.0 / 48 / all, within(0.01));
  }

  @Test
  void theSameSeedGivesTheSameShares() {
    List<Observation> trials = random(NUMBERS, 100, c -> c.getDouble("a") * log(c));
    assertThat(Fanova.of(NUMBERS, trials, 0, 7).shares())
        .isEqualTo(Fanova.of(NUMBERS, trials, 0, 7).shares());
    assertThat(Fanova.of(NUMBERS, trials, 0, 7).pairs())
        .isEqualTo(Fanova.of(NUMBERS, trials, 0, 7).pairs());
  }

  @Test
  void oneOfSeveralObjectives() {
    List<Observation> trials =
        random(NUMBERS, 300, c -> 0).stream()
            .map(
                o ->
                    new Observation(
                        o.number(),
                        o.point(),
                        o.state(),
                        new Score(0, new double[] {0, o.point()[4]}, 0),
                        new double[0],
                        1))
            .toList();
    assertThat(Fanova.of(NUMBERS, trials, 0, 1).shares().values()).containsOnly(0.0);
    assertThat(Fanova.of(NUMBERS, trials, 1, 1).shares().get("config.none")).isGreaterThan(0.95);
  }

  @Test
  void whatDoesNotTellIsSurvived() {
    for (int trials = 0; trials < 20; trials++) {
      assertThat(fanova(NUMBERS, trials, c -> c.getDouble("a")).shares().values())
          .allSatisfy(share -> assertThat(share).isBetween(0.0, 1.0 + 1e-9));
    }
    assertThat(fanova(NUMBERS, 50, c -> 1).shares().values()).containsOnly(0.0);
    assertThat(fanova(NUMBERS, 50, c -> Double.POSITIVE_INFINITY).shares().values())
        .containsOnly(0.0);
    ParameterSpace empty = ParameterSpace.of(Spaces.of("config: {a: 1}"));
    assertThat(fanova(empty, 50, c -> 1).shares()).isEmpty();
  }
}

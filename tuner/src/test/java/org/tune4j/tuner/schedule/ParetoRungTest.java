package org.tune4j.tuner.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.search.Domination;
import org.tune4j.search.Score;
import org.tune4j.space.Seeds;

class ParetoRungTest {
  private static Score score(double violation, double... values) {
    return new Score(values[0], values, violation);
  }

  @Test
  void whoIsDominatedByTooManyDoesNotGoOn() {
    Rung rung = new ParetoRung(new Rung.Cut(2, 1, -1));
    assertThat(rung.isAmongBest(rung.add(score(0, 1, 5)))).isTrue();
    assertThat(rung.isAmongBest(rung.add(score(0, 2, 6)))).as("dominated").isFalse();
    assertThat(rung.isAmongBest(rung.add(score(0, 5, 1)))).as("1 of 3, the first").isFalse();
    assertThat(rung.isAmongBest(rung.add(score(0, 0, 0)))).as("dominates all").isTrue();
  }

  @Test
  void whoKeepsToItsBoundsIsBetter() {
    Rung rung = new ParetoRung(new Rung.Cut(2, 1, -1));
    rung.add(score(0.5, 0, 0));
    assertThat(rung.isAmongBest(rung.add(score(0, 9, 9)))).isTrue();
    assertThat(rung.isAmongBest(rung.add(score(0.4, 0, 0)))).isFalse();
    rung.add(Judge.WORST);
    assertThat(rung.isAmongBest(rung.add(score(0.1, 0, 0)))).as("2 of 5").isTrue();
  }

  @Test
  void ofAFrontThoseGoOnThatHaveTheMostRoom() {
    Rung rung = new ParetoRung(new Rung.Cut(2, 0, -1));
    double[][] front = {{0, 10}, {1, 9}, {1.1, 8.9}, {1.2, 8.8}, {6, 3}, {10, 0}};
    for (double[] values : front) {
      rung.hold(rung.add(score(0, values)), "t" + values[0]);
    }
    List<String> promoted = new ArrayList<>();
    for (Rung.Held held = rung.promotable(); held != null; held = rung.promotable()) {
      rung.release(held.entry());
      promoted.add(held.trialId());
    }
    assertThat(promoted).containsExactly("t0.0", "t10.0", "t6.0");
  }

  /** Against sorting all of it anew each time. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theFrontsStayRight(long seed) {
    RandomGenerator random = Seeds.random(seed, "fronts", 0);
    Rung rung = new ParetoRung(new Rung.Cut(3, 0, 150));
    List<Score> scores = new ArrayList<>();
    for (int n = 1; n <= 150; n++) {
      double violation = random.nextInt(4) == 0 ? random.nextInt(3) : 0;
      scores.add(score(violation, random.nextInt(12), random.nextInt(12), random.nextInt(3)));
      rung.hold(rung.add(scores.get(n - 1)), "t");
      int[] ranks = Domination.ranks(scores);
      Rung.Held best = rung.promotable();
      Rung.Held worst = rung.worst();
      assertThat(best == null).isEqualTo(n < 3);
      if (best != null && worst != null) {
        assertThat(ranks[best.entry()]).isZero();
        assertThat(ranks[worst.entry()]).isEqualTo(java.util.Arrays.stream(ranks).max().getAsInt());
      }
    }
    int gone = 0;
    for (Rung.Held held = rung.hopeless(); held != null; held = rung.hopeless()) {
      rung.release(held.entry());
      gone++;
    }
    assertThat(gone).isEqualTo(100);
  }

  @Test
  @Tag("slow")
  void whereNobodyWaitsItStaysSmallAndTheShareStaysRight() {
    Rung rung = new ParetoRung(new Rung.Cut(4, 1, -1));
    RandomGenerator random = Seeds.random(1, "many", 0);
    int best = 0;
    for (int i = 0; i < 12_000; i++) {
      best +=
          rung.isAmongBest(rung.add(score(0, random.nextDouble(), random.nextDouble()))) ? 1 : 0;
      assertThat(rung.size()).isLessThanOrEqualTo(ParetoRung.MOST);
    }
    assertThat(best).isBetween(2_700, 3_300);
  }
}

package org.tune4j.tuner.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tune4j.search.Score;
import org.tune4j.space.Seeds;

class ScalarRungTest {

  /** Against sorting all of it each time; with many ties. */
  @ParameterizedTest
  @CsvSource({"1, 2, 0", "2, 3, 1", "3, 4, 0", "4, 7, 1", "5, 500, 0", "6, 500, 1"})
  void itKnowsTheBest(long seed, long factor, int least) {
    RandomGenerator random = Seeds.random(seed, "rung", 0);
    Rung rung = new ScalarRung(new Rung.Cut(factor, least, -1));
    List<Double> values = new ArrayList<>();
    for (int n = 1; n <= 400; n++) {
      double value = random.nextInt(60) - 30;
      values.add(value);
      int entry = rung.add(Score.of(value));
      int quota = (int) Math.max(least, n / factor);
      long better = values.stream().filter(v -> v < value).count();
      assertThat(rung.size()).isEqualTo(n);
      assertThat(rung.quota()).isEqualTo(quota);
      assertThat(rung.isAmongBest(entry)).as("%s of %s", value, values).isEqualTo(better < quota);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 2, 200", "2, 3, 200", "3, 4, 203", "4, 300, 200"})
  void exactlySoManyArePromotedAndTheHopelessAreKnown(long seed, int factor, int trials) {
    RandomGenerator random = Seeds.random(seed, "rung", 0);
    Rung rung = new ScalarRung(new Rung.Cut(factor, 0, trials));
    List<Double> values = new ArrayList<>();
    List<Integer> promoted = new ArrayList<>();
    List<Integer> hopeless = new ArrayList<>();
    for (int n = 1; n <= trials; n++) {
      values.add((double) random.nextInt(60));
      int entry = rung.add(Score.of(values.get(n - 1)));
      rung.hold(entry, "t" + entry);
      for (Rung.Held held = rung.promotable(); held != null; held = rung.promotable()) {
        rung.release(held.entry());
        promoted.add(held.entry());
        assertThat(rank(values, held.entry())).isLessThan(n / factor);
      }
      for (Rung.Held held = rung.hopeless(); held != null; held = rung.hopeless()) {
        rung.release(held.entry());
        hopeless.add(held.entry());
        assertThat(rank(values, held.entry())).isGreaterThanOrEqualTo(trials / factor);
      }
    }
    assertThat(promoted)
        .containsAll(best(values, trials / factor))
        .doesNotContainAnyElementsOf(hopeless);
    assertThat(hopeless.size() + promoted.size()).as("nobody is left").isEqualTo(trials);
  }

  private static List<Integer> best(List<Double> values, int count) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      all.add(i);
    }
    all.sort(Comparator.comparingInt(i -> rank(values, i)));
    return all.subList(0, count);
  }

  /** How many are better, of equals those before. */
  private static int rank(List<Double> values, int entry) {
    int rank = 0;
    for (int i = 0; i < values.size(); i++) {
      double value = values.get(i);
      rank += value < values.get(entry) || (value == values.get(entry) && i < entry) ? 1 : 0;
    }
    return rank;
  }

  @Test
  void minusZeroIsZero() {
    Rung rung = new ScalarRung(new Rung.Cut(2, 1, -1));
    rung.add(Score.of(-0.0));
    assertThat(rung.isAmongBest(rung.add(Score.of(0.0)))).isTrue();
  }

  /** 12 to 18 bytes each: a boxed number in a tree would take 60. */
  @Test
  @Tag("slow")
  void aMillionFitIntoTwentyMegabytes() {
    Rung rung = new ScalarRung(new Rung.Cut(4, 1, -1));
    RandomGenerator random = Seeds.random(1, "million", 0);
    long before = used();
    for (int i = 0; i < 1_000_000; i++) {
      rung.add(Score.of(random.nextDouble()));
    }
    assertThat(used() - before).isLessThan(20_000_000);
    assertThat(rung.quota()).isEqualTo(250_000);
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}

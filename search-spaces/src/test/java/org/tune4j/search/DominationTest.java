package org.tune4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tune4j.space.Seeds;

class DominationTest {
  private static Score score(double violation, double... values) {
    return new Score(values[0], values, violation);
  }

  @Test
  void betterInOneAndWorseInNone() {
    assertThat(Domination.compare(score(0, 1, 2), score(0, 1, 3))).isNegative();
    assertThat(Domination.compare(score(0, 1, 3), score(0, 1, 2))).isPositive();
    assertThat(Domination.compare(score(0, 1, 3), score(0, 2, 2))).isZero();
    assertThat(Domination.compare(score(0, 1, 3), score(0, 1, 3))).isZero();
  }

  @Test
  void boundsComeFirst() {
    assertThat(Domination.compare(score(0, 9, 9), score(0.1, 1, 1))).isNegative();
    assertThat(Domination.compare(score(0.2, 1, 1), score(0.1, 9, 9))).isPositive();
    assertThat(Domination.compare(score(0.1, 1, 1), score(0.1, 9, 9))).isZero();
  }

  @Test
  void nanIsWorseThanAnything() {
    double nan = Double.NaN;
    assertThat(Domination.compare(score(0, 1, nan), score(0, 1, 3))).isPositive();
    assertThat(Domination.compare(score(0, 1, 3), score(0, 1, nan))).isNegative();
    assertThat(Domination.compare(score(0, nan, nan), score(0, nan, nan))).isZero();
    assertThat(Domination.compare(score(0, 0, nan), score(0, 1, 3))).isZero();
  }

  @Test
  void ranksAreThoseOfPeelingFrontAfterFront() {
    var random = Seeds.random(4);
    for (int run = 0; run < 20; run++) {
      List<Score> scores = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        double violation = random.nextInt(4) == 0 ? random.nextInt(3) : 0;
        scores.add(score(violation, random.nextInt(6), random.nextInt(6), random.nextInt(6)));
      }
      assertThat(Domination.ranks(scores)).isEqualTo(peeled(scores));
    }
    assertThat(Domination.ranks(List.of())).isEmpty();
  }

  private static int[] peeled(List<Score> scores) {
    int[] ranks = new int[scores.size()];
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < ranks.length; i++) {
      left.add(i);
    }
    for (int rank = 0; !left.isEmpty(); rank++) {
      List<Integer> among = List.copyOf(left);
      List<Integer> front =
          left.stream()
              .filter(
                  i ->
                      among.stream()
                          .noneMatch(j -> Domination.compare(scores.get(j), scores.get(i)) < 0))
              .toList();
      for (int i : front) {
        ranks[i] = rank;
      }
      left.removeAll(front);
    }
    return ranks;
  }
}

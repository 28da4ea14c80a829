package org.tune4j.search.nsga;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tune4j.search.Score;

class PopulationTest {
  private static Member member(double violation, double... values) {
    return new Member(new double[] {values[0]}, new Score(values[0], values, violation));
  }

  private static List<Double> firsts(Population population) {
    return IntStream.range(0, population.count())
        .mapToObj(i -> population.get(i).score().values()[0])
        .sorted()
        .toList();
  }

  @Test
  void theWorstFrontGoesFirst() {
    Population population = new Population(2);
    population.add(member(0, 1, 1));
    population.add(member(0, 2, 2));
    population.add(member(0, 0, 3));
    assertThat(firsts(population)).containsExactly(0.0, 1.0);
    assertThat(population.front()).hasSize(2);
  }

  @Test
  void ofAFrontWhatHasCloseNeighboursGoesFirst() {
    Population population = new Population(3);
    population.add(member(0, 0, 10));
    population.add(member(0, 4.9, 5.1));
    population.add(member(0, 10, 0));
    population.add(member(0, 5, 4.5));
    assertThat(firsts(population)).containsExactly(0.0, 5.0, 10.0);
  }

  @Test
  void whatIsBestByNextToNothingDoesNotStay() {
    Population population = new Population(2);
    population.add(member(0, 0, 1));
    population.add(member(0, 1, 0));
    population.add(member(0, -1e-9, 1_000));
    assertThat(firsts(population)).containsExactly(0.0, 1.0);
  }

  @Test
  void boundsComeFirst() {
    Population population = new Population(2);
    population.add(member(2, 0, 0));
    population.add(member(1, 1, 1));
    population.add(member(0, 5, 5));
    assertThat(firsts(population)).containsExactly(1.0, 5.0);
    assertThat(population.front()).hasSize(1);
  }
}

package org.tune4j.search.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenetics.DoubleChromosome;
import io.jenetics.DoubleGene;
import io.jenetics.Genotype;
import io.jenetics.Phenotype;
import org.junit.jupiter.api.Test;

class NicheTest {
  private static Member member(double value) {
    double[] at = {0.5};
    Genotype<DoubleGene> genotype = Genotype.of(DoubleChromosome.of(DoubleGene.of(0.5, 0, 1)));
    return new Member(at, at, Phenotype.of(genotype, 1, value));
  }

  private static Niche started() {
    Niche niche = new Niche(Strategy.DEFAULT);
    for (int i = 0; i < 10; i++) {
      niche.add(member(100 + i), false);
    }
    return niche;
  }

  @Test
  void theBestAreTheParents() {
    assertThat(started().parents().members().stream().map(Member::value))
        .containsExactly(100.0, 101.0, 102.0, 103.0, 104.0, 105.0, 106.0, 107.0);
  }

  @Test
  void oneSuccessInFiveKeepsTheStep() {
    Niche niche = started();
    double before = niche.step();
    niche.add(member(99), true);
    assertThat(niche.step()).isGreaterThan(before);
    for (int i = 0; i < 3; i++) {
      niche.add(member(99), true);
    }
    niche.fail();
    assertThat(niche.step()).isCloseTo(before, within(1e-12));
  }

  @Test
  void aSeriesOfSuccessesNeverLeavesTheSpace() {
    Niche niche = started();
    for (int i = 0; i < 1_000; i++) {
      niche.add(member(-i), true);
    }
    assertThat(niche.step()).isEqualTo(0.5);
  }

  @Test
  void whereNothingMoreIsFoundItBeginsAnew() {
    Niche niche = started();
    int failures = 0;
    while (niche.canBreed()) {
      niche.fail();
      failures++;
    }
    assertThat(failures).isBetween(50, 500);
    assertThat(niche.step()).isEqualTo(Strategy.DEFAULT.step());
    assertThat(niche.parents().size()).isZero();
  }
}

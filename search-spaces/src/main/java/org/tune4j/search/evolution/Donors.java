package org.tune4j.search.evolution;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.ParameterSpace;

/**
 * Gives a parent's inactive parameters values, for a child in which they are active: those of a
 * trial that did well with them, as many as possible from the same one.
 */
final class Donors {
  private static final int DONORS = 5;

  private final List<@Nullable Elite> donors = new ArrayList<>(); // null: always active

  Donors(ParameterSpace space) {
    space.parameters().forEach(p -> donors.add(p.when().isAlways() ? null : new Elite(DONORS)));
  }

  void add(Member member) {
    for (int i = 0; i < donors.size(); i++) {
      Elite elite = donors.get(i);
      if (elite != null && !Double.isNaN(member.unit()[i])) {
        elite.add(member);
      }
    }
  }

  double[] completed(double[] unit, RandomGenerator random) {
    double[] whole = unit.clone();
    for (int i = 0; i < whole.length; i++) {
      if (Double.isNaN(whole[i])) {
        fill(i, whole, random);
      }
    }
    return whole;
  }

  private void fill(int first, double[] whole, RandomGenerator random) {
    Elite elite = donors.get(first);
    if (elite == null || elite.size() == 0) {
      whole[first] = random.nextDouble();
      return;
    }
    double[] donor = elite.members().get(random.nextInt(elite.size())).unit();
    for (int i = first; i < whole.length; i++) {
      if (Double.isNaN(whole[i])) {
        whole[i] = donor[i]; // NaN where the donor has none either
      }
    }
  }
}

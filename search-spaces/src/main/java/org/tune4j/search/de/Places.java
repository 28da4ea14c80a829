package org.tune4j.search.de;

import java.util.random.RandomGenerator;
import org.tune4j.math.Chance;
import org.tune4j.search.Observation;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Seeds;

/** Where trials are in the unit cube, and steps in it. */
final class Places {
  private Places() {}

  /** The place of a trial. What was inactive had no effect: any value stands for it. */
  static double[] of(Observation trial, ParameterSpace space, long seed) {
    double[] place = space.unit(trial.point());
    RandomGenerator random = Seeds.random(seed, "fill", trial.number());
    for (int i = 0; i < place.length; i++) {
      double any = Chance.uniform(random);
      place[i] = Double.isNaN(place[i]) ? any : place[i];
    }
    return place;
  }

  /**
   * The item of an unordered choice. Items have no differences: where two members disagree, any
   * item may come.
   *
   * @param coin chance, in [0, 1)
   * @param other any place
   */
  static double item(
      double leader, double plus, double minus, double coin, double other, double scale) {
    return plus != minus && coin < scale / 2 ? other : leader;
  }
}

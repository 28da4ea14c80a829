package org.tune4j.search.nsga;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.tune4j.search.Observation;
import org.tune4j.space.ParameterSpace;

/**
 * Picks one of several children: the one that would gain most over the front and over what the
 * trials that run now would come to, as far as the model knows.
 */
final class Screening {
  private final ParameterSpace space;
  private final Model model;
  private final boolean hasConditions;

  Screening(ParameterSpace space, Model model) {
    this.space = space;
    this.model = model;
    this.hasConditions = space.parameters().stream().anyMatch(p -> !p.when().isAlways());
  }

  /**
   * The best of so many.
   *
   * @param front those that none dominates, at least one
   * @param running trials that have not ended
   */
  double[] best(
      List<Member> front,
      Iterable<Observation> running,
      int children,
      Supplier<double[]> breeding) {
    if (children == 1 || !model.isReady() || front.getFirst().score().violation() > 0) {
      return breeding.get();
    }
    List<double[]> others =
        front.stream()
            .map(m -> m.score().values())
            .collect(Collectors.toCollection(ArrayList::new));
    double[] extents = Gain.extents(others);
    running.forEach(trial -> others.add(model.predict(space.unit(trial.point()))));
    double[] best = breeding.get();
    double most = gain(best, others, extents);
    for (int child = 1; child < children; child++) {
      double[] unit = breeding.get();
      double gain = gain(unit, others, extents);
      if (gain > most) {
        best = unit;
        most = gain;
      }
    }
    return best;
  }

  private double gain(double[] child, List<double[]> others, double[] extents) {
    double[] unit = hasConditions ? space.unit(space.at(child)) : child;
    double gain = Gain.over(others, model.predict(unit), extents);
    return gain - Math.abs(gain) * model.violates(unit);
  }
}

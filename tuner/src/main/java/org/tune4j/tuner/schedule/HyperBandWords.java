package org.tune4j.tuner.schedule;

import org.tune4j.trial.Numbers;
import org.tune4j.trial.Objective;

/**
 * What HyperBand says of trials, for people.
 *
 * @param scheduler its name
 * @param objective what it judges by
 * @param timeAttr what levels are of
 */
record HyperBandWords(String scheduler, Objective objective, String timeAttr) {

  /** The score of a value: less is better. */
  double score(double value) {
    return objective.signed(value);
  }

  String dropped(Contender one, int rung, int kept, int of) {
    return "%s: %s %s%s at %s is not among the best %d of %d"
        .formatted(
            scheduler,
            objective.metric(),
            Numbers.text(score(one.score(rung))),
            one.violation(rung) > 0 ? ", out of bounds," : "",
            level(one.bracket.level(rung)),
            kept,
            of);
  }

  String goesOn(Bracket.Step step) {
    Bracket bracket = step.one().bracket;
    return "%s: among the best %d of %d at %s, goes on to %d"
        .formatted(
            scheduler,
            step.kept(),
            step.of(),
            level(bracket.level(step.at())),
            bracket.level(step.at() + 1));
  }

  String waits(Contender one) {
    Bracket bracket = one.bracket;
    return "%s: waits at %s for %s of bracket %d"
        .formatted(
            scheduler,
            level(bracket.level(one.rung)),
            bracket.isClosed() ? bracket.missing() + " others" : "the others",
            bracket.index());
  }

  String over(double time, long maxT) {
    return "%s: %s %s >= max_t %d".formatted(scheduler, timeAttr, Numbers.text(time), maxT);
  }

  private String level(long level) {
    return timeAttr + " " + level;
  }
}

package org.tune4j.tuner.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.yaml.Problems;

/**
 * What a population says to people.
 *
 * @param settings what it goes by
 */
record PbtWords(PbtSettings settings) {

  /** Why a trial pauses that is to go on from another one. */
  String exploits(Individual one, Population population) {
    int scored = population.scored();
    return "%s: %s is rank %d of %d, among the worst %d"
        .formatted(
            settings.name(), score(one), population.rank(one), scored, population.quantile(scored));
  }

  String waits(Individual one) {
    return settings.name() + ": waits for the others at " + time(one);
  }

  String makesRoom(Individual one) {
    return settings.name() + ": makes room for others at " + time(one);
  }

  String goesOn(Individual one) {
    return settings.name() + ": goes on at " + time(one);
  }

  String goesOnFrom(Individual donor, Config config) {
    return "%s: goes on from trial %d (%s) with %s"
        .formatted(
            settings.name(), donor.number(), score(donor), changes(donor.trial.config(), config));
  }

  /** {@code reward 5 at training_iteration 10}. */
  private String score(Individual one) {
    return "%s %s%s at %s"
        .formatted(
            settings.objective().metric(),
            number(settings.metric(one.score)),
            one.violation > 0 ? ", out of bounds," : "",
            time(one));
  }

  private String time(Individual one) {
    return settings.timeAttr() + " " + number(one.time);
  }

  /** Without the zero of a whole number. */
  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.valueOf((long) value)
        : Problems.show(value);
  }

  /** {@code lr 0.01 -> 0.012, batch 32 -> 64}. */
  static String changes(Config before, Config after) {
    List<String> changes = new ArrayList<>();
    SortedMap<String, @Nullable Object> old = before.leaves();
    after
        .leaves()
        .forEach(
            (path, value) -> {
              if (!old.containsKey(path)) {
                changes.add(path + " " + Problems.show(value));
              } else if (!String.valueOf(value).equals(String.valueOf(old.get(path)))) {
                changes.add(
                    "%s %s -> %s"
                        .formatted(path, Problems.show(old.get(path)), Problems.show(value)));
              }
            });
    return changes.isEmpty() ? "its config" : String.join(", ", changes);
  }
}

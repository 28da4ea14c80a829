package org.tune4j.tuner.stop;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Objective;
import org.tune4j.trial.Objective.Mode;
import org.tune4j.trial.Result;
import org.tune4j.trial.Trial;

/**
 * The sweep finds nothing better any more: the best values of its best trials, one of each trial,
 * lie together. A value that a trial reported counts also when the trial was lost afterwards: it
 * can be reached. Results without the metric say nothing.
 *
 * @param objective the metric, and which of its values are the best
 * @param std the most that the population standard deviation of these values may be, from 0
 * @param top how many trials are compared, from 2
 * @param patience for how many results, one after the other, the plateau must last
 */
public record SweepPlateau(Objective objective, double std, int top, int patience)
    implements SweepStopRule {
  public static final double STD = 0.001;
  public static final int TOP = 10;

  public SweepPlateau {
    if (!(std >= 0) || top < 2 || patience < 0) {
      throw new IllegalArgumentException(
          "stop: sweep_plateau: std must be 0 or more (%s), top at least 2 (%d), patience 0 or more (%d)"
              .formatted(std, top, patience));
    }
  }

  /** With the usual settings. */
  public static SweepPlateau of(Objective objective) {
    return new SweepPlateau(objective, STD, TOP, 0);
  }

  @Override
  public SweepWatch watch() {
    return new Watch();
  }

  private final class Watch implements SweepWatch {
    private record Best(int number, double value) {}

    /** Best first; as many as are compared, however many trials there are. */
    private final TreeSet<Best> ranked =
        new TreeSet<>(
            Comparator.comparingDouble((Best one) -> isMax() ? -one.value : one.value)
                .thenComparingInt(Best::number));

    private final Map<Integer, Best> byTrial = new HashMap<>();
    private double spread = Double.NaN; // until there are enough
    private long lasted;

    @Override
    public void onResult(Trial trial, Result result, Effort spent) {
      Double value = result.value(objective.metric());
      if (value == null) {
        return;
      }
      if (enters(new Best(trial.number(), value))) {
        spread =
            ranked.size() < top
                ? Double.NaN
                : Spread.std(ranked.stream().map(Best::value).toList());
      }
      lasted = spread <= std ? lasted + 1 : 0;
    }

    private boolean enters(Best one) {
      Best before = byTrial.get(one.number);
      if (before != null) {
        if (!objective.isBetter(one.value, before.value)) {
          return false;
        }
        ranked.remove(before);
      } else if (ranked.size() == top) {
        Best worst = ranked.last();
        if (!objective.isBetter(one.value, worst.value)) {
          return false;
        }
        ranked.remove(worst);
        byTrial.remove(worst.number);
      }
      ranked.add(one);
      byTrial.put(one.number, one);
      return true;
    }

    @Override
    public @Nullable String reason() {
      return lasted > 0 && lasted >= patience
          ? "sweep_plateau: the std of the best %s of %d trials is %s <= %s%s"
              .formatted(
                  objective.metric(),
                  top,
                  Rules.shortText(spread),
                  Rules.text(std),
                  patience == 0 ? "" : ", since " + lasted + " results")
          : null;
    }
  }

  private boolean isMax() {
    return objective.mode() == Mode.MAX;
  }

  @Override
  public SortedSet<String> metrics() {
    return Rules.names(objective.metric());
  }

  @Override
  public Map<String, Object> words() {
    Map<String, Object> plateau = new LinkedHashMap<>();
    plateau.put("metric", objective.metric());
    plateau.put("mode", isMax() ? "max" : "min");
    plateau.put("std", std);
    plateau.put("top", top);
    plateau.put("patience", patience);
    return Map.of("sweep_plateau", plateau);
  }

  @Override
  public String toString() {
    return "a plateau of the best %s of %d trials (std <= %s)"
        .formatted(objective.metric(), top, Rules.text(std));
  }
}

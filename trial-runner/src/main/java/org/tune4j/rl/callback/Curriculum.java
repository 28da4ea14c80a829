package org.tune4j.rl.callback;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * Phases with a task each, from 0; a phase is over when a metric has reached its threshold. Not
 * thread-safe.
 */
public final class Curriculum {
  private final String metric;
  private final double[] thresholds;
  private final List<? extends @Nullable Object> tasks;
  private final boolean fallBack;
  private final long minEpisodes;
  private int phase;

  /**
   * At phase 0.
   *
   * @param config with the keys {@code metric}, {@code thresholds} (at least one), {@code tasks}
   *     (one more; null: the numbers of the phases), {@code fall_back} and {@code min_episodes}
   * @throws InvalidInputException when thresholds and tasks do not fit
   */
  public Curriculum(Config config) {
    metric = config.getString("metric");
    thresholds =
        config.getList("thresholds").stream()
            .mapToDouble(threshold -> threshold instanceof Number n ? n.doubleValue() : Double.NaN)
            .toArray();
    tasks = config.get("tasks") == null ? List.of() : config.getList("tasks");
    fallBack = config.getBoolean("fall_back");
    minEpisodes = config.getLong("min_episodes");
    if (thresholds.length == 0) {
      throw problem("thresholds: must be a list of at least one number", null);
    }
    if (config.get("tasks") != null && tasks.size() != thresholds.length + 1) {
      throw problem(
          "tasks: must be one more than the thresholds (%d thresholds, %d tasks)"
              .formatted(thresholds.length, tasks.size()),
          "the first task is that of the phase before the first threshold");
    }
  }

  private static InvalidInputException problem(String message, @Nullable String maybe) {
    return new InvalidInputException(new Problem("config: curriculum." + message, null, maybe));
  }

  /** How many thresholds were reached. */
  public int phase() {
    return phase;
  }

  /** What environments are to do in this phase. */
  public Object task() {
    return task(phase);
  }

  /** How many phases there are, at least 2. */
  public int phases() {
    return thresholds.length + 1;
  }

  /** What environments are to do in a phase, from 0. */
  public Object task(int ofPhase) {
    Object task = tasks.isEmpty() ? null : tasks.get(ofPhase);
    return task == null ? (Object) (long) ofPhase : task;
  }

  /**
   * Looks at a result; moves one phase at most, because the metric tells nothing about later ones.
   *
   * @param episodes how many of this phase have ended
   * @return whether there is another phase now
   */
  public boolean move(Map<String, ? extends @Nullable Object> result, long episodes) {
    if (episodes < minEpisodes || !(at(result, metric) instanceof Number value)) {
      return false;
    }
    int before = phase;
    if (phase < thresholds.length && value.doubleValue() >= thresholds[phase]) {
      phase++;
    } else if (fallBack && phase > 0 && value.doubleValue() < thresholds[phase - 1]) {
      phase--;
    }
    return phase != before;
  }

  private static @Nullable Object at(Map<?, ?> map, String path) {
    Object direct = map.get(path);
    int slash = path.indexOf('/');
    if (direct != null || slash < 0) {
      return direct;
    }
    return map.get(path.substring(0, slash)) instanceof Map<?, ?> inner
        ? at(inner, path.substring(slash + 1))
        : null;
  }

  public void save(StateWriter out) {
    out.put("curriculum_phase", phase);
  }

  public void restore(StateReader in) {
    phase = in.getInt("curriculum_phase");
  }
}

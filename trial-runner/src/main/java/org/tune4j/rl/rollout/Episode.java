package org.tune4j.rl.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * An episode as it goes on, with its true rewards. Listeners may put numbers of their own into
 * {@link #customMetrics} (their mean, minimum and maximum over episodes get into the result) and
 * {@link #histData} (all of them do). Not thread-safe.
 */
public final class Episode {
  private final int environment;
  private final long number;
  private final long tasks;
  private double reward;
  private int length;
  private double lastReward;
  private final SortedMap<String, Double> customMetrics = new TreeMap<>();
  private final SortedMap<String, List<Double>> histData = new TreeMap<>();
  private final SortedMap<String, Double> userData = new TreeMap<>();

  /**
   * One that begins.
   *
   * @param environment which of the trial's environments
   * @param number which of its episodes, from 0
   */
  public Episode(int environment, long number) {
    this(environment, number, 0);
  }

  /**
   * One that begins.
   *
   * @param tasks how many tasks its environment had been given before
   */
  public Episode(int environment, long number, long tasks) {
    this.environment = environment;
    this.number = number;
    this.tasks = tasks;
  }

  /** Which of the trial's environments, from 0. */
  public int environment() {
    return environment;
  }

  /** Which episode of its environment, from 0. */
  public long number() {
    return number;
  }

  /** How many tasks its environment had been given when it began. */
  public long tasks() {
    return tasks;
  }

  /** The sum of the true rewards so far. */
  public double reward() {
    return reward;
  }

  /** How many steps so far. */
  public int length() {
    return length;
  }

  /** The true reward of the last step. */
  public double lastReward() {
    return lastReward;
  }

  /** Numbers for the result, by name. */
  public Map<String, Double> customMetrics() {
    return customMetrics;
  }

  /** Lists of numbers for the result, by name. */
  public Map<String, List<Double>> histData() {
    return histData;
  }

  /** Numbers that a listener wants to remember until the episode ends. */
  public Map<String, Double> userData() {
    return userData;
  }

  void step(double stepReward) {
    reward += stepReward;
    lastReward = stepReward;
    length++;
  }

  void save(StateWriter out) {
    out.put("episode", number);
    out.put("tasks", tasks);
    out.put("reward", reward);
    out.put("last_reward", lastReward);
    out.put("length", length);
    saveNumbers(out, "custom_metric", customMetrics);
    saveNumbers(out, "user_data", userData);
    out.put("hist_data", histData.size());
    histData.forEach(
        (name, values) -> {
          out.put("name", name);
          out.put("values", values.stream().mapToDouble(Double::doubleValue).toArray());
        });
  }

  static Episode read(int environment, StateReader in) {
    Episode read = new Episode(environment, in.getLong("episode"), in.getLong("tasks"));
    read.reward = in.getDouble("reward");
    read.lastReward = in.getDouble("last_reward");
    read.length = in.getInt("length");
    readNumbers(in, "custom_metric", read.customMetrics);
    readNumbers(in, "user_data", read.userData);
    int count = in.getInt("hist_data");
    for (int i = 0; i < count; i++) {
      List<Double> values = new ArrayList<>();
      read.histData.put(in.getString("name"), values);
      for (double value : in.getDoubles("values")) {
        values.add(value);
      }
    }
    return read;
  }

  private static void saveNumbers(StateWriter out, String kind, Map<String, Double> numbers) {
    out.put(kind, numbers.size());
    numbers.forEach(
        (name, value) -> {
          out.put("name", name);
          out.put("value", value);
        });
  }

  private static void readNumbers(StateReader in, String kind, Map<String, Double> into) {
    int count = in.getInt(kind);
    for (int i = 0; i < count; i++) {
      into.put(in.getString("name"), in.getDouble("value"));
    }
  }
}

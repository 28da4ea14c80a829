package org.tune4j.runner;

import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.trial.Objective;
import org.tune4j.trial.PlacementGroup;

/** A trainable that sweeps can name in {@code run}. */
public interface TrainableType {

  /** A type that takes any config and has no objective of its own. */
  static TrainableType of(String name, Supplier<? extends Trainable> factory) {
    return new TrainableType() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Trainable create() {
        return factory.get();
      }
    };
  }

  /** The name, such as {@code PPO}. */
  String name();

  /** A new object for one attempt. */
  Trainable create();

  /** The keys that {@code config} may hold; checked before any trial starts. */
  default ConfigSchema schema() {
    return ConfigSchema.anything();
  }

  /** Whether its trials may end without a stop rule; {@code false} when they go on for ever. */
  default boolean endsByItself() {
    return true;
  }

  /**
   * What a trial asks for when its sweep does not say.
   *
   * @param config the trial's, as the sweep says it: without the defaults of this type
   * @return {@code null} for 1 CPU
   * @throws org.tune4j.yaml.InvalidInputException when the config asks for what nobody can ask for
   */
  default @Nullable PlacementGroup resources(Config config) {
    return null;
  }

  /**
   * The keys of a config that {@link #resources} goes by and that have no other meaning: they
   * cannot stand beside {@code resources_per_trial}.
   */
  default Set<String> resourceKeys() {
    return Set.of();
  }

  /**
   * The metrics that its trials may report, beside the counters that every trial has: names, where
   * {@code info/*} stands for all that begin with {@code info/}.
   *
   * @return {@code null} when nobody knows
   */
  default @Nullable Set<String> metrics() {
    return null;
  }

  /** Whether its trials may report a metric of that name. */
  default boolean mayReport(String metric) {
    Set<String> known = metrics();
    return known == null
        || StepReader.COUNTERS.contains(metric)
        || known.stream()
            .anyMatch(
                name ->
                    name.endsWith("*")
                        ? metric.startsWith(name.substring(0, name.length() - 1))
                        : metric.equals(name));
  }

  /** What a sweep optimises when it does not say. */
  default @Nullable Objective objective() {
    return null;
  }
}

package org.tune4j.rl.algorithm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.PlacementGroup.Strategy;
import org.tune4j.trial.Resources;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * What RLlib's keys ask for: a bundle for the trainer, and one for each worker. Only for what a
 * config says: by RLlib's defaults a trial would ask for 3 CPUs, and wait for ever on a machine
 * with 2.
 */
final class WorkerResources {
  private static final String WORKERS = "num_workers";
  private static final String DRIVER_CPUS = "num_cpus_for_driver";
  private static final String DRIVER_GPUS = "num_gpus";
  private static final String WORKER_CPUS = "num_cpus_per_worker";
  private static final String WORKER_GPUS = "num_gpus_per_worker";
  private static final String WORKER_CUSTOM = "custom_resources_per_worker";
  private static final String STRATEGY = "placement_strategy";

  /** Those that mean nothing else; the number of workers says how many environments there are. */
  static final Set<String> KEYS =
      Set.of(DRIVER_CPUS, DRIVER_GPUS, WORKER_CPUS, WORKER_GPUS, WORKER_CUSTOM, STRATEGY);

  private WorkerResources() {}

  /** {@code null} when the config says nothing about it. */
  static @Nullable PlacementGroup of(Config config) {
    if (!config.has(WORKERS) && KEYS.stream().noneMatch(config::has)) {
      return null;
    }
    try {
      List<Resources> bundles = new ArrayList<>();
      bundles.add(
          new Resources(config.getDouble(DRIVER_CPUS, 1), config.getDouble(DRIVER_GPUS, 0)));
      int workers = (int) Math.min(config.getLong(WORKERS, 0), PlacementGroup.MOST_BUNDLES);
      bundles.addAll(Collections.nCopies(workers, worker(config)));
      return new PlacementGroup(
          bundles, Strategy.valueOf(config.getString(STRATEGY, Strategy.PACK.name())));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(new Problem("config: " + e.getMessage(), null, null));
    }
  }

  private static Resources worker(Config config) {
    SortedMap<String, Double> custom = new TreeMap<>();
    Config amounts = config.getConfig(WORKER_CUSTOM);
    amounts.asMap().keySet().forEach(name -> custom.put(name, amounts.getDouble(name)));
    return new Resources(
        config.getDouble(WORKER_CPUS, 1), config.getDouble(WORKER_GPUS, 0), 0, custom);
  }
}

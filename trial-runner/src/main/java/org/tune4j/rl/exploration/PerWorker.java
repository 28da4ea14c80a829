package org.tune4j.rl.exploration;

/**
 * A constant for each worker, from greedy to random: 0.4 to the power of 1 to 8 (Horgan et al.,
 * "Distributed prioritized experience replay", 2018, section 4.1). The trial's own worker does not
 * explore when there are others; alone it follows the schedule.
 */
final class PerWorker {
  private static final double BASE = 0.4;
  private static final double POWER = 7;

  private PerWorker() {}

  /** Worker 1 has 0.4, the last one 0.4 to the 8th. */
  static Schedule epsilon(Exploration.Context context, Schedule alone) {
    return constant(context, context.worker() - 1, alone);
  }

  /** As {@link #epsilon}, but for the index, which RLlib does not shift here. */
  static Schedule scale(Exploration.Context context, Schedule alone) {
    return constant(context, context.worker(), alone);
  }

  private static Schedule constant(Exploration.Context context, int index, Schedule alone) {
    if (context.workers() == 0) {
      return alone;
    }
    double share = (double) index / Math.max(1, context.workers() - 1);
    return new Schedule.Constant(context.worker() == 0 ? 0 : Math.pow(BASE, 1 + POWER * share));
  }
}

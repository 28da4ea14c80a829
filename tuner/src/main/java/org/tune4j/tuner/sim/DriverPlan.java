package org.tune4j.tuner.sim;

import java.util.List;

/**
 * What happens to the driver of a simulated grid.
 *
 * @param crashes by ascending time
 * @param interruptions by ascending time
 */
public record DriverPlan(List<Crash> crashes, List<Interruption> interruptions) {
  /** Nothing happens to it. */
  public static final DriverPlan STEADY = new DriverPlan(List.of(), List.of());

  /**
   * The driver is killed, and another one takes over what its log says.
   *
   * @param atS when, in seconds from the beginning
   * @param downS how long nobody drives
   * @param deciding whether it is killed while it decides: the next thing that it hears is written
   *     down, but nobody is told what follows
   */
  public record Crash(double atS, double downS, boolean deciding) {}

  /**
   * Someone stops a sweep and goes on with it later.
   *
   * @param atS when, in seconds from the beginning
   * @param sweep which, by its place in the list of sweeps
   * @param graceS how long its trials have to pause
   * @param awayS from when it stands still until it is resumed
   * @param numSamples how many it has from then on; 0 for as many as before
   */
  public record Interruption(double atS, int sweep, double graceS, double awayS, int numSamples) {}

  public DriverPlan {
    crashes = List.copyOf(crashes);
    interruptions = List.copyOf(interruptions);
  }

  /** Whether an engine is ever thrown away. */
  boolean needsLogs() {
    return !crashes.isEmpty() || !interruptions.isEmpty();
  }
}

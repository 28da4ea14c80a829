package org.tune4j.tuner.sim;

/**
 * What takes time beside the iterations, in seconds, 0 or more each.
 *
 * @param start from the order to start an attempt to its first iteration
 * @param restore what that takes more when it begins at a checkpoint
 * @param save a checkpoint
 * @param notice from the death of a member until its driver knows of it
 */
public record Costs(double start, double restore, double save, double notice) {
  /** Nothing but the iterations takes time. */
  public static final Costs NONE = new Costs(0, 0, 0, 0);

  public Costs {
    if (!(start >= 0 && restore >= 0 && save >= 0 && notice >= 0)) {
      throw new IllegalArgumentException(
          "costs: must be 0 or more (start %s, restore %s, save %s, notice %s)"
              .formatted(start, restore, save, notice));
    }
  }
}

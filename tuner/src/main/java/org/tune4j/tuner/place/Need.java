package org.tune4j.tuner.place;

import java.util.ArrayList;
import java.util.List;
import org.tune4j.trial.Resources;

/**
 * What one bundle asks for, in whole numbers: hundredths of everything but memory.
 *
 * @param gpu a multiple of {@link #WHOLE}, or less than it
 * @param custom the other resources
 */
record Need(long cpu, long gpu, long memory, List<Custom> custom) {
  /** One of anything. */
  static final int WHOLE = 100;

  private static final double MOST = 1e15;

  /** So much of a custom resource. */
  record Custom(String name, long amount) {}

  static Need of(Resources resources) {
    return new Need(
        hundredths(resources.cpu()),
        hundredths(resources.gpu()),
        resources.memory(),
        resources.custom().isEmpty() ? List.of() : custom(resources));
  }

  private static List<Custom> custom(Resources resources) {
    List<Custom> custom = new ArrayList<>();
    resources.custom().forEach((name, amount) -> custom.add(new Custom(name, hundredths(amount))));
    return custom;
  }

  /** Beyond 10^15 all amounts are the same to us. */
  static long hundredths(double amount) {
    return Math.round(Math.min(amount, MOST) * WHOLE);
  }

  /** Whether it asks for a part of one GPU. */
  boolean isPartOfGpu() {
    return gpu > 0 && gpu < WHOLE;
  }

  /** How many devices it needs for itself alone. */
  int wholeGpus() {
    return (int) Math.min(Integer.MAX_VALUE, gpu / WHOLE);
  }
}

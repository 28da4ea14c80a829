package org.tune4j.rl.algorithm;

/** Adds up how long something took. Only for reports: nothing is decided by it. */
final class Stopwatch {
  private long nanoseconds;

  void run(Runnable action) {
    long start = System.nanoTime();
    try {
      action.run();
    } finally {
      nanoseconds += System.nanoTime() - start;
    }
  }

  double milliseconds() {
    return nanoseconds / 1e6;
  }

  void reset() {
    nanoseconds = 0;
  }
}

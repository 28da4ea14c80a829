package org.tune4j.tuner.sim;

import java.util.ArrayList;
import java.util.List;

/**
 * What is there and what of it is held, over the time: exact sums in a bounded number of bins, the
 * width of which doubles when the time outgrows them.
 */
final class Usage {
  private static final int BINS = 512;
  private static final int KINDS = 5;

  /** CPUs, held CPUs, GPUs, held GPUs, attempts. */
  private final double[] level = new double[KINDS];

  private final double[][] sums = new double[BINS][KINDS]; // level x microseconds
  private long width = 1_000;
  private long since;

  /** From now on there is so much more or less of something. */
  void change(long now, double cpus, double busyCpus, double gpus, double busyGpus, int attempts) {
    upTo(now);
    level[0] += cpus;
    level[1] += busyCpus;
    level[2] += gpus;
    level[3] += busyGpus;
    level[4] += attempts;
  }

  private void upTo(long now) {
    while (now > BINS * width) {
      halve();
    }
    while (since < now) {
      int bin = (int) (since / width);
      long until = Math.min(now, (bin + 1) * width);
      for (int kind = 0; kind < KINDS; kind++) {
        sums[bin][kind] += level[kind] * (until - since);
      }
      since = until;
    }
  }

  private void halve() {
    for (int bin = 0; bin < BINS; bin++) {
      for (int kind = 0; kind < KINDS; kind++) {
        sums[bin][kind] = 2 * bin < BINS ? sums[2 * bin][kind] + sums[2 * bin + 1][kind] : 0;
      }
    }
    width *= 2;
  }

  /** The averages of each bin up to now. */
  SimulationResult.Timeline timeline(long now) {
    upTo(now);
    List<SimulationResult.Bin> bins = new ArrayList<>();
    for (long from = 0; from < now; from += width) {
      double[] sum = sums[(int) (from / width)];
      double length = Math.min(width, now - from);
      bins.add(
          new SimulationResult.Bin(
              sum[0] / length, sum[1] / length, sum[2] / length, sum[3] / length, sum[4] / length));
    }
    return new SimulationResult.Timeline(width / 1e6, bins);
  }
}

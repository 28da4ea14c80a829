package org.tune4j.search.tpe;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.tune4j.math.Chance;
import org.tune4j.math.FastMath;

/**
 * Items without an order: a kernel has the item of its trial, and a little of all, the less the
 * more kernels there are.
 */
final class ItemKernels implements Kernels {
  private static final int PRIOR = -1;

  private final double[] weights;
  private final int[] items;
  private final double smoothing;
  private final double[] logHit;
  private final double[] logMiss;
  private final double[] logPrior;

  ItemKernels(Dimension.Choice choice, Columns columns, int parameter, int[] rows) {
    this.weights = choice.weights();
    this.smoothing = (double) weights.length / (rows.length + 1);
    this.items = new int[rows.length + 1];
    Arrays.setAll(items, k -> k == rows.length ? PRIOR : item(columns.place(parameter, rows[k])));
    this.logHit = logs(1);
    this.logMiss = logs(0);
    this.logPrior = new double[weights.length];
    Arrays.setAll(logPrior, item -> FastMath.log(weights[item]));
  }

  private static int item(double place) {
    return Double.isNaN(place) ? PRIOR : (int) place;
  }

  private double[] logs(double own) {
    double[] logs = new double[weights.length];
    Arrays.setAll(logs, item -> FastMath.log((own + smoothing * weights[item]) / (1 + smoothing)));
    return logs;
  }

  @Override
  public void add(double value, double[] logs) {
    int item = (int) value;
    for (int k = 0; k < logs.length; k++) {
      logs[k] +=
          items[k] == item ? logHit[item] : items[k] == PRIOR ? logPrior[item] : logMiss[item];
    }
  }

  @Override
  public double sample(int kernel, RandomGenerator random) {
    double own = Chance.uniform(random) * (1 + smoothing);
    double part = Chance.uniform(random);
    return items[kernel] != PRIOR && own < 1 ? items[kernel] : drawn(part);
  }

  private double drawn(double part) {
    double sum = 0;
    for (int item = 0; item < weights.length - 1; item++) {
      sum += weights[item];
      if (part < sum) {
        return item;
      }
    }
    return weights.length - 1;
  }
}

package org.tune4j.rl.algorithm.pg;

import org.jspecify.annotations.Nullable;
import org.tune4j.rl.exploration.Schedule;

/** The keys of PG; {@link PgSettings} explains them. */
record PgConfig(double lr, @Nullable Object lrSchedule, double gamma, int trainBatchSize) {

  Schedule learningRate() {
    return Schedule.ofKey("lr_schedule", lrSchedule, lr);
  }
}

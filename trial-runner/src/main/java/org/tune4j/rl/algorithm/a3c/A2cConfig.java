package org.tune4j.rl.algorithm.a3c;

import org.jspecify.annotations.Nullable;

/** The keys of A2C beside those of A3C; {@link A2cSettings} explains them. */
record A2cConfig(int trainBatchSize, @Nullable Integer microbatchSize) {}

package org.tune4j.rl.exploration;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.model.Network;
import org.tune4j.rl.policy.Policy;

/**
 * A policy that keeps what it looked at.
 *
 * @param seen where its observations go
 */
record Watched(Policy policy, Observations seen) implements Policy {
  @Override
  public Distribution distribution() {
    return policy.distribution();
  }

  @Override
  public Network network() {
    return policy.network();
  }

  @Override
  public void forward(float[][] observations, int rows) {
    for (int i = 0; i < rows; i++) {
      seen.add(observations[i]);
    }
    policy.forward(observations, rows);
  }

  @Override
  public float[][] outputs() {
    return policy.outputs();
  }

  @Override
  public boolean hasValues() {
    return policy.hasValues();
  }

  @Override
  public float value(int row) {
    return policy.value(row);
  }

  @Override
  public Policy twin() {
    return policy.twin();
  }

  @Override
  public void noise(@Nullable RandomGenerator random) {
    policy.noise(random);
  }
}

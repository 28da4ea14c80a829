package org.tune4j.rl.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.distribution.Categorical;
import org.tune4j.rl.model.Activation;
import org.tune4j.rl.model.NetworkSpec;
import org.tune4j.rl.policy.NetworkPolicy;
import org.tune4j.rl.rollout.Trajectory;
import org.tune4j.rl.state.SavedRandom;

/** Two arms, twice each, of which the second one pays: what a policy earns is known. */
class OffPolicyEstimatesTest {
  private static final double GAMMA = 0.5;

  @Test
  void aPolicyThatWasRecordedItselfEarnsWhatItDid() {
    OffPolicyEstimates estimates = new OffPolicyEstimates(GAMMA, true, true);
    for (int i = 0; i < 10; i++) {
      estimates.add(episode(i % 2, (i / 2) % 2, 0.5), policy(0));
    }
    assertThat(value(estimates, "is", "V_step_IS")).isCloseTo(0.75, within(0.16));
    assertThat(value(estimates, "is", "V_step_IS"))
        .isEqualTo(value(estimates, "is", "V_prev"))
        .isEqualTo(value(estimates, "wis", "V_step_WIS"));
  }

  @Test
  void anotherPolicyIsEstimatedWithoutActing() {
    OffPolicyEstimates estimates = new OffPolicyEstimates(GAMMA, true, true);
    SavedRandom random = new SavedRandom(1, "test", 0);
    double likelier = 1 / (1 + Math.exp(-1));
    for (int i = 0; i < 20_000; i++) {
      estimates.add(episode(random.nextInt(2), random.nextInt(2), 0.5), policy(1));
    }
    double expected = likelier * (1 + GAMMA);
    assertThat(value(estimates, "is", "V_prev")).isCloseTo(0.75, within(0.02));
    assertThat(value(estimates, "is", "V_step_IS")).isCloseTo(expected, within(0.02));
    assertThat(value(estimates, "wis", "V_step_WIS")).isCloseTo(expected, within(0.03));
  }

  @Test
  void withoutProbabilitiesThereIsNoEstimate() {
    OffPolicyEstimates estimates = new OffPolicyEstimates(GAMMA, true, true);
    Recorded known = episode(0, 1, 0.5);
    estimates.add(new Recorded(known.trajectory(), new double[0]), policy(0));
    assertThat(estimates.report()).isEmpty();
    new OffPolicyEstimates(GAMMA, false, false).add(known, policy(0));
    assertThat(estimates.report()).isEmpty();
  }

  /** The weights stay numbers when the policy does what the recorded one never did. */
  @Test
  void estimatesAreNumbers() {
    OffPolicyEstimates estimates = new OffPolicyEstimates(GAMMA, true, true);
    estimates.add(episode(1, 1, 0), policy(0));
    assertThat(value(estimates, "is", "V_step_IS")).isFinite();
    assertThat(value(estimates, "wis", "V_step_WIS")).isFinite();
  }

  private static double value(OffPolicyEstimates estimates, String estimator, String name) {
    return estimates.report().get(estimator) instanceof Map<?, ?> means
            && means.get(name) instanceof Double value
        ? value
        : Double.NaN;
  }

  private static Recorded episode(int first, int second, double probability) {
    Trajectory trajectory = new Trajectory(0, 0, 0);
    for (int action : List.of(first, second)) {
      trajectory.add(new float[] {1}, new float[] {action}, new float[0], 0, action);
    }
    trajectory.close(new float[] {1}, true, true);
    double log = Math.log(probability);
    return new Recorded(trajectory, new double[] {log, log});
  }

  /** Its logits are 0 and {@code second}. */
  private static NetworkPolicy policy(float second) {
    NetworkSpec.Layer logits =
        new NetworkSpec.Layer("logits", NetworkSpec.OBSERVATIONS, 2, Activation.LINEAR, 1);
    NetworkSpec spec = new NetworkSpec(1, List.of(logits), List.of("logits"));
    NetworkPolicy policy = new NetworkPolicy(spec, new Categorical(2));
    policy.network().load(new float[] {0, second, 0, 0});
    return policy;
  }
}

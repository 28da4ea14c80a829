package org.tune4j.rl.algorithm.impala;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.rl.algorithm.Binding;
import org.tune4j.rl.algorithm.DenseModels;
import org.tune4j.rl.algorithm.Rows;
import org.tune4j.rl.distribution.Categorical;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.rollout.AdvantageBatch;
import org.tune4j.rl.rollout.Trajectory;
import org.tune4j.space.Config;

class ImpalaLearnerTest {
  private static final Distribution DISTRIBUTION = new Categorical(2);
  private final Model model =
      Model.dense(
          DenseModels.config(List.of(8), "tanh", List.of(), "relu", true)
              .policyAndValue(List.of(3), 2),
          1,
          1e-8);

  /** What acted is what learns: V-trace is then GAE with lambda 1, whether or not it is used. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void onThePolicyItselfVTraceCorrectsNothing(boolean terminated) {
    Trajectory trajectory = Rows.trajectory(model.network(), DISTRIBUTION, 9, terminated);
    UnrollBatch corrected = UnrollBatch.of(List.of(trajectory), false, DISTRIBUTION);
    UnrollBatch estimated =
        UnrollBatch.of(
            List.of(trajectory), new AdvantageBatch.Estimator(0.9, 1, true, true), DISTRIBUTION);
    learner("{\"gamma\": 0.9}").learn(corrected, 0);
    for (int i = 0; i < 9; i++) {
      assertThat(corrected.advantages()[i]).isCloseTo(estimated.advantages()[i], within(1e-5));
      assertThat(corrected.targets()[i]).isCloseTo(estimated.targets()[i], within(1e-5));
    }
  }

  @Test
  void theLastStepOfAPieceStandsForWhatCameAfter() {
    Trajectory cut = Rows.trajectory(model.network(), DISTRIBUTION, 5, false);
    Trajectory ended = Rows.trajectory(model.network(), DISTRIBUTION, 5, true);
    UnrollBatch dropped = UnrollBatch.of(List.of(cut, ended), true, DISTRIBUTION);
    assertThat(dropped.size()).isEqualTo(4 + 5);
    assertThat(dropped.rows()).hasDimensions(10, 3);
    assertThat(dropped.rows()[9]).isEqualTo(cut.observation(4));
    UnrollBatch whole = UnrollBatch.of(List.of(cut, ended), false, DISTRIBUTION);
    assertThat(whole.size()).isEqualTo(10);
    assertThat(whole.rows()[10]).isEqualTo(cut.next());
  }

  @Test
  void aPieceOfOneStepMayLeaveNothing() {
    Trajectory cut = Rows.trajectory(model.network(), DISTRIBUTION, 1, false);
    assertThat(UnrollBatch.of(List.of(cut), true, DISTRIBUTION).size()).isZero();
  }

  private ImpalaLearner learner(String config) {
    Config resolved = ImpalaSettings.ALL.resolve(Config.parse(config));
    ImpalaConfig bound = Binding.bind(ImpalaConfig.class, resolved);
    return new ImpalaLearner(bound, model, new ImpalaObjective(DISTRIBUTION, 0.5), 2);
  }
}

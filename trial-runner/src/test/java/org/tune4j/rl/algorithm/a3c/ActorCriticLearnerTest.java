package org.tune4j.rl.algorithm.a3c;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.rl.algorithm.Binding;
import org.tune4j.rl.algorithm.DenseModels;
import org.tune4j.rl.algorithm.DivergedException;
import org.tune4j.rl.algorithm.Rows;
import org.tune4j.rl.distribution.Categorical;
import org.tune4j.rl.distribution.Distribution;
import org.tune4j.rl.model.Model;
import org.tune4j.rl.rollout.AdvantageBatch;
import org.tune4j.space.Config;

class ActorCriticLearnerTest {
  private static final Distribution DISTRIBUTION = new Categorical(2);
  private static final int STEPS = 23;

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 22, 100})
  void partsOfABatchGiveTheGradientOfTheWhole(int microbatch) {
    assertThat(moved(model(), STEPS, microbatch)).hasSize(moved(model(), STEPS, STEPS).length);
    float[] whole = moved(model(), STEPS, STEPS);
    float[] parts = moved(model(), STEPS, microbatch);
    for (int i = 0; i < whole.length; i++) {
      assertThat(parts[i]).isCloseTo(whole[i], within(1e-5f));
    }
  }

  @Test
  void theGradientIsComputedWhereTheNetworkIs() {
    Model model = model();
    AdvantageBatch batch = Rows.batch(model.network(), DISTRIBUTION, STEPS);
    var stale = model.twin();
    stale.load(model.parameters().clone());
    float[] away = model.parameters().clone();
    for (int i = 0; i < away.length; i++) {
      away[i] += 0.1f;
    }
    model.set(away);
    learner(model).learn(stale, batch, STEPS, 0);
    float[] step = model.parameters();
    float[] fromTheStart = moved(model(), STEPS, STEPS);
    float[] start = model().parameters();
    for (int i = 0; i < step.length; i++) {
      assertThat(step[i] - away[i]).isCloseTo(fromTheStart[i] - start[i], within(1e-5f));
    }
  }

  @Test
  void aLossThatIsNoNumberIsAnError() {
    Model model = model();
    AdvantageBatch batch = Rows.batch(model.network(), DISTRIBUTION, STEPS);
    batch.advantages()[3] = Double.NaN;
    assertThatThrownBy(() -> learner(model).learn(model.network(), batch, STEPS, 0))
        .isInstanceOf(DivergedException.class);
  }

  private static float[] moved(Model model, int steps, int microbatch) {
    AdvantageBatch batch = Rows.batch(model.network(), DISTRIBUTION, steps);
    learner(model).learn(model.network(), batch, microbatch, 0);
    return model.parameters();
  }

  private static ActorCriticLearner learner(Model model) {
    Config config = A3cSettings.ALL.resolve(Config.parse("{\"lr\": 0.01}"));
    return new ActorCriticLearner(Binding.bind(A3cConfig.class, config), model, DISTRIBUTION);
  }

  private static Model model() {
    return Model.dense(
        DenseModels.config(List.of(8), "tanh", List.of(), "relu", true)
            .policyAndValue(List.of(3), 2),
        1,
        1e-8);
  }
}

package org.tune4j.rl.algorithm.marwil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.rollout.Trajectory;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

class ReturnReplayTest {
  @Test
  void returnsAreDiscountedAndGoOnWithTheLastValue() {
    ReturnReplay replay = new ReturnReplay(10, 0.5, 1);
    replay.add(trajectory(3), 8);
    assertThat(returns(replay)).containsExactly(2.75, 3.5, 5.0);
  }

  @Test
  void theOldestStepsMakeWay() {
    ReturnReplay replay = new ReturnReplay(3, 1, 1);
    replay.add(trajectory(2), 0);
    replay.add(trajectory(4), 10);
    assertThat(replay.size()).isEqualTo(3);
    assertThat(replay.added()).isEqualTo(6);
    assertThat(returns(replay)).containsExactly(11.0, 12.0, 13.0);
  }

  @Test
  void goesOnAsIfNothingHadHappened() {
    ReturnReplay replay = new ReturnReplay(3, 1, 1);
    replay.add(trajectory(4), 0);
    ReturnReplay restored = new ReturnReplay(3, 1, 1);
    restored.restore(StateReader.of(StateWriter.bytes(replay::save)));
    replay.add(trajectory(2), 20);
    restored.add(trajectory(2), 20);
    MarwilBatch expected = new MarwilBatch(20);
    MarwilBatch batch = new MarwilBatch(20);
    replay.draw(expected);
    restored.draw(batch);
    assertThat(batch.returns()).isEqualTo(expected.returns());
    assertThat(batch.observations()).isDeepEqualTo(expected.observations());
  }

  @Test
  void anotherCapacityCannotGoOn() {
    ReturnReplay replay = new ReturnReplay(3, 1, 1);
    replay.add(trajectory(4), 0);
    StateReader saved = StateReader.of(StateWriter.bytes(replay::save));
    assertThatThrownBy(() -> new ReturnReplay(2, 1, 1).restore(saved))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("replay_buffer_size: was saved as 3, but here it is 2");
  }

  private static TreeSet<Double> returns(ReturnReplay replay) {
    MarwilBatch batch = new MarwilBatch(100);
    replay.draw(batch);
    TreeSet<Double> returns = new TreeSet<>();
    for (double earned : batch.returns()) {
      returns.add(earned);
    }
    return returns;
  }

  private static Trajectory trajectory(int length) {
    Trajectory trajectory = new Trajectory(0, 0, 0);
    for (int i = 0; i < length; i++) {
      trajectory.add(new float[] {i}, new float[] {0}, new float[0], 0, 1);
    }
    trajectory.close(new float[] {length}, false, true);
    return trajectory;
  }
}

package org.tune4j.rl.algorithm.impala;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.rollout.Trajectory;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

class BuffersTest {
  private int made;

  @Test
  void eachBatchIsHandedOutAsOftenAsItShall() {
    MinibatchBuffer buffer = new MinibatchBuffer(1, 3);
    assertThat(numbers(buffer, 9)).containsExactly(0, 1, 1, 2, 2, 2, 3, 3, 3);
  }

  @Test
  void slotsTakeTurns() {
    MinibatchBuffer buffer = new MinibatchBuffer(2, 2);
    assertThat(numbers(buffer, 8)).containsExactly(0, 1, 2, 1, 2, 3, 4, 3);
  }

  @Test
  void withoutAProportionNothingIsReplayed() {
    FragmentReplay replay = new FragmentReplay(10, 0, 1);
    for (int i = 0; i < 20; i++) {
      assertThat(replay.mix(fresh())).hasSize(1);
    }
  }

  @Test
  void oldFragmentsComeInProportion() {
    FragmentReplay replay = new FragmentReplay(5, 0.4, 1);
    int mixed = 0;
    for (int i = 0; i < 10_000; i++) {
      List<Trajectory> all = replay.mix(fresh());
      mixed += all.size();
      int now = made - 1;
      assertThat(all).allSatisfy(t -> assertThat(t.environment()).isBetween(now - 4, now));
    }
    assertThat(mixed / 10_000.0).isCloseTo(1.4, within(0.02));
  }

  @Test
  void anotherNumberOfSlotsCannotGoOn() {
    FragmentReplay replay = new FragmentReplay(5, 0.4, 1);
    for (int i = 0; i < 7; i++) {
      replay.mix(List.of());
    }
    StateReader saved = StateReader.of(StateWriter.bytes(replay::save));
    assertThatThrownBy(() -> new FragmentReplay(3, 0.4, 1).restore(saved))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("replay_buffer_num_slots: was saved as 5, but here it is 3");
  }

  private List<Integer> numbers(MinibatchBuffer buffer, int count) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(buffer.next(this::fresh).getFirst().environment());
    }
    return numbers;
  }

  private List<Trajectory> fresh() {
    return List.of(new Trajectory(made++, 0, 0));
  }
}

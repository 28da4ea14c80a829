package org.tune4j.rl.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.space.Space;
import org.tune4j.space.Config;

class ClosingTest {
  private final List<Integer> closed = new ArrayList<>();

  @Test
  void closesEachAndThrowsTheFirstFailure() {
    List<AutoCloseable> open = List.of(() -> fail(1), () -> closed.add(2), () -> fail(3));
    assertThatThrownBy(() -> Closing.all(open))
        .hasMessage("1")
        .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
    assertThat(closed).containsExactly(1, 2, 3);
  }

  @Test
  void environmentsThatWereMadeAreClosedWhenAnotherCannotBe() {
    VectorEnv.Shape shape = new VectorEnv.Shape(3, 0, 100, false);
    assertThatThrownBy(() -> new VectorEnv(this::make, shape, 1)).hasMessage("there is no third");
    assertThat(closed).containsExactly(0, 1);
  }

  @Test
  void allEnvironmentsAreClosedEvenIfOneCannotBe() {
    VectorEnv environments = new VectorEnv(this::make, new VectorEnv.Shape(2, 0, 100, false), 1);
    assertThatThrownBy(environments::close).hasMessage("0");
    assertThat(closed).containsExactly(0, 1);
  }

  private Environment make(int index) {
    if (index == 2) {
      throw new IllegalStateException("there is no third");
    }
    Environment inner = new Countdown(Config.empty());
    return new Environment() {
      @Override
      public Space observationSpace() {
        return inner.observationSpace();
      }

      @Override
      public Space actionSpace() {
        return inner.actionSpace();
      }

      @Override
      public float[] reset(RandomGenerator random) {
        return inner.reset(random);
      }

      @Override
      public Step step(float[] action) {
        return inner.step(action);
      }

      @Override
      public void close() {
        fail(index);
      }
    };
  }

  private void fail(int number) {
    closed.add(number);
    throw new IllegalStateException(String.valueOf(number));
  }
}

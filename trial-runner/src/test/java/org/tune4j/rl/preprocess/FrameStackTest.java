package org.tune4j.rl.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

class FrameStackTest {
  @TempDir Path folder;

  @Test
  void vectorsStandOneAfterTheOther() {
    FrameStack stack = new FrameStack(3, List.of(2));
    assertThat(stack.shape()).containsExactly(6);
    stack.reset(new float[] {1, 2});
    assertThat(read(stack)).containsExactly(1, 2, 1, 2, 1, 2);
    stack.push(new float[] {3, 4});
    assertThat(read(stack)).containsExactly(1, 2, 1, 2, 3, 4);
    stack.push(new float[] {5, 6});
    stack.push(new float[] {7, 8});
    assertThat(read(stack)).containsExactly(3, 4, 5, 6, 7, 8);
    stack.reset(new float[] {9, 9});
    assertThat(read(stack)).containsOnly(9);
  }

  @Test
  void imagesStandOneBehindTheOther() {
    FrameStack stack = new FrameStack(2, List.of(1, 2, 2));
    assertThat(stack.shape()).containsExactly(1, 2, 4);
    stack.reset(new float[] {1, 2, 3, 4});
    assertThat(read(stack)).containsExactly(1, 2, 1, 2, 3, 4, 3, 4);
    stack.push(new float[] {5, 6, 7, 8});
    assertThat(read(stack)).containsExactly(1, 2, 5, 6, 3, 4, 7, 8);
  }

  @Test
  void oneFrameIsItself() {
    FrameStack stack = new FrameStack(1, List.of(2));
    stack.reset(new float[] {1, 2});
    stack.push(new float[] {3, 4});
    assertThat(read(stack)).containsExactly(3, 4);
    assertThatThrownBy(() -> new FrameStack(0, List.of(2))).hasMessageContaining("at least 1");
  }

  @Test
  void whatIsSavedGoesOn() throws IOException {
    FrameStack stack = new FrameStack(2, List.of(1));
    stack.reset(new float[] {1});
    stack.push(new float[] {2});
    Path file = folder.resolve("state.bin");
    try (StateWriter out = new StateWriter(file)) {
      stack.save(out);
    }
    FrameStack other = new FrameStack(2, List.of(1));
    try (StateReader in = new StateReader(file)) {
      other.restore(in);
    }
    other.push(new float[] {3});
    assertThat(read(other)).containsExactly(2, 3);
  }

  private static float[] read(FrameStack stack) {
    float[] into = new float[stack.size()];
    stack.read(into);
    return into;
  }
}

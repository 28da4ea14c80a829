package org.tune4j.rl.algorithm.impala;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.tune4j.rl.rollout.Trajectory;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * Hands out batches in turn from a few slots, each batch several times before a new one takes its
 * slot. The first batches are handed out fewer times, so that slots do not all need new ones at
 * once. Not thread-safe.
 */
final class MinibatchBuffer {
  private final int passes;
  private final List<List<Trajectory>> slots = new ArrayList<>();
  private final int[] left;
  private int slot;
  private int granted = 1;

  /**
   * @param size how many slots, at least 1
   * @param passes how many times each batch is handed out
   */
  MinibatchBuffer(int size, int passes) {
    this.passes = passes;
    left = new int[size];
    for (int i = 0; i < size; i++) {
      slots.add(List.of());
    }
  }

  /**
   * The batch whose turn it is.
   *
   * @param fresh makes a new one
   */
  List<Trajectory> next(Supplier<List<Trajectory>> fresh) {
    if (left[slot] == 0) {
      slots.set(slot, fresh.get());
      left[slot] = granted;
      granted = Math.min(passes, granted + 1);
    }
    List<Trajectory> batch = slots.get(slot);
    left[slot]--;
    if (left[slot] == 0) {
      slots.set(slot, List.of());
    }
    slot = (slot + 1) % left.length;
    return batch;
  }

  void save(StateWriter out) {
    out.put("minibatch_buffer_size", left.length);
    out.put("slot", slot);
    out.put("granted", granted);
    out.put("left", left);
    slots.forEach(batch -> Pieces.save(batch, out));
  }

  void restore(StateReader in) {
    in.expect("minibatch_buffer_size", left.length);
    slot = in.getInt("slot");
    granted = in.getInt("granted");
    System.arraycopy(in.getInts("left"), 0, left, 0, left.length);
    slots.replaceAll(batch -> Pieces.read(in));
  }
}

package org.tune4j.tuner.schedule;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.search.Score;

/**
 * A rung of single numbers. Counting and asking take the logarithm of their number in time, and a
 * number that nobody waits with takes 12 to 18 bytes.
 */
final class ScalarRung implements Rung {
  private Cut cut;
  private double[] values = new double[4];
  private int size;

  /** The best that go on, the worst of them on top; and the others, the best of them on top. */
  private final IndexHeap in = new IndexHeap((a, b) -> compare(b, a));

  private final IndexHeap out = new IndexHeap(this::compare);

  /** The best that can ever go on, the worst of them on top; while it is known how many come. */
  private IndexHeap elite = new IndexHeap((a, b) -> compare(b, a));

  private final TreeMap<Integer, String> held = new TreeMap<>(this::compare);

  ScalarRung(Cut cut) {
    this.cut = cut;
  }

  @Override
  public void expect(int expected) {
    cut = cut.expecting(expected);
    elite = new IndexHeap((a, b) -> compare(b, a));
    for (int entry = 0; entry < size; entry++) {
      addToElite(entry);
    }
  }

  @Override
  public int add(Score score) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size + (size >> 1));
    }
    int entry = size++;
    values[entry] = score.value() + 0.0; // -0 is 0
    if (in.size() > 0 && compare(entry, in.peek()) < 0) {
      in.add(entry);
      if (in.size() > quota()) {
        out.add(in.poll());
      }
    } else {
      out.add(entry);
    }
    while (in.size() < quota()) {
      in.add(out.poll());
    }
    addToElite(entry);
    return entry;
  }

  private void addToElite(int entry) {
    if (cut.expected() >= 0) {
      elite.add(entry);
      if (elite.size() > cut.most()) {
        elite.poll();
      }
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int quota() {
    return cut.quota(size);
  }

  @Override
  public boolean isAmongBest(int entry) {
    return in.size() > 0 && values[entry] <= values[in.peek()];
  }

  @Override
  public void hold(int entry, String trialId) {
    held.put(entry, trialId);
  }

  @Override
  public void release(int entry) {
    held.remove(entry);
  }

  @Override
  public @Nullable Held promotable() {
    Held first = of(held.firstEntry());
    return first != null && in.size() > 0 && compare(first.entry(), in.peek()) <= 0 ? first : null;
  }

  @Override
  public @Nullable Held worst() {
    return of(held.lastEntry());
  }

  @Override
  public @Nullable Held hopeless() {
    if (cut.expected() < size) {
      return null; // nobody knows how many come, or more have come than were expected
    }
    Held last = worst();
    boolean beaten =
        last != null
            && elite.size() >= cut.most()
            && (elite.size() == 0 || compare(last.entry(), elite.peek()) > 0);
    return beaten ? last : null;
  }

  private static @Nullable Held of(Map.@Nullable Entry<Integer, String> entry) {
    return entry == null ? null : new Held(entry.getKey(), entry.getValue());
  }

  /** The better first; of equals the first. */
  private int compare(int a, int b) {
    int order = Double.compare(values[a], values[b]);
    return order == 0 ? Integer.compare(a, b) : order;
  }
}

package org.tune4j.tuner.schedule;

import java.util.Arrays;
import java.util.function.IntBinaryOperator;

/** A heap of whole numbers without objects: 4 bytes each, and room to grow. */
final class IndexHeap {
  private final IntBinaryOperator order;
  private int[] items = new int[4];
  private int size;

  /**
   * @param order below 0 when the first is nearer to the top
   */
  IndexHeap(IntBinaryOperator order) {
    this.order = order;
  }

  int size() {
    return size;
  }

  /** What is on top of a heap that is not empty. */
  int peek() {
    return items[0];
  }

  void add(int item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size + (size >> 1));
    }
    int at = size++;
    while (at > 0 && order.applyAsInt(item, items[(at - 1) / 2]) < 0) {
      items[at] = items[(at - 1) / 2];
      at = (at - 1) / 2;
    }
    items[at] = item;
  }

  /** Takes what is on top of a heap that is not empty. */
  int poll() {
    int top = items[0];
    int last = items[--size];
    int at = 0;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && order.applyAsInt(items[child + 1], items[child]) < 0) {
        child++;
      }
      if (order.applyAsInt(last, items[child]) <= 0) {
        break;
      }
      items[at] = items[child];
      at = child;
    }
    items[at] = last;
    return top;
  }
}

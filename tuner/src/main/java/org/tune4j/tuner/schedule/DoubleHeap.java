package org.tune4j.tuner.schedule;

import java.util.Arrays;

/** A heap of numbers without objects, the least on top: 8 bytes each, and room to grow. */
final class DoubleHeap {
  private double[] items = new double[4];
  private int size;

  int size() {
    return size;
  }

  /** What is on top of a heap that is not empty. */
  double peek() {
    return items[0];
  }

  void add(double item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size + (size >> 1));
    }
    int at = size++;
    while (at > 0 && item < items[(at - 1) / 2]) {
      items[at] = items[(at - 1) / 2];
      at = (at - 1) / 2;
    }
    items[at] = item;
  }

  /** Takes what is on top of a heap that is not empty. */
  double poll() {
    double top = items[0];
    double last = items[--size];
    int at = 0;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && items[child + 1] < items[child]) {
        child++;
      }
      if (last <= items[child]) {
        break;
      }
      items[at] = items[child];
      at = child;
    }
    items[at] = last;
    return top;
  }
}

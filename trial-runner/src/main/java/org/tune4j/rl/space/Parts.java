package org.tune4j.rl.space;

import java.util.Collection;
import java.util.random.RandomGenerator;

/** What a space does that is the concatenation of others. */
final class Parts {
  private Parts() {}

  static int size(Collection<Space> parts) {
    int size = 0;
    for (Space part : parts) {
      size = Math.addExact(size, part.size());
    }
    return size;
  }

  static boolean contain(Collection<Space> parts, float[] point, int offset) {
    int at = offset;
    for (Space part : parts) {
      if (!part.contains(point, at)) {
        return false;
      }
      at += part.size();
    }
    return true;
  }

  static void sample(Collection<Space> parts, RandomGenerator random, float[] point, int offset) {
    int at = offset;
    for (Space part : parts) {
      part.sample(random, point, at);
      at += part.size();
    }
  }
}

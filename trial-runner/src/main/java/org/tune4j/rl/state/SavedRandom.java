package org.tune4j.rl.state;

import java.util.random.RandomGenerator;
import org.tune4j.space.Seeds;

/**
 * A random stream whose position is one number, so that it can be saved and goes on exactly. The
 * generator is SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators",
 * 2014). Not thread-safe.
 */
public final class SavedRandom implements RandomGenerator {
  private long position;

  /** The stream of one purpose of one numbered thing below a trial's seed. */
  public SavedRandom(long seed, String purpose, long number) {
    position = Seeds.derive(seed, purpose, number);
  }

  @Override
  public long nextLong() {
    position += 0x9E3779B97F4A7C15L;
    long z = position;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  public void save(StateWriter out, String name) {
    out.put(name, position);
  }

  public void restore(StateReader in, String name) {
    position = in.getLong(name);
  }
}

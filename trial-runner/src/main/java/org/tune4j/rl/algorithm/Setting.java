package org.tune4j.rl.algorithm;

import org.jspecify.annotations.Nullable;
import org.tune4j.space.ValueType;

/**
 * One key of an algorithm's config.
 *
 * @param name as users write it
 * @param type what values it takes
 * @param defaultValue a value as in a {@link org.tune4j.space.Config}
 * @param use what it does here
 * @param doc one line of explanation
 */
public record Setting(
    String name, ValueType type, @Nullable Object defaultValue, Use use, String doc) {

  /** What a key does here. */
  public enum Use {
    /** It has its effect. */
    USED,
    /** It is accepted, so that files of RLlib work, and has nothing to act on. */
    MEANINGLESS,
    /** Its default is how things are; other values are refused. */
    FIXED
  }

  /** The same key with another default. */
  Setting withDefault(@Nullable Object value) {
    return new Setting(name, type, value, use, doc);
  }
}

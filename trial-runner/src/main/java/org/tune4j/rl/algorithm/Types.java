package org.tune4j.rl.algorithm;

import java.util.List;
import org.tune4j.space.ValueType;

/** Short names for the value types of settings. */
public final class Types {
  public static final ValueType BOOL = new ValueType.Bool();
  public static final ValueType ANY = new ValueType.Any();

  /** Any number. */
  public static final ValueType REAL = new ValueType.Real(-Double.MAX_VALUE, Double.MAX_VALUE);

  /** A number from 0. */
  public static final ValueType POSITIVE = new ValueType.Real(0, Double.MAX_VALUE);

  /** A number from 0 to 1. */
  public static final ValueType SHARE = new ValueType.Real(0, 1);

  /** Pairs of a step and a value. */
  public static final ValueType SCHEDULE =
      ValueType.AnyOf.orNull(new ValueType.ListOf(new ValueType.ListOf(REAL)));

  /** Sizes of layers. */
  public static final ValueType SIZES = new ValueType.ListOf(from(1));

  private Types() {}

  /** A whole number from a minimum. */
  public static ValueType from(long minimum) {
    return new ValueType.Whole(minimum, Integer.MAX_VALUE);
  }

  public static ValueType orNull(ValueType type) {
    return ValueType.AnyOf.orNull(type);
  }

  /** One of several types. */
  public static ValueType anyOf(ValueType... types) {
    return new ValueType.AnyOf(List.of(types));
  }
}

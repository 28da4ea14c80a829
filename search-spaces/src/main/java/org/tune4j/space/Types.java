package org.tune4j.space;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tune4j.yaml.Node;

/** What a value type means for a part of a space. */
final class Types {
  private static final Map<String, String> WHOLE =
      Map.of(
          "uniform", "randint",
          "quniform", "qrandint",
          "loguniform", "lograndint",
          "qloguniform", "qlograndint",
          "randn", "randint",
          "qrandn", "qrandint");

  private Types() {}

  private static Stream<ValueType> alternatives(ValueType type) {
    return type instanceof ValueType.AnyOf any
        ? any.types().stream().flatMap(Types::alternatives)
        : Stream.of(type);
  }

  /** What the items of a list must be; {@code null} when there may be no list. */
  static @Nullable ValueType item(ValueType type) {
    List<ValueType> items =
        alternatives(type)
            .<ValueType>mapMulti(
                (t, out) -> {
                  switch (t) {
                    case ValueType.Any any -> out.accept(any);
                    case ValueType.ListOf list -> out.accept(list.item());
                    default -> {}
                  }
                })
            .toList();
    return items.isEmpty() ? null : items.size() == 1 ? items.get(0) : new ValueType.AnyOf(items);
  }

  /**
   * What the keys of a map may be; {@code null} when there may be no map. Where there are several
   * possibilities, every key will do.
   */
  static @Nullable ConfigSchema schema(ValueType type) {
    List<ConfigSchema> schemas =
        alternatives(type)
            .<ConfigSchema>mapMulti(
                (t, out) -> {
                  switch (t) {
                    case ValueType.Any any -> out.accept(ConfigSchema.anything());
                    case ValueType.MapOf map -> out.accept(map.schema());
                    default -> {}
                  }
                })
            .toList();
    return switch (schemas.size()) {
      case 0 -> null;
      case 1 -> schemas.get(0);
      default -> ConfigSchema.anything();
    };
  }

  static boolean accepts(ValueType type, Node node) {
    return node instanceof Node.Scalar scalar && type.problem(scalar.value()) == null;
  }

  /**
   * Values that show what a domain gives: one that is not whole where there is one, and its ends.
   */
  static List<Number> probes(Domain.Numeric domain) {
    return switch (domain) {
      case Wholes wholes -> List.of(wholes.least(), wholes.greatest());
      case Reals reals -> List.of(inside(reals), reals.least(), reals.greatest());
      case Normals normals ->
          List.of(normals.quantum() == 0 ? 0.5 : 0.0, -Double.MAX_VALUE, Double.MAX_VALUE);
    };
  }

  private static double inside(Reals reals) {
    if (reals.quantum() != 0) {
      return Reals.multiple(Math.rint(reals.lower() / reals.quantum()) + 1, reals.quantum());
    }
    double half = Math.floor(reals.lower()) + 0.5;
    return half > reals.lower() && half < reals.upper() ? half : Math.nextUp(reals.lower());
  }

  /** A domain of reals whose values are all whole gives whole numbers to a key that wants them. */
  static Domain.Numeric asWhole(Domain.Numeric domain, ValueType type) {
    return domain instanceof Reals reals
            && reals.quantum() >= 1
            && reals.quantum() == Math.rint(reals.quantum())
            && type.canonical(reals.lower()) instanceof Long low
            && type.canonical(reals.upper()) instanceof Long high
        ? new Wholes(low, high, reals.logarithmic(), (long) reals.quantum())
        : domain;
  }

  /** The domain of whole numbers that is the nearest. */
  static @Nullable String useWhole(String function) {
    String whole = WHOLE.get(function);
    return whole == null ? null : "use " + whole;
  }
}

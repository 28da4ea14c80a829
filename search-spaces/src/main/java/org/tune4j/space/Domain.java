package org.tune4j.space;

import java.util.List;
import java.util.random.RandomGenerator;
import org.tune4j.yaml.Place;

/** What one value of a config may become, by chance or by what the other values are. */
public sealed interface Domain extends SpaceNode
    permits Domain.Numeric, Domain.Choice, Domain.SampleFrom {

  /** A range of numbers and how they are distributed over it. */
  sealed interface Numeric extends Domain permits Reals, Normals, Wholes {
    /** A {@code Double} or {@code Long}; a function of what the generator gives. */
    Number sample(RandomGenerator random);

    /** The least value that can come; may be infinite. */
    Number least();

    /** The greatest value that can come; may be infinite. */
    Number greatest();
  }

  /**
   * One of several.
   *
   * @param items at least one; they may hold domains themselves, but no axes
   * @param weights how likely each is, in any unit: not below 0, and not all 0; empty when each is
   *     as likely as the others
   * @param isOrdered whether items that stand side by side are alike
   */
  record Choice(List<SpaceNode> items, List<Double> weights, boolean isOrdered) implements Domain {
    public Choice {
      items = List.copyOf(items);
      weights = List.copyOf(weights);
      if (items.isEmpty()) {
        throw new IllegalArgumentException("choice: must have at least one value");
      }
      Weights.check(items.size(), weights);
    }

    /** Each as likely as the others, in no order. */
    public Choice(List<SpaceNode> items) {
      this(items, List.of(), false);
    }
  }

  /**
   * What an expression over the other values gives.
   *
   * @param path where it stands, such as {@code config.end_lr}
   * @param expression the expression
   * @param type what the key takes
   * @param place where it stands in the file
   */
  record SampleFrom(String path, Expression expression, ValueType type, Place place)
      implements Domain {}
}

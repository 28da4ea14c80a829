package org.tune4j.space;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tune4j.math.Chance;

/**
 * A search space as searchers see it: its parameters, each after those that it depends on. A point
 * is an array with the value of each, {@code NaN} where a parameter is inactive. Immutable and
 * thread-safe.
 */
public final class ParameterSpace {
  private final SearchSpace space;
  private final List<Parameter> parameters;
  private final List<Integer> axes;
  private final Map<String, Integer> byKey = new HashMap<>();

  private ParameterSpace(SearchSpace space, Flattening flat) {
    this.space = space;
    this.parameters = List.copyOf(flat.parameters());
    this.axes = List.copyOf(flat.axes());
    for (int i = 0; i < parameters.size(); i++) {
      byKey.put(parameters.get(i).key(), i);
    }
  }

  /**
   * The parameters of a space. An axis of the grid is a choice among its items.
   *
   * @throws org.tune4j.yaml.InvalidInputException when conditions depend on each other
   */
  public static ParameterSpace of(SearchSpace space) {
    return new ParameterSpace(space, new Flattening(space.root()));
  }

  /** The space whose parameters they are. */
  public SearchSpace space() {
    return space;
  }

  /** Those that a parameter depends on stand before it. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** The numbers of those that are axes of the grid. */
  List<Integer> axes() {
    return axes;
  }

  /** How many parameters there are. */
  public int size() {
    return parameters.size();
  }

  /** The number of the parameter of that key; -1 when there is none. */
  public int index(String key) {
    return byKey.getOrDefault(key, -1);
  }

  /**
   * Whether every point has a number that chance hardly ever draws twice: each of its values is as
   * rare as one of 2^48.
   */
  public boolean isInexhaustible() {
    return parameters.stream()
        .anyMatch(
            parameter ->
                parameter.when().isAlways()
                    && parameter.range() instanceof Range.Numbers numbers
                    && Scales.isFine(numbers.domain()));
  }

  /** Whether a parameter is active, as far as those before it say. */
  public boolean isActive(int parameter, double[] point) {
    return parameters.get(parameter).when().holds(point);
  }

  /** The point at a place in the unit cube, one coordinate for each parameter; a new array. */
  public double[] at(double[] unit) {
    double[] point = new double[size()];
    Arrays.fill(point, Double.NaN);
    for (int i = 0; i < point.length; i++) {
      if (isActive(i, point)) {
        point[i] = parameters.get(i).range().at(unit[i]);
      }
    }
    return point;
  }

  /** The place of a point in the unit cube, {@code NaN} where a parameter is inactive. */
  public double[] unit(double[] point) {
    double[] unit = new double[size()];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = Double.isNaN(point[i]) ? Double.NaN : parameters.get(i).range().unit(point[i]);
    }
    return unit;
  }

  /** A point drawn from the space: each parameter as its domain is distributed. */
  public double[] random(RandomGenerator random) {
    double[] unit = new double[size()];
    Arrays.setAll(unit, i -> Chance.uniform(random));
    return at(unit);
  }

  /**
   * The variant at a point.
   *
   * @throws org.tune4j.yaml.InvalidInputException when an expression cannot be evaluated
   */
  public Config variant(double[] point) {
    return new VariantResolver(new AtPoint(point)).resolve(space.root());
  }

  /** The point of a variant; {@code null} when the space has no such variant. */
  public double @Nullable [] locate(Config variant) {
    double[] point = new double[size()];
    Arrays.fill(point, Double.NaN);
    return new Locating(this, point).isThere(variant) ? point : null;
  }

  /** The values of a point. */
  private final class AtPoint implements VariantValues {
    private final double[] point;

    AtPoint(double[] point) {
      this.point = point;
    }

    private double value(String key) {
      double value = point[byKey.getOrDefault(key, -1)];
      if (Double.isNaN(value)) {
        throw new IllegalStateException("inactive at this point: " + key);
      }
      return value;
    }

    @Override
    public int item(String key, SpaceNode.Axis axis) {
      return (int) value(key);
    }

    @Override
    public int item(String key, Domain.Choice choice) {
      return (int) value(key);
    }

    @Override
    public Number number(String key, Domain.Numeric domain) {
      double value = value(key);
      return domain instanceof Wholes ? (Number) (long) value : (Number) value;
    }

    @Override
    public String inside(String key, SpaceNode.Axis axis, int item) {
      return key + "#" + item;
    }
  }
}

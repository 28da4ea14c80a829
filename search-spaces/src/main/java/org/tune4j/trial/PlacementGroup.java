package org.tune4j.trial;

import java.util.ArrayList;
import java.util.List;

/**
 * What one attempt of a trial asks for: bundles, each of which lies on one member. They are
 * reserved together or not at all.
 *
 * @param bundles from 1 to {@value #MOST_BUNDLES}; the first hosts the trainable, and may be empty
 * @param strategy how the bundles are spread over the members
 */
public record PlacementGroup(List<Resources> bundles, Strategy strategy) {
  /** More bundles than this are a mistake. */
  public static final int MOST_BUNDLES = 1_000;

  /** One CPU on one member. */
  public static final PlacementGroup ONE_CPU = of(Resources.ONE_CPU);

  /** How the bundles of a group are spread over the members. */
  public enum Strategy {
    /** On as few members as possible. */
    PACK,
    /** On as many members as possible. */
    SPREAD,
    /** All on one member, or not at all. */
    STRICT_PACK,
    /** Each on a member of its own, or not at all. */
    STRICT_SPREAD
  }

  /**
   * A request.
   *
   * @throws IllegalArgumentException when there are no bundles or too many, or one asks for a part
   *     of a GPU beside a whole one: parts of two GPUs are no use to anybody
   */
  public PlacementGroup {
    bundles = List.copyOf(bundles);
    if (bundles.isEmpty() || bundles.size() > MOST_BUNDLES) {
      throw new IllegalArgumentException(
          "resources: must be 1 to %d bundles (%d)".formatted(MOST_BUNDLES, bundles.size()));
    }
    for (Resources bundle : bundles) {
      if (!isGpuRequest(bundle.gpu())) {
        throw new IllegalArgumentException(
            "resources: gpu: must be a whole number or less than 1 ("
                + Numbers.text(bundle.gpu())
                + ")");
      }
    }
  }

  /** Whether one bundle may ask for so many GPUs: a whole number, or a part of one. */
  public static boolean isGpuRequest(double gpu) {
    return gpu < 1 || gpu == Math.rint(gpu);
  }

  /** One bundle. */
  public static PlacementGroup of(Resources resources) {
    return new PlacementGroup(List.of(resources), Strategy.PACK);
  }

  /** All bundles together. */
  public Resources total() {
    Resources total = bundles.getFirst();
    for (Resources bundle : bundles.subList(1, bundles.size())) {
      total = total.plus(bundle);
    }
    return total;
  }

  /** Whether this asks for nothing at all. */
  public boolean isNothing() {
    for (Resources bundle : bundles) {
      if (!bundle.isNothing()) {
        return false;
      }
    }
    return true;
  }

  /**
   * As people read it: {@code 1 CPU}, or {@code [1 GPU] + 2 x [1 CPU]} with several bundles, and
   * the strategy when it is not {@link Strategy#PACK}.
   */
  @Override
  public String toString() {
    if (bundles.size() == 1) {
      return bundles.getFirst().toString();
    }
    List<String> parts = new ArrayList<>();
    for (int i = 0, next; i < bundles.size(); i = next) {
      next = endOfEqual(i);
      parts.add((next - i == 1 ? "" : next - i + " x ") + "[" + bundles.get(i) + "]");
    }
    return String.join(" + ", parts) + (strategy == Strategy.PACK ? "" : ", " + strategy);
  }

  private int endOfEqual(int from) {
    int end = from + 1;
    while (end < bundles.size() && bundles.get(end).equals(bundles.get(from))) {
      end++;
    }
    return end;
  }
}

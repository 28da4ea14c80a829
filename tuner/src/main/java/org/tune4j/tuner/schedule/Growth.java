package org.tune4j.tuner.schedule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.ValueType;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.Resources;
import org.tune4j.trial.SweepEvent;
import org.tune4j.tuner.place.Capacity;
import org.tune4j.tuner.place.Requests;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * How a request grows: step by step, in its first bundle or by bundles.
 *
 * @param step by how much; {@code null} for as much as the first bundle asks for, but for a part of
 *     a GPU, which has no half again
 * @param most how many steps at most
 * @param addsBundles whether each step is a bundle of its own
 * @param reserve what is left alone; what members are said to have is without it
 */
record Growth(@Nullable Resources step, int most, boolean addsBundles, Resources reserve) {

  private static final String INCREASE_BY = "increase_by";
  private static final String TIMES = "increase_by_times";
  private static final String RESERVE = "reserve_resources";
  private static final String ADD_BUNDLES = "add_bundles";

  private static final ValueType AMOUNTS =
      new ValueType.MapOf(
          ConfigSchema.of(
              List.of(
                  new ConfigSchema.Key("cpu", new ValueType.Real(0, Double.MAX_VALUE), "CPUs"),
                  new ConfigSchema.Key("gpu", new ValueType.Real(0, Double.MAX_VALUE), "GPUs"),
                  new ConfigSchema.Key("memory", new ValueType.Any(), "bytes"),
                  new ConfigSchema.Key(
                      "custom_resources",
                      new ValueType.MapOf(ConfigSchema.anything()),
                      "others, by name")),
              Map.of("CPU", "cpu", "GPU", "gpu")));

  /** The keys that say how. */
  static final List<ConfigSchema.Key> KEYS =
      List.of(
          new ConfigSchema.Key(INCREASE_BY, AMOUNTS, "by how much a trial grows in a step"),
          new ConfigSchema.Key(
              TIMES,
              new ValueType.Whole(-1, Integer.MAX_VALUE),
              "how many steps it grows at most; -1 for no limit"),
          new ConfigSchema.Key(RESERVE, AMOUNTS, "what no trial grows into"),
          new ConfigSchema.Key(ADD_BUNDLES, new ValueType.Bool(), "whether each step is a bundle"));

  /**
   * Reads them.
   *
   * @throws InvalidInputException when a step is nothing, or a part of a GPU
   */
  static Growth of(Config set) {
    Resources step =
        set.has(INCREASE_BY) ? Requests.amounts(INCREASE_BY, set.getConfig(INCREASE_BY)) : null;
    if (step != null && (step.isNothing() || step.gpu() != StrictMath.rint(step.gpu()))) {
      throw new InvalidInputException(
          new Problem(
              INCREASE_BY + ": must be more than nothing, and whole GPUs (" + step + ")",
              null,
              "use {cpu: 1}"));
    }
    int times = (int) set.getLong(TIMES, -1);
    return new Growth(
        step,
        times < 0 ? Integer.MAX_VALUE : times,
        set.getBoolean(ADD_BUNDLES, false),
        set.has(RESERVE) ? Requests.amounts(RESERVE, set.getConfig(RESERVE)) : Resources.NOTHING);
  }

  /**
   * The largest request with which so many trials run side by side; never less than is asked for.
   *
   * @param base what a trial asks for by itself
   * @param trials how many; 1 or more
   */
  PlacementGroup largest(PlacementGroup base, List<SweepEvent.Members> members, int trials) {
    long known = 0; // so many steps fit
    long tooMany = 1;
    while (tooMany <= most && fits(base, tooMany, members, trials)) {
      known = tooMany;
      tooMany = Math.min(2 * tooMany, most + 1L);
    }
    while (tooMany - known > 1) {
      long middle = known + (tooMany - known) / 2;
      if (fits(base, middle, members, trials)) {
        known = middle;
      } else {
        tooMany = middle;
      }
    }
    return known == 0 ? base : grown(base, known);
  }

  private boolean fits(
      PlacementGroup base, long steps, List<SweepEvent.Members> members, int trials) {
    PlacementGroup grown = grown(base, steps);
    return !grown.equals(base) && Capacity.fits(grown, members, trials);
  }

  /** The request itself when there is no such thing as so many steps more. */
  private PlacementGroup grown(PlacementGroup base, long steps) {
    Resources first = base.bundles().getFirst();
    Resources by = step == null ? withoutPartOfGpu(first) : step;
    List<Resources> bundles = new ArrayList<>(base.bundles());
    if (by.isNothing()) {
      return base;
    }
    if (addsBundles) {
      if (bundles.size() + steps > PlacementGroup.MOST_BUNDLES) {
        return base;
      }
      bundles.addAll(Collections.nCopies((int) steps, by));
    } else {
      Resources more = first.plus(times(by, steps));
      if (!PlacementGroup.isGpuRequest(more.gpu())) {
        return base;
      }
      bundles.set(0, more);
    }
    return new PlacementGroup(bundles, base.strategy());
  }

  private static Resources withoutPartOfGpu(Resources first) {
    return first.gpu() < 1 ? new Resources(first.cpu(), 0, first.memory(), first.custom()) : first;
  }

  private static Resources times(Resources each, long count) {
    SortedMap<String, Double> custom = new TreeMap<>();
    each.custom().forEach((name, amount) -> custom.put(name, amount * count));
    long memory = each.memory() > Long.MAX_VALUE / count ? Long.MAX_VALUE : each.memory() * count;
    return new Resources(each.cpu() * count, each.gpu() * count, memory, custom);
  }

  /** For people. */
  String text() {
    return "in steps of "
        + (step == null ? "what it asks for" : step.toString())
        + (most == Integer.MAX_VALUE ? "" : ", at most " + most)
        + (addsBundles ? ", each a bundle" : "")
        + (reserve.isNothing() ? "" : "; not into " + reserve);
  }
}

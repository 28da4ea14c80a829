package org.tune4j.trial;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An amount of everything that a member offers and a trial holds. Fractions are allowed and are
 * rounded to a hundredth. Amounts of nothing are left out, so that equal amounts are equal objects.
 *
 * @param cpu logical CPUs, 0 or more
 * @param gpu GPUs, 0 or more; what one bundle may ask for is a whole number or less than 1, see
 *     {@link PlacementGroup}
 * @param memory bytes, 0 or more
 * @param custom whatever else can be counted, such as licences, by name; more than 0 each
 */
public record Resources(double cpu, double gpu, long memory, SortedMap<String, Double> custom) {
  private static final SortedMap<String, Double> NONE = Collections.emptySortedMap();
  private static final Set<String> TAKEN = Set.of("cpu", "gpu", "memory");

  /** Nothing at all. */
  public static final Resources NOTHING = new Resources(0, 0);

  /** One CPU and nothing else. */
  public static final Resources ONE_CPU = new Resources(1, 0);

  /**
   * An amount.
   *
   * @throws IllegalArgumentException when one is below 0 or not finite, or a custom one has the
   *     name of another or none
   */
  public Resources {
    if (!isAmount(cpu) || !isAmount(gpu) || memory < 0) {
      throw new IllegalArgumentException(
          "resources: must be 0 or more (cpu " + cpu + ", gpu " + gpu + ", memory " + memory + ")");
    }
    cpu = rounded(cpu);
    gpu = rounded(gpu);
    custom = custom.isEmpty() ? NONE : checked(custom);
  }

  /** CPUs and GPUs alone. */
  public Resources(double cpu, double gpu) {
    this(cpu, gpu, 0, NONE);
  }

  private static SortedMap<String, Double> checked(SortedMap<String, Double> custom) {
    SortedMap<String, Double> rounded = new TreeMap<>();
    custom.forEach(
        (name, amount) -> {
          if (!isName(name) || !isAmount(amount)) {
            throw new IllegalArgumentException(
                "resources: "
                    + name
                    + ": must have a name of its own and be 0 or more ("
                    + amount
                    + ")");
          }
          if (rounded(amount) > 0) {
            rounded.put(name, rounded(amount));
          }
        });
    return rounded.isEmpty() ? NONE : Collections.unmodifiableSortedMap(rounded);
  }

  /**
   * Whether a custom resource may have that name: it must not be blank, nor be {@code cpu}, {@code
   * gpu} or {@code memory}.
   */
  public static boolean isName(String name) {
    return !name.isBlank() && !TAKEN.contains(name.toLowerCase(Locale.ROOT));
  }

  private static boolean isAmount(double amount) {
    return amount >= 0 && amount < Double.POSITIVE_INFINITY;
  }

  private static double rounded(double amount) {
    return amount < 1e12 ? Math.rint(amount * 100) / 100 : amount;
  }

  /** How much there is of the custom resource of that name; 0 when there is none. */
  public double custom(String name) {
    return custom.getOrDefault(name, 0.0);
  }

  public Resources plus(Resources other) {
    long sum = memory + other.memory;
    return new Resources(
        Math.min(cpu + other.cpu, Double.MAX_VALUE),
        Math.min(gpu + other.gpu, Double.MAX_VALUE),
        sum < 0 ? Long.MAX_VALUE : sum,
        combined(other, 1));
  }

  /** What is left; never below 0. */
  public Resources minus(Resources other) {
    return new Resources(
        Math.max(0, cpu - other.cpu),
        Math.max(0, gpu - other.gpu),
        Math.max(0, memory - other.memory),
        combined(other, -1));
  }

  private SortedMap<String, Double> combined(Resources other, int sign) {
    if (other.custom.isEmpty()) {
      return custom;
    }
    SortedMap<String, Double> sum = new TreeMap<>(custom);
    other.custom.forEach(
        (name, amount) ->
            sum.put(name, Math.clamp(custom(name) + sign * amount, 0, Double.MAX_VALUE)));
    return sum;
  }

  /** Whether this is an amount of nothing at all. */
  public boolean isNothing() {
    return cpu == 0 && gpu == 0 && memory == 0 && custom.isEmpty();
  }

  /** Whether this much can be taken from {@code free}. */
  public boolean fitsIn(Resources free) {
    return cpu <= free.cpu
        && gpu <= free.gpu
        && memory <= free.memory
        && (custom.isEmpty() || customFitsIn(free));
  }

  private boolean customFitsIn(Resources free) {
    for (Map.Entry<String, Double> wanted : custom.entrySet()) {
      if (wanted.getValue() > free.custom(wanted.getKey())) {
        return false;
      }
    }
    return true;
  }

  /** As people read it: {@code 1 CPU}, {@code 2 CPU + 0.5 GPU + 4 GB + 1 licence}. */
  @Override
  public String toString() {
    if (isNothing()) {
      return "0 CPU";
    }
    List<String> parts = new ArrayList<>(2);
    if (cpu > 0) {
      parts.add(Numbers.text(cpu) + " CPU");
    }
    if (gpu > 0) {
      parts.add(Numbers.text(gpu) + " GPU");
    }
    if (memory > 0) {
      parts.add(Bytes.text(memory));
    }
    custom.forEach((name, amount) -> parts.add(Numbers.text(amount) + " " + name));
    return String.join(" + ", parts);
  }
}

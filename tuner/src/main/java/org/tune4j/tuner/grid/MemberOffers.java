package org.tune4j.tuner.grid;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tune4j.trial.Bytes;
import org.tune4j.trial.Resources;
import org.tune4j.tuner.place.Offer;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problems;

/** Finds out what a member offers: what its machine has, less or more where the user says so. */
public final class MemberOffers {
  private static final int MOST_GPUS = 10_000;

  private final Problems problems = new Problems();
  private final Supplier<List<String>> devices;

  private MemberOffers(Supplier<List<String>> devices) {
    this.devices = devices;
  }

  /**
   * What this machine offers. Asks {@code nvidia-smi} for GPUs unless told, which may take up to a
   * few seconds.
   *
   * @throws InvalidInputException with everything that is wrong with the options
   */
  public static Offer detect(OfferOptions options) {
    return detect(options, () -> NvidiaGpus.visible(System.getenv()));
  }

  static Offer detect(OfferOptions options, Supplier<List<String>> devices) {
    return new MemberOffers(devices).offer(options);
  }

  private Offer offer(OfferOptions options) {
    double cpus = cpus(options.cpus());
    long memory = memory(options.memory());
    SortedMap<String, Double> custom = custom(options.resources());
    SortedMap<String, String> labels = labels(options.labels());
    List<String> gpus = gpus(options);
    problems.throwIfAny();
    return new Offer(new Resources(cpus, gpus.size(), memory, custom), gpus, labels);
  }

  private double cpus(@Nullable String text) {
    return text == null
        ? Runtime.getRuntime().availableProcessors()
        : amount("--cpus", text, "must be a number from 0");
  }

  private long memory(@Nullable String text) {
    try {
      return text == null ? physicalMemory() : Bytes.parse(text);
    } catch (IllegalArgumentException e) {
      problems.add(null, "--memory: " + e.getMessage());
      return 0;
    }
  }

  /** Of the machine or the container, in bytes. */
  private static long physicalMemory() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }

  private List<String> gpus(OfferOptions options) {
    if (options.gpuIds() != null) {
      return named(options.gpuIds(), options.gpus());
    }
    if (options.gpus() == null) {
      return problems.isEmpty() ? devices.get() : List.of();
    }
    double count = amount("--gpus", options.gpus(), "must be a whole number from 0");
    if (count != Math.rint(count) || count > MOST_GPUS) {
      problems.add(
          null,
          "--gpus: must be a whole number from 0 to " + MOST_GPUS + " (" + options.gpus() + ")",
          "let several trials share a GPU with `resources_per_trial: {gpu: 0.5}`");
      return List.of();
    }
    return first((int) count);
  }

  /** The machine's devices when it has that many; else numbers, as for GPUs of another make. */
  private List<String> first(int count) {
    List<String> found = count == 0 || !problems.isEmpty() ? List.of() : devices.get();
    return found.size() >= count
        ? found.subList(0, count)
        : IntStream.range(0, count).mapToObj(String::valueOf).toList();
  }

  private List<String> named(String text, @Nullable String count) {
    List<String> ids = text.isBlank() ? List.of() : List.of(text.strip().split("\\s*,\\s*", -1));
    if (ids.contains("") || new HashSet<>(ids).size() != ids.size()) {
      problems.add(
          null, "--gpu-ids: must be ids with commas between them, each once (" + text + ")");
      return List.of();
    }
    if (count != null && !count.strip().equals(String.valueOf(ids.size()))) {
      problems.add(
          null,
          "--gpus " + count + " and --gpu-ids " + text + " contradict each other",
          "leave --gpus out");
    }
    return ids;
  }

  private SortedMap<String, Double> custom(List<String> texts) {
    SortedMap<String, Double> all = new TreeMap<>();
    pairs(
        "--resource",
        "AMOUNT",
        texts,
        (name, text) -> {
          if (!Resources.isName(name)) {
            problems.add(
                null,
                "--resource: " + name + " has an option of its own",
                "use --" + name.toLowerCase(Locale.ROOT) + (name.length() == 3 ? "s" : ""));
            return;
          }
          double amount = amount("--resource " + name, text, "must be a number from 0");
          if (all.put(name, amount) != null) {
            problems.add(null, "--resource: " + name + " is given twice");
          }
        });
    return all;
  }

  private SortedMap<String, String> labels(List<String> texts) {
    SortedMap<String, String> all = new TreeMap<>();
    pairs(
        "--label",
        "VALUE",
        texts,
        (name, value) -> {
          if (all.put(name, value) != null) {
            problems.add(null, "--label: " + name + " is given twice");
          }
        });
    return all;
  }

  private void pairs(
      String option, String value, List<String> texts, BiConsumer<String, String> each) {
    for (String text : texts) {
      int equals = text.indexOf('=');
      String name = equals < 0 ? "" : text.substring(0, equals).strip();
      if (name.isEmpty()) {
        problems.add(null, option + ": must be NAME=" + value + " (" + Problems.show(text) + ")");
      } else {
        each.accept(name, text.substring(equals + 1).strip());
      }
    }
  }

  private double amount(String option, String text, String rule) {
    double value;
    try {
      value = Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      value = Double.NaN;
    }
    if (!(value >= 0) || Double.isInfinite(value)) {
      problems.add(null, option + ": " + rule + " (" + Problems.show(text) + ")");
      return 0;
    }
    return value;
  }
}

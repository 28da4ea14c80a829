package org.tune4j.tuner.schedule;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.ConfigSchema;

/** The trial schedulers that {@code scheduler} may name. */
public final class SchedulerKinds {
  /** Runs all trials to their end. */
  public static final SchedulerKind FIFO =
      new SchedulerKind(
          "fifo",
          Set.of(),
          false,
          ConfigSchema.of(List.of(), Map.of()),
          setup -> TrialScheduler.FIFO);

  private static final Map<String, SchedulerKind> ALL = new TreeMap<>();
  private static final Map<String, SchedulerKind> BY_BARE_NAME = new HashMap<>();

  static {
    for (SchedulerKind kind :
        List.of(
            FIFO,
            Asha.KIND,
            HyperBand.KIND,
            HyperBand.BOHB,
            MedianStopping.KIND,
            Percentile.KIND,
            Patience.KIND,
            Threshold.KIND,
            Wilcoxon.KIND,
            Pbt.KIND,
            Pb2.KIND,
            PbtReplay.KIND,
            ResourceChanging.KIND)) {
      ALL.put(kind.name(), kind);
      BY_BARE_NAME.put(bare(kind.name()), kind);
      kind.aliases().forEach(alias -> BY_BARE_NAME.put(bare(alias), kind));
    }
  }

  private SchedulerKinds() {}

  /** All of them, by name. */
  public static Map<String, SchedulerKind> all() {
    return Collections.unmodifiableMap(ALL);
  }

  /**
   * The one of that name, or of Tune's name for it, also in another spelling: {@code
   * AsyncHyperBandScheduler} is {@code async_hyperband}; {@code null} when there is none.
   */
  public static @Nullable SchedulerKind named(String name) {
    return BY_BARE_NAME.get(bare(name));
  }

  private static String bare(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "").replaceFirst("scheduler$", "");
  }
}

package org.tune4j.tuner.grid;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user says of a member's resources, as typed; {@code null} and empty: what the machine has.
 *
 * @param cpus {@code --cpus N}
 * @param gpus {@code --gpus N}
 * @param gpuIds {@code --gpu-ids a,b}: as CUDA_VISIBLE_DEVICES takes them
 * @param memory {@code --memory 8GB}
 * @param resources each {@code --resource NAME=AMOUNT}
 * @param labels each {@code --label NAME=VALUE}
 */
public record OfferOptions(
    @Nullable String cpus,
    @Nullable String gpus,
    @Nullable String gpuIds,
    @Nullable String memory,
    List<String> resources,
    List<String> labels) {
  /** All that the machine has. */
  public static final OfferOptions NONE =
      new OfferOptions(null, null, null, null, List.of(), List.of());

  public OfferOptions {
    resources = List.copyOf(resources);
    labels = List.copyOf(labels);
  }

  /** Whether nothing was typed. */
  public boolean saysNothing() {
    return equals(NONE);
  }
}

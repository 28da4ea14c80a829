package org.tune4j.tuner.place;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.tune4j.trial.Resources;

/**
 * What a member offers.
 *
 * @param total how much of everything; as many GPUs as it has ids for
 * @param gpus the ids of its GPUs, such as {@code 0} or {@code GPU-8a56a4bc…}, each once
 * @param labels what else is known of the member, by name
 */
public record Offer(Resources total, List<String> gpus, SortedMap<String, String> labels) {

  /**
   * An offer.
   *
   * @throws IllegalArgumentException when the ids of the GPUs are not as many as the GPUs, or one
   *     comes twice
   */
  public Offer {
    gpus = List.copyOf(gpus);
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    if (total.gpu() != gpus.size() || new HashSet<>(gpus).size() != gpus.size()) {
      throw new IllegalArgumentException(
          "offer: each GPU must have an id of its own (%s GPUs, ids %s)"
              .formatted(total.gpu(), gpus));
    }
  }

  /** An offer without labels, the GPUs of which are numbered from 0. */
  public static Offer of(Resources total) {
    List<String> gpus = IntStream.range(0, (int) total.gpu()).mapToObj(String::valueOf).toList();
    return new Offer(total, gpus, Collections.emptySortedMap());
  }
}

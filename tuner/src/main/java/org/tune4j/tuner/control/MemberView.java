package org.tune4j.tuner.control;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tune4j.trial.Resources;

/**
 * A member at one moment. Immutable.
 *
 * @param name its name in the grid, usually its address
 * @param host the machine that it runs on
 * @param offered what trials may hold there
 * @param free what of that nobody holds
 * @param labels what it is known by
 * @param gpus the ids of its devices, as trials see them
 * @param running how many attempts run there
 * @param since when it joined
 */
public record MemberView(
    String name,
    String host,
    Resources offered,
    Resources free,
    SortedMap<String, String> labels,
    List<String> gpus,
    int running,
    Instant since) {
  public MemberView {
    Objects.requireNonNull(name);
    Objects.requireNonNull(host);
    Objects.requireNonNull(offered);
    Objects.requireNonNull(free);
    Objects.requireNonNull(since);
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    gpus = List.copyOf(gpus);
  }
}

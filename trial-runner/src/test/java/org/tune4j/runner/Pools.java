package org.tune4j.runner;

import java.nio.file.Path;
import java.util.function.LongSupplier;

/** Pools the trials of which run their parts in this JVM too. */
final class Pools {
  private Pools() {}

  static SessionPool open(TrainableRegistry registry, Path folder) {
    return new SessionPool(registry, folder, hereIn(registry, folder));
  }

  /** A pool whose time is {@code nanos} and whose {@link SessionPool#watch} is the caller's. */
  static SessionPool open(TrainableRegistry registry, Path folder, LongSupplier nanos) {
    return new SessionPool(registry, folder, hereIn(registry, folder), nanos);
  }

  private static PartHosting hereIn(TrainableRegistry registry, Path folder) {
    return (spec, setup) -> HostedPart.start(spec, setup, registry, folder);
  }
}

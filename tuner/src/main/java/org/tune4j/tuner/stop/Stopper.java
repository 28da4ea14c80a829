package org.tune4j.tuner.stop;

import java.util.Map;
import java.util.SortedSet;

/** A rule that ends a trial or the whole sweep. Its text is for people: {@code loss <= 0.1}. */
public sealed interface Stopper permits StopRule, SweepStopRule {

  /** The metrics that it reads. */
  SortedSet<String> metrics();

  /** The rule as a sweep file says it. */
  Map<String, Object> words();
}

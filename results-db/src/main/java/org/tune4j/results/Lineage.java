package org.tune4j.results;

import java.util.List;
import org.tune4j.trial.Exploit;

/**
 * Which trials went on at checkpoints of others.
 *
 * @param exploits that they did
 * @param revoked that some have gone back to what they were before; applied first
 */
public record Lineage(List<Exploit> exploits, List<Revoked> revoked) {
  /** Nothing of the kind. */
  public static final Lineage NONE = new Lineage(List.of(), List.of());

  public Lineage {
    exploits = List.copyOf(exploits);
    revoked = List.copyOf(revoked);
  }

  /**
   * The exploits of a trial from that attempt on count no more.
   *
   * @param sinceAttempt 0 for all
   */
  public record Revoked(String trialId, int sinceAttempt) {}
}

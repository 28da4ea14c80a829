package org.tune4j.tuner.control;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The nonces of the requests that could be sent again. Only those of requests with a right
 * signature come here, so nobody without the secret can fill it. Thread-safe.
 */
final class Nonces {
  /** What came of a nonce. */
  enum Verdict {
    NEW,
    SEEN,
    FULL
  }

  /** A request may be dated into the future by the skew, and is then good for twice the skew. */
  private static final long KEPT_MS = 2 * Signing.MAX_SKEW.toMillis();

  private final int max;
  private final Map<String, Long> seen = new LinkedHashMap<>();

  /**
   * A memory.
   *
   * @param max how many it holds
   */
  Nonces(int max) {
    this.max = max;
  }

  /** Remembers a nonce that is new. */
  synchronized Verdict take(String nonce, long nowMs) {
    forget(nowMs);
    if (seen.containsKey(nonce)) {
      return Verdict.SEEN;
    }
    if (seen.size() >= max) {
      return Verdict.FULL;
    }
    seen.put(nonce, nowMs);
    return Verdict.NEW;
  }

  private void forget(long nowMs) {
    for (Iterator<Long> times = seen.values().iterator(); times.hasNext(); ) {
      if (nowMs - times.next() <= KEPT_MS) {
        return;
      }
      times.remove();
    }
  }
}

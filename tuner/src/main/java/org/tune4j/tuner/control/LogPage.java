package org.tune4j.tuner.control;

import java.util.List;

/**
 * Output of some trials, up to a limit.
 *
 * @param pieces in the order of the trials; those with nothing new are left out
 * @param more whether the limit left something out that is there already
 * @param over whether nothing will come later, because what was asked for does not run
 */
public record LogPage(List<LogPiece> pieces, boolean more, boolean over) {
  public LogPage {
    pieces = List.copyOf(pieces);
  }
}

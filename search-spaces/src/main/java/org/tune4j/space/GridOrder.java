package org.tune4j.space;

import java.util.Locale;

/**
 * The order in which the cells of a grid are visited. Each visits all of them once in each sample,
 * and finds the next without walking those before.
 */
public enum GridOrder {
  /** The first axis by path is the fastest: Tune's order. */
  LISTED,
  /**
   * All axes vary from the first cell on, so that any number of first cells lies spread over the
   * whole grid.
   */
  SPACE_FILLING,
  /** By chance, another order for each seed and sample. */
  SHUFFLED;

  /** As a sweep file names it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The one of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static GridOrder of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}

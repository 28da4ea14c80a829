package org.tune4j.tuner.control;

import java.util.Objects;

/**
 * A sweep file.
 *
 * @param fileName what its problems are reported under; it is never opened
 * @param yaml what stands in it
 */
public record SweepText(String fileName, String yaml) {
  public SweepText {
    Objects.requireNonNull(fileName);
    Objects.requireNonNull(yaml);
  }
}

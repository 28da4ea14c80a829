package org.tune4j.tuner.cli;

import java.nio.file.Path;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.tuner.Tuner;
import org.tune4j.tuner.grid.GridSettings;
import org.tune4j.tuner.grid.OfferOptions;

/** Opens the tuner of a command that waits for the end of its sweeps. */
@FunctionalInterface
interface Opening {

  /**
   * Opens it.
   *
   * @throws org.tune4j.yaml.InvalidInputException when that cannot be
   */
  Tuner open(Path results, Member member, TrainableRegistry trainables);

  /**
   * The tuner's own member.
   *
   * @param offer what it offers
   * @param grid how it takes part
   */
  record Member(OfferOptions offer, GridSettings grid) {}
}

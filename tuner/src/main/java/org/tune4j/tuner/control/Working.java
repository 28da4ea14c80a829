package org.tune4j.tuner.control;

import java.util.function.Consumer;
import org.tune4j.tuner.grid.GridSettings;
import org.tune4j.tuner.grid.OfferOptions;

/** Starts a member without a driver within this JVM. */
@FunctionalInterface
public interface Working {

  /**
   * Joins a grid and offers what it has.
   *
   * @throws org.tune4j.yaml.InvalidInputException when it cannot be started like that
   */
  Running start(Settings settings) throws InterruptedException;

  /**
   * How a member is started.
   *
   * @param grid whom it joins, and how
   * @param offer what it offers
   * @param news is told, from any thread, what becomes of its place in the grid
   */
  record Settings(GridSettings grid, OfferOptions offer, Consumer<String> news) {}
}

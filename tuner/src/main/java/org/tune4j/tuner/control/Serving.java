package org.tune4j.tuner.control;

import java.nio.file.Path;
import org.tune4j.tuner.grid.GridSettings;
import org.tune4j.tuner.grid.OfferOptions;

/** Starts a server within this JVM. */
@FunctionalInterface
public interface Serving {

  /**
   * Opens the results folder and starts a driver. It takes no calls from outside yet: for that
   * there is {@link ControlServer}.
   *
   * @throws org.tune4j.yaml.InvalidInputException when it cannot be started like that
   */
  RunningServer start(Settings settings) throws InterruptedException;

  /**
   * How a server is started.
   *
   * @param results the results folder; made when it is not there
   * @param grid how its member takes part
   * @param offer what its member offers
   */
  record Settings(Path results, GridSettings grid, OfferOptions offer) {}
}

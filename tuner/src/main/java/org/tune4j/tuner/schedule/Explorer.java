package org.tune4j.tuner.schedule;

import java.util.List;
import java.util.random.RandomGenerator;
import org.tune4j.space.Config;

/** Finds a config for a trial that goes on from another one. */
interface Explorer {

  /**
   * A trial has come to the end of its interval.
   *
   * @param one its time and score are up to date, its base is where the interval began
   */
  default void onInterval(Individual one) {}

  /**
   * A config near that of another trial. Changes nothing.
   *
   * @param one who goes on with it
   * @param donor from whose config it is made
   * @param others all that live
   */
  Config explore(
      Individual one, Individual donor, Iterable<Individual> others, RandomGenerator random);

  /** What it explores, for people. */
  List<String> plan();
}

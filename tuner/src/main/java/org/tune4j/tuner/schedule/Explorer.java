package org.tune4j.tuner.schedule;

import java.util.List;
import java.util.random.RandomGenerator;
import org.tune4j.space.Config;

/** Finds a config for a trial that goes on from another one. */
interface Explorer {

  /**
   * A trial has come to its interval, with another score.
   *
   * @param member its time and score are up to date
   */
  default void onInterval(Member member) {}

  /** A trial goes on at that one's checkpoint. */
  default void onExploited(Member member, Member donor) {}

  /**
   * A config near that of another trial. Changes nothing.
   *
   * @param member who goes on with it
   * @param donor from whose config it is made
   * @param others all that live
   */
  Config explore(Member member, Member donor, Iterable<Member> others, RandomGenerator random);

  /** What it explores, for people. */
  List<String> plan();
}

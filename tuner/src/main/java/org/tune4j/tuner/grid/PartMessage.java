package org.tune4j.tuner.grid;

import java.util.List;
import org.tune4j.runner.PartSpec;

/**
 * What the member of a trial and the members of its parts tell each other; {@link PartFrame} adds
 * the bytes. Each may come twice, and any may get lost.
 */
sealed interface PartMessage {

  /** To the part's member: start it; the bytes are its setup. */
  record Start(PartSpec spec) implements PartMessage {}

  /**
   * To the part's member: answer a request, which the bytes are.
   *
   * @param number counts the calls of a part, from 1; they are served in that order
   */
  record Call(String part, long number) implements PartMessage {}

  /** To the part's member: end it. */
  record Close(String part) implements PartMessage {}

  /**
   * To the parts' member, again and again: the trial is there.
   *
   * @param parts all that it has there, each with the number of its oldest call without an answer
   */
  record Alive(List<Count> parts) implements PartMessage {}

  /**
   * To the trial's member, upon {@link Alive}.
   *
   * @param parts those that are there, each with the number of the last call that came in
   * @param unknown those that are not
   */
  record Here(List<Count> parts, List<String> unknown) implements PartMessage {}

  /** To the trial's member: the bytes are the answer, or why there is none. */
  record Answer(String part, long number, boolean failed) implements PartMessage {}

  /** To the trial's member: nothing of that part runs any more. */
  record Closed(String part, String reason) implements PartMessage {}

  /** A number of a part. */
  record Count(String part, long number) {}
}

package org.tune4j.tuner.grid;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tune4j.runner.PartSpec;
import org.tune4j.trial.Placement.Slot;

/**
 * What the member of a trial and the members of its parts tell each other; {@link PartFrame} adds
 * the bytes. Each may come twice, and any may get lost.
 */
sealed interface PartMessage {

  /**
   * To another member, when that changes and again and again: all that attempts of this one hold
   * there.
   *
   * @param number counts what the member that sends it says of that; only the newest counts
   */
  record Holds(long number, List<Hold> holds) implements PartMessage {}

  /**
   * To the attempts' member, upon {@link Holds}.
   *
   * @param booked those that hold it
   */
  record Booked(List<Long> booked, List<Refused> refused) implements PartMessage {}

  /**
   * To the part's member: start it; the bytes are its setup.
   *
   * @param hold what its attempt holds there, by number; without it, nothing starts
   */
  record Start(long hold, PartSpec spec) implements PartMessage {}

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

  /**
   * What an attempt holds on a member.
   *
   * @param number what the attempt's member calls it
   * @param driver whose attempt it is
   */
  record Hold(long number, String driver, List<Slot> slots) {}

  /**
   * An attempt gets nothing, as the trials of other drivers hold it.
   *
   * @param there what its driver would hear of that member now; {@code null} when that is nothing
   */
  record Refused(long number, FromMember.@Nullable Here there) {}

  /** A number of a part. */
  record Count(String part, long number) {}
}
